"""XmR charts against the published values, a plain account, and each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstay.stats import xmr
from mainstay.stats.xmr import Assurance, Rule, Variation
from tests.unit.stats import plain_xmr

PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Quarters and halves add up exactly, so that a point lies on the mean or not in both accounts.
POINTS = st.one_of(st.none(), st.integers(-40, 40).map(lambda n: n / 4))
SERIES = st.lists(POINTS, min_size=1, max_size=40)


def numbers(points):
    return [np.nan if p is None else p for p in points]


def test_published_values_with_screening():
    made = xmr.chart(PUBLISHED)
    limits = [round(float(each[0]), 2) for each in (made.upper, made.mean, made.lower)]
    assert limits == [4.60, 1.94, -0.72]


def test_published_values_without_screening():
    made = xmr.chart(PUBLISHED, screen=False)
    assert [round(float(each[0]), 2) for each in (made.upper, made.lower)] == [6.95, -3.06]


@given(SERIES, st.booleans(), st.sets(st.integers(0, 39), max_size=2))
@settings(max_examples=200)
def test_agrees_with_the_plain_account(points, screen, starts):
    starts = sorted(each for each in starts if each < len(points))
    made = xmr.chart(numbers(points), screen=screen, rebase=starts)
    account = plain_xmr.chart(points, starts, screen)
    for place, ours in enumerate((made.mean, made.lower, made.upper)):
        theirs = [row[place] for row in account]
        np.testing.assert_allclose(ours, numbers(theirs), rtol=1e-12, atol=1e-12)
    boundary = [near_a_limit(p, row) for p, row in zip(points, account, strict=True)]
    if not any(boundary):
        np.testing.assert_array_equal(made.rule, [row[3] for row in account])


def near_a_limit(point, row):
    """A point so close to a limit or mean that rounding alone settles its side."""
    mean, _, upper, _ = row
    if point is None or upper is None:
        return False
    reach = upper - mean
    lines = (0, reach * 2 / 3, reach)
    return any(0 < abs(abs(point - mean) - line) < 1e-9 for line in lines)


def test_many_at_once_are_exactly_each_alone():
    rng = np.random.default_rng(11)
    table = rng.normal(50, 5, (300, 47)).round(1)
    table[rng.random(table.shape) < 0.05] = np.nan
    table[:40, 20:] += 8
    ways, targets = rng.integers(-1, 2, 300), np.where(rng.random(300) < 0.2, np.nan, 52.0)
    sideways = np.asfortranarray(table)
    together = xmr.charts(sideways, direction=ways, target=targets, rebase=[20])
    for i in range(300):
        alone = xmr.chart(table[i], direction=ways[i], target=targets[i], rebase=[20])
        for ours, theirs in zip(together, alone, strict=True):
            np.testing.assert_array_equal(ours[i], theirs)


def test_more_series_than_are_worked_at_a_time():
    table = np.random.default_rng(12).normal(size=(8200, 9))
    made = xmr.charts(table)
    assert made.rule.shape == (8200, 9)
    np.testing.assert_array_equal(made.upper[8199], xmr.chart(table[8199]).upper)


def test_each_series_may_have_its_own_baselines():
    table = np.array([[1, 2, 1, 2, 1, 9, 8, 9, 8], [1, 2, 1, 9, 8, 9, 8, 9, 8]], dtype=float)
    flags = np.zeros(table.shape, dtype=bool)
    flags[0, 5] = flags[1, 3] = True
    made = xmr.charts(table, rebase=flags)
    np.testing.assert_array_equal(made.upper[0], xmr.chart(table[0], rebase=[5]).upper)
    np.testing.assert_array_equal(made.upper[1], xmr.chart(table[1], rebase=[3]).upper)
    np.testing.assert_array_equal(made.points, [4, 6])


def test_a_rising_run_of_seven_is_a_trend_and_six_is_not():
    steady = [5, 3, 5, 3, 5, 3, 5, 3, 5, 3]
    seven = xmr.chart([*steady, 2, 3.1, 3.4, 3.8, 4.1, 4.5, 4.9, 4.2]).rule
    np.testing.assert_array_equal(np.flatnonzero(seven == Rule.TREND), range(10, 17))
    six = xmr.chart([*steady, 2, 3.1, 3.4, 3.8, 4.1, 4.5, 4.2]).rule
    assert Rule.TREND not in six


def test_a_shift_needs_seven_on_one_side_and_a_point_on_the_mean_breaks_it():
    above, below = [11, 15, 11, 15, 11, 15, 11], [9, 5, 9, 5, 9, 5, 9]
    made = xmr.chart(above + below)
    assert (made.rule == Rule.SHIFT).all()
    broken = [*above[:3], 10, *above[3:], *below[:3], 10, *below[3:]]
    assert (xmr.chart(broken).rule == Rule.NONE).all()


def test_two_of_three_flags_only_the_points_near_the_limit():
    points = [10, 11, 10, 9, 10, 11, 10, 9, 10, 9, 13.2, 10.6, 13.2, 9, 10, 9, 10, 11, 9, 10]
    made = xmr.chart(points, screen=False)
    np.testing.assert_array_equal(np.flatnonzero(made.rule), [10, 12])
    assert (made.rule[[10, 12]] == Rule.TWO_OF_THREE).all()


def test_a_gap_ends_a_run_and_gives_no_moving_range():
    whole = [11, 15, 11, 15, 11, 15, 11, 9, 5, 9, 5, 9, 5, 9]
    gap = [*whole[:3], None, *whole[3:]]
    assert (xmr.chart(numbers(gap)).rule[:8] == Rule.NONE).all()
    jump = xmr.chart([1, 2, 1, 2, np.nan, 9, 10, 9, 10], screen=False)
    assert jump.upper[0] - jump.mean[0] == pytest.approx(2.66)


def test_the_same_figure_every_month_is_common_cause():
    for constant in (0.1, 1 / 3, 1e9 / 7, 0.0):
        made = xmr.chart([constant] * 15, direction=1)
        assert (made.rule == Rule.NONE).all()
        assert made.variation == Variation.COMMON


@pytest.mark.parametrize(
    ("last", "direction", "icon"),
    [
        (30, 1, Variation.IMPROVEMENT_HIGH),
        (30, -1, Variation.CONCERN_HIGH),
        (30, 0, Variation.NEUTRAL_HIGH),
        (-30, 1, Variation.CONCERN_LOW),
        (-30, -1, Variation.IMPROVEMENT_LOW),
        (-30, 0, Variation.NEUTRAL_LOW),
        (1, 1, Variation.COMMON),
    ],
)
def test_the_variation_icon_is_the_last_points(last, direction, icon):
    series = [0, 1, 0, 2, 1, 0, 1, 2, 0, 1, 0, 2, last, np.nan]
    assert xmr.chart(series, direction=direction).variation == icon


@pytest.mark.parametrize(
    ("target", "direction", "icon"),
    [
        (9, 1, Assurance.FAIL),
        (-9, 1, Assurance.PASS),
        (1, 1, Assurance.HIT_AND_MISS),
        (9, -1, Assurance.PASS),
        (-9, -1, Assurance.FAIL),
        (9, 0, Assurance.NOT_KNOWN),
        (np.nan, 1, Assurance.NOT_KNOWN),
    ],
)
def test_assurance_reads_the_target_against_the_limits(target, direction, icon):
    series = [0, 1, 0, 2, 1, 0, 1, 2, 0, 1, 0, 2, 1]
    assert xmr.chart(series, direction=direction, target=target).assurance == icon


def test_few_points_give_trial_limits_and_fewer_no_icon():
    five, eleven, twelve = (xmr.chart(([1, 2] * 6)[:n], direction=1) for n in (5, 11, 12))
    assert five.variation == Variation.NOT_KNOWN
    assert (eleven.trial, twelve.trial) == (True, False)
    assert eleven.variation == Variation.COMMON


def test_nothing_held_gives_nothing_and_no_warning():
    made = xmr.charts(np.full((2, 4), np.nan), direction=1, target=3)
    assert np.isnan(made.mean).all()
    assert (made.variation == Variation.NOT_KNOWN).all()
    assert (made.assurance == Assurance.NOT_KNOWN).all()
    assert (made.rule == Rule.NONE).all()
    assert xmr.charts(np.empty((0, 5))).mean.shape == (0, 5)


@given(st.lists(st.integers(-40, 40), min_size=8, max_size=30), st.integers(1, 5))
@settings(max_examples=50)
def test_turning_a_chart_over_turns_its_signals_over(points, step):
    plain, over = xmr.chart(points, direction=1), xmr.chart([-p for p in points], direction=-1)
    np.testing.assert_array_equal(plain.rule, over.rule)
    np.testing.assert_array_equal(plain.side, -over.side)
    good = {Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW}
    assert (plain.variation in good) == (over.variation in good)
    moved = xmr.chart([p * step + 3 for p in points], direction=1)
    np.testing.assert_allclose(moved.upper, plain.upper * step + 3, atol=1e-9)


@pytest.mark.parametrize("shape", [(), (2, 3)])
def test_one_series_has_one_dimension(shape):
    with pytest.raises(ValueError, match="one dimension"):
        xmr.chart(np.zeros(shape))


def test_a_baseline_outside_the_series_is_refused():
    with pytest.raises(ValueError, match="within the series"):
        xmr.chart([1, 2, 3], rebase=[3])
