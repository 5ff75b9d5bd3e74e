"""The count of indicators far from what is expected."""

from dataclasses import replace

import polars as pl
import pytest

from mainstay.analysis.matrix_outliers import ID, looked_at, outlying
from mainstay.terms.indicators import Funnel, Interval
from tests.reference.matrix_samples import BOOK, PERIOD_END, indicator

MISSED = indicator("appointments_not_attended_share", funnel=Funnel.PROPORTION)
GAP = replace(indicator("prevalence_gap_dm"), interval=Interval.MODEL)
DEFINED = {MISSED.id: MISSED, GAP.id: GAP, "other": indicator("other", funnel=Funnel.PROPORTION)}


def figure(at: int, name: str, numerator: float | None, denominator: float, **more):
    share = None if numerator is None else numerator / denominator
    return {
        "practice_code": f"Z{at:05d}", "indicator_id": name, "period": "2018-19",
        "period_end": PERIOD_END, "value": share, "numerator": numerator,
        "denominator": denominator, "release": "b + a" if at % 2 else "a", **more,
    }  # fmt: skip


def missed(highest: float) -> list[dict]:
    """Thirty practices near 5%, and one with `highest` of its 1,000 appointments missed."""
    near = [figure(at, MISSED.id, 48 + at % 5, 1000) for at in range(30)]
    return [*near, figure(30, MISSED.id, highest, 1000)]


def gaps(value: float) -> list[dict]:
    """Thirty practices with no gap, and one with `value`; the range is 2 points either side."""
    found = []
    for at in range(31):
        gap = value if at == 30 else 0.0
        found.append(
            figure(at, GAP.id, 50, 1000) | {"value": gap, "lower": gap - 0.02, "upper": gap + 0.02}
        )
    return found


def count(rows: list[dict], at: int = 30) -> tuple[float, float]:
    found = outlying(pl.DataFrame(rows, schema=BOOK), DEFINED)
    row = found.row(by_predicate=pl.col("practice_code") == f"Z{at:05d}", named=True)
    return row["value"], row["denominator"]


def test_a_figure_beyond_the_outer_limit_on_the_side_of_concern_counts():
    assert count(missed(150)) == (1, 1)
    assert count(missed(150), at=0) == (0, 1)


def test_a_figure_beyond_the_limit_on_the_other_side_does_not_count():
    assert count(missed(1)) == (0, 1)


@pytest.mark.parametrize(("gap", "counted"), [(-0.04, 1), (-0.03, 0), (0.04, 0)])
def test_a_gap_counts_when_it_is_more_than_three_standard_errors_below_nought(gap, counted):
    assert count(gaps(gap)) == (counted, 1)


def test_the_count_is_out_of_the_figures_that_a_practice_has():
    assert count(missed(150) + gaps(-0.04)) == (2, 2)
    short = missed(150) + [one for one in gaps(0) if one["practice_code"] != "Z00030"]
    assert count(short) == (1, 1)


def test_a_practice_without_any_of_the_figures_has_no_row():
    rows = [*missed(50), figure(40, "other", 9, 10), figure(41, MISSED.id, None, 1000)]
    found = outlying(pl.DataFrame(rows, schema=BOOK), DEFINED)
    assert not set(found["practice_code"]) & {"Z00040", "Z00041"}


def test_with_too_few_practices_nothing_is_called_far():
    found = outlying(pl.DataFrame(missed(900)[-15:], schema=BOOK), DEFINED)
    assert found.height == 0


def test_the_rows_are_those_of_the_book():
    found = outlying(pl.DataFrame(missed(150), schema=BOOK), DEFINED)
    assert found.schema == pl.Schema(BOOK)
    row = found.row(1, named=True)
    assert (row["indicator_id"], row["period"], row["release"]) == (ID, "2018-19", "a + b")


def test_only_indicators_with_limits_are_looked_at():
    assert [one.id for one, _ in looked_at(DEFINED)] == [GAP.id, MISSED.id]
    assert looked_at({MISSED.id: indicator(MISSED.id)}) == ()
