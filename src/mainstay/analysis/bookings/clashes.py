"""Whether a visit may be at a time, given where the others are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from mainstay.analysis.bookings.nouns import Question, Wanted
from mainstay.analysis.bookings.windows import starts

Placed = Mapping[str, datetime]
Others = Sequence[tuple[Wanted, datetime]]


def possible(question: Question, visit: Wanted, placed: Placed) -> Iterator[datetime]:
    """Each time at which a visit could begin beside those that are placed, in order."""
    others = with_others(question, visit, placed)
    for at in starts(question, visit):
        if clear(question, visit, at, others) and in_turn(question, visit, at, placed):
            yield at


def clear(question: Question, visit: Wanted, at: datetime, others: Others) -> bool:
    """Whether none of the others stands against a time."""
    return not (
        any(overlaps(visit, at, one, when) for one, when in others)
        or any(too_far(question, visit, at, one, when) for one, when in others)
        or full_days(question, visit, at, others)
    )


def with_others(question: Question, visit: Wanted, placed: Placed) -> list[tuple[Wanted, datetime]]:
    """The visits that have a time and need somebody whom this visit needs too."""
    return [
        (one, placed[one.id])
        for one in question.visits
        if one.id != visit.id and one.id in placed and set(one.needs) & set(visit.needs)
    ]


def overlaps(visit: Wanted, at: datetime, other: Wanted, when: datetime) -> bool:
    return at < _end(other, when) and when < _end(visit, at)


def too_far(question: Question, visit: Wanted, at: datetime, other: Wanted, when: datetime) -> bool:
    """Whether the way between the two takes longer than there is between them."""
    before, after = (when, at) if when < at else (at, when)
    first = other if when < at else visit
    road = question.road(visit.place, other.place)
    return before.date() == after.date() and after - _end(first, before) < timedelta(minutes=road)


def full_days(question: Question, visit: Wanted, at: datetime, others: Others) -> tuple[str, ...]:
    """Those of whom the day has as many visits as one person makes."""
    day = [one for one, when in others if when.date() == at.date()]
    return tuple(
        who for who in visit.needs if sum(who in one.needs for one in day) >= question.most_a_day
    )


def in_turn(question: Question, visit: Wanted, at: datetime, placed: Placed) -> bool:
    """After the visit that comes before it, and before those that come after it.

    What has no time yet says nothing.
    """
    before = placed.get(visit.after or "")
    later = [
        placed[one.id] for one in question.visits if one.after == visit.id and one.id in placed
    ]
    follows = before is None or before.date() < at.date()
    return follows and all(at.date() < when.date() for when in later)


def _end(visit: Wanted, at: datetime) -> datetime:
    return at + timedelta(minutes=visit.minutes)
