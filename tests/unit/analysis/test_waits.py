"""Waits by size: medians that count who still waits, and differences that may be noise."""

from mainstay.analysis.waits import EVERY, Wait, apart, summaries
from mainstay.reports.waits import limits, sentence, waits_chart
from mainstay.terms.sizes import bands
from mainstay.terms.waits import clock

SMALL, MIDDLE, LARGE = (one.name for one in bands())
CONTACT = clock().milestones[0]


def wait(days: int, *, over: bool = True, band: str = SMALL, code: str = "Z00001") -> Wait:
    return Wait(code, f"PRACTICE {code}", band, CONTACT.id, days, over)


def of(waits, band=EVERY):
    return next(
        one for one in summaries(waits, clock()) if (one.milestone, one.band) == (CONTACT, band)
    )


def test_who_waits_counts():
    waits = [wait(10), wait(20), wait(30), *(wait(90, over=False) for _ in range(3))]
    found = of(waits)
    assert (found.practices, found.over, found.median) == (6, 3, 30)
    assert (found.shortest, found.longest) == (10, 30)
    assert sentence(found).startswith("Every size: 3 of 6 practices. Median 30 days")


def test_while_fewer_than_half_have_come_there_is_no_median():
    found = of([wait(10), wait(50, over=False), wait(60, over=False)])
    assert found.median is None
    assert "there is no median yet" in sentence(found)


def test_an_interval_with_an_open_end_says_so():
    waits = [wait(day, over=day < 9) for day in range(5, 15)]
    assert limits(of([*waits, wait(3), wait(4)])) == "at least 4"
    assert limits(of([wait(5), wait(9)])) == "interval not yet known"


def test_a_few_practices_are_never_called_different():
    few = [wait(10), wait(12), wait(40, band=LARGE), wait(44, band=LARGE)]
    assert apart(summaries(few, clock())) == []


def test_many_that_differ_plainly_are():
    many = [wait(10 + day % 5) for day in range(30)]
    many += [wait(90 + day % 5, band=LARGE) for day in range(30)]
    assert apart(summaries(many, clock())) == [CONTACT.name]


def test_the_picture_has_a_mark_for_each_practice_and_tells_who_waits():
    waits = [wait(10), wait(10), wait(12), wait(70, over=False, band=LARGE)]
    figure = waits_chart(CONTACT, waits, summaries(waits, clock()), clock(), "Anyshire")
    assert figure.svg.count('stroke-width="1.5"') == 4
    assert len(figure.table.rows) == 3
    assert "1 practice. Fewer than half" in figure.alternative
    assert SMALL in figure.svg
    assert LARGE in figure.svg


def test_no_picture_of_nothing():
    assert waits_chart(CONTACT, [], [], clock(), "Anyshire") is None
