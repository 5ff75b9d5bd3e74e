"""How far somebody has come."""

from dataclasses import dataclass

from mainstay.terms.answers import Sheet
from mainstay.terms.frameworks import Framework

LAST = "hope"


@dataclass(frozen=True)
class Part:
    """One page of questions: how many of them are answered."""

    need: str
    name: str
    answered: int
    of: int

    @property
    def done(self) -> bool:
        return self.answered == self.of

    @property
    def begun(self) -> bool:
        return 0 < self.answered < self.of


@dataclass(frozen=True)
class Progress:
    parts: tuple[Part, ...]

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.parts)

    @property
    def of(self) -> int:
        return sum(one.of for one in self.parts)

    @property
    def next(self) -> Part | None:
        """The first page on which something is open."""
        return next((one for one in self.parts if not one.done), None)


def progress(framework: Framework, held: Sheet) -> Progress:
    """The pages in their order, hope as the last."""
    parts = [
        Part(need.id, need.plain_name, sum(one.id in held.steps for one in found), len(found))
        for need in framework.needs
        for found in [framework.of_need(need.id)]
    ]
    hope = Part(LAST, "Hope, and your own words", int(held.hope is not None), 1)
    return Progress((*parts, hope))
