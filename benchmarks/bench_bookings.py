"""How long bookings take, in seconds of the processor, and how much earlier they are than greedily.

`python -m benchmarks.bench_bookings`: 22 practices with four visits each, six people, 26 weeks.
"""

from datetime import date, datetime, time, timedelta
from itertools import permutations
from time import process_time

from mainstay.analysis.bookings import Question, Span, Wanted, minutes_between, propose
from mainstay.analysis.bookings.greedy import greedy
from mainstay.analysis.bookings.solving import cost
from mainstay.terms.visits import booking, visit_kinds

MONDAY = date(2027, 1, 4)
PRACTICES, PEOPLE, WEEKS, A_WEEK = 22, 6, 26, 5


def question() -> Question:
    """Made up by rule, so that it is the same each time."""
    days = [MONDAY + timedelta(days=number) for number in range(WEEKS * 7)]
    people = {
        f"person-{one}": _spans(days, lambda day, one=one: (day.weekday() + one) % A_WEEK != 0)
        for one in range(PEOPLE)
    }
    practices = {
        f"practice-{one}": _spans(days, lambda day, one=one: (day.weekday() * 3 + one) % 4 != 0)
        for one in range(PRACTICES)
    }
    places = {
        f"P{one}": (51.0 + (one * 37 % 22) / 30, -2.0 + (one * 53 % 22) / 20)
        for one in range(PRACTICES)
    }
    roads = {
        (a, b): minutes_between(places[a], places[b], booking())
        for a, b in permutations(sorted(places), 2)
    }
    visits = tuple(one for number in range(PRACTICES) for one in _visits(number))
    return Question(visits, {**people, **practices}, roads, booking().most_a_day, 30)


def _visits(number: int) -> list[Wanted]:
    found: list[Wanted] = []
    for place, kind in enumerate(visit_kinds().values()):
        found.append(
            Wanted(
                id=f"{number}-{place}",
                place=f"P{number}",
                needs=(f"person-{number % PEOPLE}", f"practice-{number}"),
                minutes=kind.minutes,
                order=number + 1,
                earliest=MONDAY,
                deadline=MONDAY + timedelta(weeks=WEEKS),
                after=found[-1].id if found else None,
            )
        )
    return found


def _spans(days: list[date], works) -> tuple[Span, ...]:
    return tuple(
        Span(datetime.combine(day, time(9)), datetime.combine(day, time(17, 30)))
        for day in days
        if day.weekday() < A_WEEK and works(day)
    )


def main() -> None:
    asked = question()
    begun = process_time()
    plain = greedy(asked)
    middle = process_time()
    found = propose(asked)
    end = process_time()
    times = {one.id: one.start for one in found.times}
    print(
        f"{len(asked.visits)} visits; one after the other: {len(plain)} in {middle - begun:.2f} s"
    )
    print(f"solver: {len(times)} in {end - middle:.2f} s, proved {found.proved}")
    print(f"waiting, to one after the other: {cost(asked, times) / cost(asked, plain):.3f}")
    print(f"last day: {max(plain.values()):%d %B} one after the other, {max(times.values()):%d %B}")


if __name__ == "__main__":
    main()
