"""How a team stands, by its own account: level by level and ability by ability. Never one mark."""

from dataclasses import dataclass
from enum import StrEnum

from mainstay.terms.carrying import Way
from mainstay.terms.frameworks import Ability, Need, Statement


class Standing(StrEnum):
    """How firm a level is."""

    SECURE = "secure"
    GROWING = "growing"
    NOT_YET = "not yet"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Answered:
    """A statement with the team's answer: a step, or None where it is open or not known."""

    statement: Statement
    step: int | None


@dataclass(frozen=True)
class LevelStanding:
    """A level, how firm it is, and the answers that it was read from."""

    need: Need
    standing: Standing
    answers: tuple[Answered, ...]

    @property
    def known(self) -> int:
        return sum(one.step is not None for one in self.answers)

    @property
    def firm(self) -> int:
        """How many statements are at "mostly" or further."""
        return sum(one.step is not None and one.step >= 3 for one in self.answers)


@dataclass(frozen=True)
class AbilityStanding:
    """How many of the statements of an ability are at "mostly" or further, of those known."""

    ability: Ability
    firm: int
    known: int
    of: int


@dataclass(frozen=True)
class Moved:
    """A statement that was answered in both rounds, and how many steps it moved.

    `by_chance`: whether it may have moved only because the team answered on another day. `way`:
    whether it had the same words both times.
    """

    statement: Statement
    before: int
    after: int
    by_chance: bool = False
    way: Way = Way.SAME

    @property
    def reworded(self) -> bool:
        return self.way is Way.REWORDED

    @property
    def steps(self) -> int:
        return self.after - self.before
