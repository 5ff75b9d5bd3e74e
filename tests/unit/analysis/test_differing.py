"""Questions where published figures and a team's own view point different ways."""

import pytest

from mainstay.analysis.differing import differing
from mainstay.terms.definitions import indicators
from mainstay.terms.findings import Comparison, Figure, Verdict
from mainstay.terms.frameworks import newest
from mainstay.terms.missing import Missing

TRIANGLE = newest("triangle")
STATEMENT, INDICATOR = "enough-people", "patients_per_gp"


def compared(similar: Verdict, england: Verdict = Verdict.SIMILAR, value: float | None = 3100.0):
    numbers = dict.fromkeys(
        ("lower", "upper", "numerator", "denominator", "england", "area", "similar")
    )
    figure = Figure(
        indicator=indicators()[INDICATOR],
        practice_code="Z00001",
        period="2026-03",
        period_end=None,
        value=value,
        category=None,
        missing=None if value else Missing.NOT_PUBLISHED,
        release="r",
        **numbers,
    )
    return Comparison(figure, england, england, similar, None)


@pytest.mark.parametrize(
    ("step", "verdict", "asked"),
    [
        (4, Verdict.WORSE, True),
        (3, Verdict.WORSE, True),
        (2, Verdict.WORSE, False),
        (2, Verdict.BETTER, True),
        (1, Verdict.BETTER, True),
        (3, Verdict.BETTER, False),
        (4, Verdict.SIMILAR, False),
        (4, Verdict.HIGHER, False),
        (None, Verdict.WORSE, False),
    ],
)
def test_a_question_is_asked_where_the_two_point_different_ways(step, verdict, asked):
    found = differing(TRIANGLE, {STATEMENT: step}, [compared(verdict)])
    assert [one.statement.id for one in found] == [STATEMENT] * asked


def test_it_names_the_figure_its_period_and_whom_it_is_set_beside():
    (found,) = differing(TRIANGLE, {STATEMENT: 3}, [compared(Verdict.WORSE)])
    assert (
        "(3,100, March 2026; beside similar practices). What do you make of it?" in found.question
    )
    (found,) = differing(
        TRIANGLE, {STATEMENT: 3}, [compared(Verdict.UNKNOWN, england=Verdict.WORSE)]
    )
    assert "beside England" in found.question


def test_a_figure_that_is_missing_asks_nothing():
    assert differing(TRIANGLE, {STATEMENT: 4}, [compared(Verdict.WORSE, value=None)]) == ()


def test_a_statement_without_figures_is_never_asked_about():
    without = {one.id: 4 for one in TRIANGLE.statements if not one.indicators}
    assert differing(TRIANGLE, without, [compared(Verdict.WORSE)]) == ()
