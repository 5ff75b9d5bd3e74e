"""Figures: limits, England, the area and similar practices, against sums done by hand."""

from datetime import date
from statistics import median

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.analysis.figures import BOOK, FEWEST_PEERS, coverage, finish, with_limits
from mainstay.terms.definitions import indicators

PRACTICES = [f"Z{number:05d}" for number in range(1, 13)]
INDICATORS = indicators()
POOLED = INDICATORS["patients_per_gp"]
MEAN = INDICATORS["survey_overall_2024"]
MEDIAN = INDICATORS["list_size"]
PER_1000 = INDICATORS["appointments_per_1000"]
CATEGORY = INDICATORS["cqc_overall"]
AREAS = pl.DataFrame(
    {"practice_code": PRACTICES[:-1], "icb_code": ["ZQA"] * 6 + ["ZQB"] * 4 + [None]}
)
PEERS = pl.DataFrame(
    [
        {"practice_code": one, "peer_code": other}
        for one in PRACTICES[:-1]
        for other in PRACTICES
        if other != one
    ]
)


def collected(values, above=None, below=None, period="2024"):
    count = len(values)
    return pl.DataFrame(
        {
            "practice_code": PRACTICES[:count],
            "period": [period] * count,
            "period_end": [date(2024, 12, 31)] * count,
            "value": values,
            "category": [None] * count,
            "numerator": above or [None] * count,
            "denominator": below or [None] * count,
            "missing_reason": [None if one is not None else "suppressed" for one in values],
            "release": ["made-up/2024/abc"] * count,
        },
        schema_overrides={
            "practice_code": pl.String,
            "period": pl.String,
            "period_end": pl.Date,
            "release": pl.String,
            "value": pl.Float64,
            "category": pl.String,
            "numerator": pl.Float64,
            "denominator": pl.Float64,
            "missing_reason": pl.String,
        },
    )


def finished(frame, indicator):
    return finish(frame, indicator, areas=AREAS, peers=PEERS).sort("practice_code", "period")


def test_the_book_has_its_columns_and_every_row():
    frame = collected([1.0, None, 3.0])
    found = finished(frame, MEDIAN)
    assert tuple(found.columns) == BOOK
    assert found["practice_code"].to_list() == PRACTICES[:3]
    assert found["indicator_id"].unique().to_list() == ["list_size"]


def test_pooled_comparators_are_sums_over_sums_of_those_with_a_value():
    above = [float(1000 * number) for number in range(1, 13)]
    below = [2.0] * 11 + [0.0]
    values = [a / b if b else None for a, b in zip(above, below, strict=True)]
    found = finished(collected(values, above, below), POOLED)
    england = sum(above[:11]) / sum(below[:11])
    assert found["england"].to_list() == pytest.approx([england] * 12)
    assert found["area"][0] == pytest.approx(sum(above[:6]) / sum(below[:6]))
    assert found["area"][6] == pytest.approx(sum(above[6:10]) / sum(below[6:10]))
    assert found["similar"][0] == pytest.approx(sum(above[1:11]) / sum(below[1:11]))


def test_a_practice_outside_every_area_counts_for_england_and_has_no_area():
    found = finished(collected([float(one) for one in range(12)]), MEDIAN)
    assert found["england"][0] == median(range(12))
    assert found["area"][11] is None
    assert found["area"][10] is None


def test_a_rate_is_pooled_per_1000():
    above, below = [300.0] * 10, [1000.0] * 10
    found = finished(collected([300.0] * 10, above, below), PER_1000)
    assert found["england"][0] == pytest.approx(300)
    assert found["similar"][0] == pytest.approx(300)
    assert found["lower"][0] < 300 < found["upper"][0]


@given(st.lists(st.none() | st.floats(0, 1), min_size=9, max_size=12))
def test_mean_and_median_of_peers_leave_out_what_is_missing(values):
    for indicator, together in ((MEAN, np.mean), (MEDIAN, np.median)):
        found = finished(collected(values), indicator)
        for place in range(min(len(values), 11)):
            others = [one for at, one in enumerate(values) if at != place and one is not None]
            if len(others) >= FEWEST_PEERS:
                assert found["similar"][place] == pytest.approx(float(together(others)))
            else:
                assert found["similar"][place] is None


def test_periods_are_compared_within_themselves():
    frame = pl.concat([collected([1.0] * 10, period="2023"), collected([5.0] * 10, period="2024")])
    found = finished(frame, MEDIAN)
    both = found.group_by("period").agg(pl.col("england", "area", "similar").drop_nulls().unique())
    for period, value in (("2023", 1.0), ("2024", 5.0)):
        row = both.filter(period=period).row(0, named=True)
        assert row["england"] == row["area"] == row["similar"] == [value]


def test_a_share_has_wilsons_limits_and_no_value_has_none():
    found = with_limits(collected([0.5, None], [50.0, 3.0], [100.0, 10.0]), MEAN)
    assert found["lower"][0] == pytest.approx(0.4038315, abs=1e-7)
    assert found["upper"][0] == pytest.approx(0.5961685, abs=1e-7)
    assert found["lower"][1] is None


def test_a_plain_fact_claims_no_limits_and_a_category_no_comparators():
    facts = with_limits(collected([2000.0], [4000.0], [2.0]), POOLED)
    assert facts["lower"].to_list() == [None]
    rated = finished(collected([None] * 10), CATEGORY)
    assert rated.select("england", "area", "similar").null_count().row(0) == (10, 10, 10)


def test_limits_that_came_with_the_figures_are_kept():
    given_limits = collected([0.1]).with_columns(lower=pl.lit(0.05), upper=pl.lit(0.2))
    found = finished(given_limits, INDICATORS["prevalence_gap_af"])
    assert found.select("lower", "upper").row(0) == (0.05, 0.2)


def test_an_indicator_of_which_nothing_is_held_gives_no_rows():
    found = finished(collected([]), MEAN)
    assert found.is_empty()
    assert tuple(found.columns) == BOOK


def test_coverage_counts_those_without_a_value_by_reason():
    found = coverage(collected([1.0, None, None]))
    assert found.to_dicts() == [
        {
            "period": "2024",
            "practices": 3,
            "with_value": 1,
            "missing_reason": "suppressed",
            "without_value": 2,
        }
    ]
