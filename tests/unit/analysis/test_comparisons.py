"""Nothing is called different on noise; two series are never one trend."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.analysis.comparisons import compare, verdict
from mainstay.analysis.trends import ENOUGH, trend
from mainstay.terms.definitions import indicators
from mainstay.terms.findings import Figure, Verdict

INDICATORS = indicators()
HIGH = INDICATORS["survey_overall_2024"]
LOW = INDICATORS["appointments_not_attended_share"]
NEITHER = INDICATORS["prevalence_dm"]


def figure(
    indicator, value, reach=0.05, *, england=None, area=None, similar=None, at=0, release=""
):
    limited = value is not None and reach is not None
    return Figure(
        indicator=indicator,
        practice_code="Z00001",
        period=str(2000 + at),
        period_end=date(2000 + at, 12, 31),
        value=value,
        category=None,
        lower=value - reach if limited else None,
        upper=value + reach if limited else None,
        numerator=None,
        denominator=None,
        england=england,
        area=area,
        similar=similar,
        missing=None,
        release=release or f"made-up/{2000 + at}/abc",
    )


@pytest.mark.parametrize(
    ("indicator", "reference", "said"),
    [
        (HIGH, 0.4, Verdict.BETTER),
        (HIGH, 0.6, Verdict.WORSE),
        (LOW, 0.4, Verdict.WORSE),
        (LOW, 0.6, Verdict.BETTER),
        (NEITHER, 0.4, Verdict.HIGHER),
        (NEITHER, 0.6, Verdict.LOWER),
        (HIGH, 0.52, Verdict.SIMILAR),
        (HIGH, None, Verdict.UNKNOWN),
    ],
)
def test_a_figure_differs_only_when_its_limits_leave_the_comparator_out(indicator, reference, said):
    assert verdict(figure(indicator, 0.5), reference) is said


def test_a_figure_without_limits_or_without_a_value_has_no_verdict():
    assert verdict(figure(HIGH, 0.5, reach=None), 0.1) is Verdict.UNKNOWN
    assert verdict(figure(HIGH, None), 0.1) is Verdict.UNKNOWN


@given(st.floats(0.1, 0.9), st.floats(0, 0.1))
def test_a_comparator_on_the_limit_is_similar(value, reach):
    one = figure(HIGH, value, reach)
    assert verdict(one, one.lower) is Verdict.SIMILAR
    assert verdict(one, one.upper) is Verdict.SIMILAR


def test_each_comparator_has_its_own_verdict():
    found = compare(figure(HIGH, 0.5, england=0.4, area=0.5, similar=0.6), percentile=80.0)
    assert found.against_england is Verdict.BETTER
    assert found.against_area is Verdict.SIMILAR
    assert found.against_similar is Verdict.WORSE
    assert found.percentile == 80.0


def points(values, indicator=HIGH, reach=0.05):
    return [figure(indicator, value, reach, at=at) for at, value in enumerate(values)]


def test_nine_points_are_a_change_from_first_to_last_and_ten_a_chart():
    assert trend(points([0.5] * (ENOUGH - 1)), HIGH).kind == "change"
    assert trend(points([0.5, 0.51] * 5), HIGH).kind == "xmr"


@pytest.mark.parametrize("name", ["list_size", "patients_per_gp", "patients_per_nurse"])
def test_a_stock_that_drifts_is_a_change_from_first_to_last_however_many_points(name):
    stock = INDICATORS[name]
    found = trend(points([8000.0 + 10 * at for at in range(3 * ENOUGH)], stock, None), stock)
    assert found.kind == "change"
    assert set(found.special) == {""}
    assert found.difference == pytest.approx(10 * (3 * ENOUGH - 1))
    assert found.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("indicator", "last", "said"),
    [
        (HIGH, 0.8, Verdict.IMPROVED),
        (HIGH, 0.2, Verdict.DETERIORATED),
        (LOW, 0.8, Verdict.DETERIORATED),
        (NEITHER, 0.8, Verdict.ROSE),
        (NEITHER, 0.2, Verdict.FELL),
        (HIGH, 0.55, Verdict.SUSTAINED),
    ],
)
def test_a_change_is_shown_only_when_its_limits_leave_out_nought(indicator, last, said):
    found = trend(points([0.5, last], indicator), indicator)
    assert found.verdict is said
    assert found.difference == pytest.approx(last - 0.5)
    assert found.difference_lower < found.difference < found.difference_upper


def test_plain_facts_show_no_change_for_want_of_limits():
    assert trend(points([0.5, 0.9], reach=None), HIGH).verdict is Verdict.UNKNOWN


def test_a_point_far_out_is_special_and_the_way_it_went_is_said():
    values = [0.50, 0.51, 0.50, 0.52, 0.50, 0.51, 0.50, 0.51, 0.52, 0.50, 0.51, 0.95]
    found = trend(points(values), HIGH)
    assert found.special[-1] == "improvement"
    assert found.verdict is Verdict.IMPROVED
    assert found.lower_limit < found.centre < found.upper_limit
    worse = trend(points(values, LOW), LOW)
    assert worse.special[-1] == "concern"
    assert worse.verdict is Verdict.DETERIORATED


def test_two_series_are_refused():
    mixed = [figure(INDICATORS["survey_overall_2018"], 0.8), figure(HIGH, 0.7, at=1)]
    with pytest.raises(ValueError, match="two series"):
        trend(mixed, HIGH)


def test_points_of_another_publication_are_not_in_the_trend():
    mixed = [
        figure(HIGH, 0.2, at=0, release="qof-totals/2018-19/abc"),
        figure(HIGH, 0.5, at=1, release="gp-payments/2019-20/abc"),
        figure(HIGH, 0.52, at=2, release="gp-payments/2020-21/abc"),
    ]
    found = trend(mixed, HIGH)
    assert [one.value for one in found.points] == [0.5, 0.52]
    assert found.verdict is Verdict.SUSTAINED


def test_nothing_held_is_not_known():
    found = trend([figure(HIGH, None)], HIGH)
    assert found.verdict is Verdict.UNKNOWN
    assert found.points == ()
