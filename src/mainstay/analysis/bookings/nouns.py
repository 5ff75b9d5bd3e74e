"""What is asked of the booking, and what it answers. Times are local clock times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True)
class Span:
    """A stretch of one day in which somebody is free."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Wanted:
    """A visit that wants a time, or that has one and keeps it (`at`).

    `place`: the practice's code. `needs`: whoever must be free, the practice itself among them.
    `order`: 1 for the practice whose conversation comes first. `after`: the visit that must be on
    an earlier day.
    """

    id: str
    place: str
    needs: tuple[str, ...]
    minutes: int
    order: int
    earliest: date
    deadline: date
    after: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Question:
    """`free`: when each of those who are needed is free. `roads`: minutes between two places."""

    visits: tuple[Wanted, ...]
    free: Mapping[str, tuple[Span, ...]]
    roads: Mapping[tuple[str, str], int]
    most_a_day: int
    step: int  # minutes between two times at which a visit may begin

    def road(self, start: str, end: str) -> int:
        return 0 if start == end else self.roads[start, end]


class Reason(StrEnum):
    """Why a visit has no time."""

    NOT_TOGETHER = "those who must be there are never free at the same time"
    DEADLINE = "they are free together only after the deadline"
    WAITS = "the visit before it has no time, or one that is too late"
    DAYS_FULL = "every day that would do has as many visits as one person makes"
    ROAD = "there is no time for the way from another visit"
    TAKEN = "other visits take every time that would do"
    SEVERAL = "several things together leave no time"


@dataclass(frozen=True)
class Proposal:
    id: str
    start: datetime


@dataclass(frozen=True)
class Unfit:
    """A visit that cannot be fitted in. `who`: those it is due to. `first`: when it could be."""

    id: str
    reason: Reason
    who: tuple[str, ...] = ()
    first: datetime | None = None


@dataclass(frozen=True)
class Proposals:
    """`proved`: whether there is provably no better answer."""

    times: tuple[Proposal, ...]
    unfit: tuple[Unfit, ...]
    proved: bool
