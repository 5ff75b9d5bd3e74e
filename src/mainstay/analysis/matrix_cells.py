"""What the sentences of one cell of the matrix are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from mainstay.terms.findings import Figure
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, CutOff, Judgement, Measure


@dataclass(frozen=True)
class Seen:
    """One measure of a cell: its figure, its own level, and where each cut-off now lies."""

    measure: Measure
    figure: Figure
    level: Level
    boundaries: tuple[float | None, ...]

    def boundary(self, level: Level) -> tuple[CutOff, float] | None:
        """The cut-off from which a level begins, and its value now, if it has one."""
        for cut_off, at in zip(self.measure.cut_offs, self.boundaries, strict=True):
            if cut_off.level is level and at is not None:
                return cut_off, at
        return None


@dataclass(frozen=True)
class Cell:
    """One criterion of one practice, with the places that its levels would bring."""

    criterion: Criterion
    level: Level
    seen: tuple[Seen, ...]
    deciding: int
    judgement: Judgement | None
    place_at: Mapping[Level, int]
    place: int
    practices: int

    @property
    def decided(self) -> Seen | None:
        return self.seen[self.deciding] if self.seen else None

    @property
    def others(self) -> tuple[Seen, ...]:
        """The measures of the other choices that have a level of their own."""
        settled = self.decided
        return tuple(
            one
            for one in self.seen
            if settled and one.measure.choice != settled.measure.choice and one.level.known
        )
