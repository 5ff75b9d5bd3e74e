"""How much scope for support a criterion shows."""

from enum import StrEnum


class Level(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NO_DATA = "no data"
    NOT_JUDGED = "not yet judged"

    @property
    def known(self) -> bool:
        return self in (Level.HIGH, Level.MEDIUM, Level.LOW)
