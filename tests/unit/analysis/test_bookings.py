"""Proposed times against every way of placing a few visits, and the reasons for what has none."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mainstay.analysis.bookings import (
    Question,
    Reason,
    Span,
    Wanted,
    minutes_between,
    propose,
)
from mainstay.analysis.bookings.reasons import sentence
from mainstay.analysis.bookings.roads import kilometres
from mainstay.terms.visits import booking

MONDAY = date(2026, 12, 7)
PEOPLE, PLACES = ("ann", "ben"), ("A", "B")
LONDON, BATH = (51.5074, -0.1278), (51.3811, -2.3590)


def at(day: int, hour: float) -> datetime:
    return datetime.combine(MONDAY, datetime.min.time()) + timedelta(days=day, hours=hour)


def span(day: int, start: float, end: float) -> Span:
    return Span(at(day, start), at(day, end))


def wanted(name: str, **more) -> Wanted:
    plain = Wanted(name, "A", ("ann",), 120, 1, MONDAY, MONDAY + timedelta(days=4))
    return replace(plain, **more)


def asked(*visits: Wanted, free=None, road: int = 60, most: int = 2) -> Question:
    free = {"ann": (span(0, 9, 17),)} if free is None else free
    roads = {(a, b): road for a in PLACES for b in PLACES if a != b}
    return Question(visits, free, roads, most, 60)


# The plain account: every choice of a time, or none, for each visit.


def free_for(question: Question, visit: Wanted, start: datetime) -> bool:
    end = start + timedelta(minutes=visit.minutes)
    return all(
        any(one.start <= start and end <= one.end for one in question.free.get(who, ()))
        for who in visit.needs
    )


def choices(question: Question, visit: Wanted) -> list[datetime | None]:
    if visit.at is not None:
        return [visit.at]
    hours = [at(day, hour) for day in range(5) for hour in range(9, 17)]
    held = [
        one
        for one in hours
        if visit.earliest <= one.date() <= visit.deadline and free_for(question, visit, one)
    ]
    return [None, *held]


def sound(question: Question, placed: dict[str, datetime]) -> bool:
    visits = [one for one in question.visits if one.id in placed]
    for one in visits:
        if one.after is not None and one.at is None:
            if one.after not in placed:
                return False
            if placed[one.after].date() >= placed[one.id].date():
                return False
        for two in visits:
            first, second = placed[one.id], placed[two.id]
            if one.id == two.id or first > second or not set(one.needs) & set(two.needs):
                continue
            if one.id > two.id and first == second:
                continue
            gap = timedelta(minutes=one.minutes + question.road(one.place, two.place))
            if second - first < gap:
                return False
    for who in {who for one in visits for who in one.needs}:
        days = [placed[one.id].date() for one in visits if who in one.needs]
        if any(days.count(day) > question.most_a_day for day in days):
            return False
    return True


def score(question: Question, placed: dict[str, datetime]) -> tuple[int, int, float]:
    """More visits first; then those of earlier practices; then earlier times. Small is good."""
    mine = [one for one in question.visits if one.at is None]
    last = max(one.order for one in question.visits)
    there = [one for one in mine if one.id in placed]
    start = at(0, 0)
    wait = sum(
        (last - one.order + 1) * ((placed[one.id] - start).total_seconds() / 3600) for one in there
    )
    return -len(there), sum(one.order for one in there), wait


def best_by_hand(question: Question) -> tuple[int, int, float]:
    found = []
    for times in product(*(choices(question, one) for one in question.visits)):
        ids = [one.id for one in question.visits]
        placed = {name: time for name, time in zip(ids, times, strict=True) if time}
        if sound(question, placed):
            found.append(score(question, placed))
    return min(found)


@some.composite
def questions(draw) -> Question:
    free = {
        who: tuple(
            span(day, start, start + draw(some.sampled_from([2, 3, 5])))
            for day in range(draw(some.integers(1, 2)))
            for start in [draw(some.sampled_from([9, 10, 12]))]
        )
        for who in PEOPLE
    }
    visits = []
    for number in range(draw(some.integers(1, 4))):
        visits.append(
            Wanted(
                id=f"v{number}",
                place=draw(some.sampled_from(PLACES)),
                needs=tuple(draw(some.sets(some.sampled_from(PEOPLE), min_size=1))),
                minutes=draw(some.sampled_from([60, 120])),
                order=draw(some.integers(1, 3)),
                earliest=MONDAY,
                deadline=MONDAY + timedelta(days=draw(some.integers(0, 1))),
                after=draw(some.sampled_from([None, f"v{number - 1}"])) if number else None,
            )
        )
    if draw(some.booleans()):
        visits[0] = replace(visits[0], at=at(0, draw(some.sampled_from([9, 11, 13]))))
    return asked(
        *visits, free=free, road=draw(some.sampled_from([0, 60])), most=draw(some.integers(1, 2))
    )


@settings(max_examples=60, deadline=None)
@given(questions())
def test_no_way_of_placing_them_is_better(question):
    found = propose(question)
    placed = {one.id: one.start for one in found.times}
    placed |= {one.id: one.at for one in question.visits if one.at}
    assert found.proved
    assert sound(question, placed)
    assert score(question, placed) == best_by_hand(question)
    assert {one.id for one in found.unfit} == {one.id for one in question.visits} - set(placed)


@settings(max_examples=20, deadline=None)
@given(questions())
def test_the_same_question_has_the_same_answer(question):
    assert propose(question) == propose(question)


def test_an_earlier_practice_has_the_earlier_time():
    found = propose(asked(wanted("late", order=2), wanted("early", order=1), road=0))
    assert {one.id: one.start for one in found.times} == {"early": at(0, 9), "late": at(0, 11)}


def test_the_way_is_left_free():
    found = propose(asked(wanted("a"), wanted("b", place="B", order=2)))
    assert [one.start for one in found.times] == [at(0, 9), at(0, 12)]


UNFIT = {
    Reason.NOT_TOGETHER: (
        asked(
            wanted("v", needs=("ann", "ben")),
            free={"ann": (span(0, 9, 12),), "ben": (span(1, 9, 12),)},
        ),
        ("ann", "ben"),
        None,
    ),
    Reason.DEADLINE: (
        asked(wanted("v", deadline=MONDAY), free={"ann": (span(2, 9, 17),)}),
        (),
        at(2, 9),
    ),
    Reason.WAITS: (
        asked(
            wanted("a", needs=("ben",), order=2),
            wanted("v", after="a"),
            free={"ann": (span(0, 9, 17),)},
        ),
        (),
        None,
    ),
    Reason.DAYS_FULL: (asked(wanted("a"), wanted("v", order=2), most=1), ("ann",), at(0, 11)),
    Reason.ROAD: (
        asked(
            wanted("a"),
            wanted("v", place="B", order=2),
            free={"ann": (span(0, 9, 13),)},
        ),
        ("ann",),
        at(0, 11),
    ),
    Reason.TAKEN: (
        asked(wanted("a"), wanted("v", order=2), free={"ann": (span(0, 9, 11),)}),
        ("ann",),
        at(0, 9),
    ),
    Reason.SEVERAL: (
        asked(wanted("a"), wanted("v", order=2), free={"ann": (span(0, 9, 12),)}, most=1),
        ("ann",),
        None,
    ),
}


@pytest.mark.parametrize("reason", UNFIT)
def test_what_cannot_be_fitted_says_why(reason):
    question, who, first = UNFIT[reason]
    told = {one.id: one for one in propose(question).unfit}["v"]
    assert (told.reason, told.who, told.first) == (reason, who, first)
    words = sentence(told, {"ann": "Ann Other", "ben": "Ben Else"}, "9 December")
    assert words.endswith(".")
    assert ("Ann Other" in words) == ("ann" in who)


def test_who_alone_stands_in_the_way_is_named():
    question = asked(
        wanted("v", needs=("ann", "ben", "cat")),
        free={"ann": (span(0, 9, 12),), "ben": (span(1, 9, 12),), "cat": (span(0, 9, 12),)},
    )
    assert propose(question).unfit[0].who == ("ben",)


def test_a_time_that_is_kept_stays_even_off_the_grid():
    kept = wanted("kept", at=at(0, 9.25))
    found = propose(asked(kept, wanted("v", order=2), road=0))
    assert [(one.id, one.start) for one in found.times] == [("v", at(0, 12))]


def test_nothing_to_place_is_nothing():
    assert propose(asked(wanted("kept", at=at(0, 9)))).times == ()


def test_a_road_is_the_straight_line_made_longer():
    assert kilometres(LONDON, BATH) == pytest.approx(155.6, abs=0.5)
    assumed = booking()
    assert minutes_between(LONDON, BATH, assumed) == 303 + assumed.parking_minutes
    assert minutes_between(None, BATH, assumed) == assumed.minutes_where_unknown
