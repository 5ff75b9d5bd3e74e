"""When people and practices have time, as spans of local clock time."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from mainstay.accounts.models import Organisation, Person
from mainstay.analysis.bookings import Span
from mainstay.programme.engagement.visits.states import WEEKDAYS, Part
from mainstay.terms.visits import booking, holidays

DAY = timedelta(days=1)


def free(owner: Person | Organisation, first: date, last: date) -> tuple[Span, ...]:
    """Working days without what the owner has said against them."""
    week = {one.weekday: Part(one.part) for one in owner.week.all()}
    away = [(one.first, one.last, Part(one.part)) for one in owner.days_off.filter(last__gte=first)]
    return tuple(_spans(week, away, first, last))


def works(day: date) -> bool:
    """Whether anybody works on a day: neither at the weekend nor on a bank holiday."""
    return day.weekday() < len(WEEKDAYS) and day not in holidays()


def _spans(
    week: dict[int, Part], away: list[tuple[date, date, Part]], first: date, last: date
) -> Iterator[Span]:
    day = first
    while day <= last:
        if works(day):
            gone = [part for start, end, part in away if start <= day <= end]
            yield from _left(day, week.get(day.weekday(), Part.DAY), gone)
        day += DAY


def _left(day: date, part: Part, gone: Iterable[Part]) -> Iterator[Span]:
    """What is left of a day: its halves, where neither the week nor a day off takes them."""
    taken = set(gone)
    assumed = booking()
    halves = {
        Part.MORNING: (assumed.day_starts, assumed.morning_ends),
        Part.AFTERNOON: (assumed.afternoon_starts, assumed.day_ends),
    }
    for half, (start, end) in halves.items():
        if part in (Part.DAY, half) and not taken & {Part.DAY, half}:
            yield Span(_at(day, start), _at(day, end))


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)
