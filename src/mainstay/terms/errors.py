"""Errors that a person reads."""


class MainstayError(Exception):
    """Something a person can put right. `advice` says how."""

    def __init__(self, problem: str, *, advice: str = "") -> None:
        self.problem = problem
        self.advice = advice
        super().__init__(" ".join(part for part in (problem, advice) if part))


class SourceError(MainstayError):
    """A published file that cannot be taken in: what is wrong, where, and what to do."""

    def __init__(self, problem: str, *, place: str = "", advice: str = "") -> None:
        self.place = place
        super().__init__(problem, advice=advice)


class DefinitionError(MainstayError):
    """A definition file that does not hold together."""
