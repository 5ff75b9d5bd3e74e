"""What a later look at a list finds: who moved, and why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Cause(StrEnum):
    """The new thing that changed a level."""

    DATA = "new data"
    JUDGEMENT = "new judgement"
    RULES = "changed rules"


class Standing(StrEnum):
    """Whether a practice is on both lists."""

    STAYS = "on both lists"
    NEW = "new on the list"
    GONE = "no longer on the list"


@dataclass(frozen=True)
class Shift:
    """One criterion's level before and after, the values it was read from, and what changed it."""

    criterion: int
    was: str
    now: str
    was_value: str
    now_value: str
    cause: Cause


@dataclass(frozen=True)
class Move:
    """A practice's place before and now; None where it is not on that list."""

    practice_code: str
    practice_name: str
    standing: Standing
    before: int | None
    now: int | None
    shifts: tuple[Shift, ...]

    @property
    def up(self) -> int:
        """Places moved towards the first; below nought is away from it."""
        return 0 if self.before is None or self.now is None else self.before - self.now

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What changed the practice's own levels; none where others moved around it."""
        return tuple(dict.fromkeys(one.cause for one in self.shifts))

    def data(self) -> dict[str, Any]:
        """The same as plain data, to be kept."""
        return asdict(self)


def move_from(data: Mapping[str, Any]) -> Move:
    """A move that was kept."""
    shifts = tuple(Shift(**{**one, "cause": Cause(one["cause"])}) for one in data["shifts"])
    return Move(**{**data, "standing": Standing(data["standing"]), "shifts": shifts})
