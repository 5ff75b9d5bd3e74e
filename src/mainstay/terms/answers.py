"""What one person answered, and what of many people's answers may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNKNOWN = 0
NOT_MINE = -1
UNSAID = -2  # of hope: somebody would rather not say


@dataclass(frozen=True)
class Sheet:
    """One person's answers. Who the person is stands nowhere.

    `steps`: by statement, the step from 1 up, or `UNKNOWN` or `NOT_MINE`, which are answers too.
    `hope`: a step, or `UNSAID`, which is an answer too; None where it was passed over.
    """

    group: str
    steps: Mapping[str, int]
    hope: int | None = None
    words: str = ""

    @property
    def answered(self) -> bool:
        return bool(self.steps) or self.hope is not None or bool(self.words.strip())


@dataclass(frozen=True)
class Cell:
    """Staff groups whose answers are put together, and how many people that is."""

    groups: tuple[str, ...]
    people: int


@dataclass(frozen=True)
class Summary:
    """The middle of the answers, and whether the middle half of them lies within one step.

    `low` and `high` are the two middle steps of an even number of answers, else the same step.
    """

    low: int
    high: int
    close: bool

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Released:
    """All that is ever shown of a round's own answers. Every page, file and count is made of it.

    A statement has one summary for each cell, or one of everybody, or none where too few answered.
    Never both: the whole beside its parts can give an answer away.
    """

    floor: int
    people: int
    cells: tuple[Cell, ...]
    statements: Mapping[str, tuple[Summary, ...]] = field(default_factory=dict)
    hope: Summary | None = None
    words: tuple[str, ...] = ()

    def split(self, statement: str) -> bool:
        """Whether its summaries are of the cells, each in its place."""
        return len(self.statements.get(statement, ())) > 1
