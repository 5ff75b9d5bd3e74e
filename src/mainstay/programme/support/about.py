"""What a practice asks help with: a statement, a theme, a finding, a part of a plan."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from mainstay.programme.support import helping
from mainstay.terms.definitions import indicators, rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import Statement
from mainstay.terms.support import criterion_themes


@dataclass(frozen=True)
class About:
    """`statement`: the id of the one that it is. `finding`: else what it is, "kind:name".

    `statements`, `themes` and `domains`: whatever helps with one of these helps with it.
    """

    words: str
    statement: str = ""
    finding: str = ""
    statements: tuple[Statement, ...] = ()
    themes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    @property
    def theme(self) -> str:
        """The theme that it is of; empty where none is known."""
        return next(iter((*self.themes, *(one.theme for one in self.statements))), "")

    def is_helped_by(
        self, statements: Collection[str], themes: Collection[str], domains: Collection[str]
    ) -> bool:
        """Whether what names these helps with it."""
        return (
            any(helping.helps_with(statements, themes, one) for one in self.statements)
            or bool(set(self.themes) & helping.all_themes(statements, themes))
            or bool(set(self.domains) & set(domains))
        )


def about(statement: str = "", finding: str = "") -> About | None:
    """What a practice said that it is about; None for nothing, or for what is not known."""
    if statement:
        return _statement(statement)
    kind, _, name = finding.partition(":")
    read = KINDS.get(kind)
    return read(name) if read else None


def can_be_asked_about(indicator: str) -> bool:
    """Whether a figure is a finding: a criterion reads it, or a statement rests on it."""
    return indicator in _findings()


@cache
def _findings() -> frozenset[str]:
    criteria = (one for rules in rule_sets().values() for one in rules.criteria)
    read = {each.indicator for one in criteria for each in one.measures}
    return frozenset(read.union(*(one.indicators for one in helping.triangle().statements)))


def require_known(statement: str, finding: str) -> None:
    """Raises MainstayError where something is named that cannot be read."""
    if (statement or finding) and about(statement, finding) is None:
        raise MainstayError("What this is about is not known here.")


def words_about(statement: str, finding: str) -> str:
    """In words; what is not known any more says its id."""
    found = about(statement, finding)
    return found.words if found else statement or finding


def _statement(name: str) -> About | None:
    found = helping.statement(name)
    return About(found.words, statement=name, statements=(found,)) if found else None


def _theme(name: str) -> About | None:
    words = helping.themes().get(name)
    return About(words, finding=f"theme:{name}", themes=(name,)) if words else None


def _domain(name: str) -> About | None:
    words = helping.domains().get(name)
    said = f"Part of a plan: {words}"
    return About(said, finding=f"domain:{name}", domains=(name,)) if words else None


def _indicator(name: str) -> About | None:
    found = indicators().get(name)
    if found is None:
        return None
    said = f"A published figure: {found.plain_name}"
    return About(said, finding=f"indicator:{name}", statements=_bearing({name}))


def _criterion(name: str) -> About | None:
    """`name`: the rule set and the criterion's number, as in gprp-2016.4."""
    rules, _, number = name.rpartition(".")
    criteria = rule_sets()[rules].criteria if rules in rule_sets() else ()
    found = next((one for one in criteria if str(one.number) == number), None)
    if found is None:
        return None
    theme = criterion_themes().get(found.number)
    return About(
        f"Criterion {number} of the matrix: {found.plain_name}",
        finding=f"criterion:{name}",
        statements=_bearing({one.indicator for one in found.measures}),
        themes=(theme,) if theme else (),
    )


def _bearing(names: Collection[str]) -> tuple[Statement, ...]:
    """The statements on which published figures bear."""
    asked = helping.triangle().statements
    return tuple(one for one in asked if set(names) & set(one.indicators))


KINDS: dict[str, Callable[[str], About | None]] = {
    "theme": _theme,
    "criterion": _criterion,
    "indicator": _indicator,
    "domain": _domain,
}
