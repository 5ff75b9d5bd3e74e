"""Intervals against published tables, and the properties that any interval has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mainstay.stats import intervals

LEVELS = st.floats(0.5, 0.999)
COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("events", "trials", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_published_values(events, trials, lower, upper):
    found = intervals.wilson(events, trials)
    assert (found.lower.round(4), found.upper.round(4)) == (lower, upper)


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1),
        ((10, 10, 0, 10), 0.6075, 1),
    ],
)
def test_share_difference_gives_newcombes_published_values(counts, lower, upper):
    found = intervals.share_difference(*counts)
    assert (found.lower.round(4), found.upper.round(4)) == (lower, upper)


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_poisson_gives_garwoods_limits(count, lower, upper):
    found = intervals.poisson(count)
    assert (found.lower.round(4), found.upper.round(4)) == (lower, upper)


def test_byar_is_exact_under_ten_and_close_to_exact_above():
    counts = np.arange(0, 200)
    byar, exact = intervals.byar(counts), intervals.poisson(counts)
    np.testing.assert_array_equal(byar.lower[:10], exact.lower[:10])
    np.testing.assert_array_equal(byar.upper[:10], exact.upper[:10])
    np.testing.assert_allclose(byar.lower[10:], exact.lower[10:], rtol=2e-3)
    assert (byar.lower[10:] != exact.lower[10:]).all()


def test_no_denominator_gives_no_figure_and_no_warning():
    shares = intervals.wilson([3, 3, np.nan, -1, 6], [0, np.nan, 5, 5, 5])
    rates = intervals.rate([3, 3, np.nan, -1], [0, np.nan, 5, 5])
    for part in (*shares, *rates):
        assert np.isnan(part).all()


def test_no_events_is_a_share_of_nought_with_an_upper_limit():
    found = intervals.wilson(0, 12)
    assert (found.value, found.lower) == (0, 0)
    assert 0.2 < found.upper < 0.3


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_outside_nought_to_one_is_refused(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        intervals.wilson(1, 2, level)


@given(COUNTS, st.integers(1, 10_000), LEVELS)
def test_wilson_holds_its_estimate_and_mirrors(events, extra, level):
    trials = np.array(events) + extra
    found = intervals.wilson(events, trials, level)
    assert ((found.lower >= 0) & (found.lower <= found.value)).all()
    assert ((found.upper <= 1) & (found.value <= found.upper)).all()
    mirror = intervals.wilson(trials - events, trials, level)
    np.testing.assert_allclose(mirror.lower, 1 - found.upper, atol=1e-12)


@given(COUNTS, LEVELS)
def test_count_intervals_hold_the_count_and_widen_with_the_level(counts, level):
    for method in (intervals.byar, intervals.poisson):
        found, wider = method(counts, level), method(counts, (1 + level) / 2)
        assert (found.lower <= found.value).all()
        assert (found.value <= found.upper).all()
        assert (wider.lower <= found.lower).all()
        assert (wider.upper >= found.upper).all()


@given(st.integers(0, 500), st.integers(1, 500))
def test_limits_rise_with_the_count(count, step):
    for method in (intervals.byar, intervals.poisson, lambda n: intervals.wilson(n, 1000)):
        low, high = method(count), method(count + step)
        assert low.lower <= high.lower
        assert low.upper <= high.upper


@given(st.permutations(range(12)))
def test_the_order_of_practices_does_not_matter(order):
    order = np.array(order)
    events, trials = np.arange(12) ** 2, np.arange(12) ** 2 + np.arange(12)
    plain, mixed = intervals.wilson(events, trials), intervals.wilson(events[order], trials[order])
    for a, b in zip(plain, mixed, strict=True):
        np.testing.assert_array_equal(a[order], b)


def test_a_rate_scales_its_counts_limits():
    count = intervals.byar([4, 25])
    found = intervals.rate([4, 25], [2000, 10_000], 1000)
    np.testing.assert_allclose(found.value, [2, 2.5])
    np.testing.assert_allclose(found.lower, count.lower / [2, 10])
    np.testing.assert_allclose(found.upper, count.upper / [2, 10])


def test_difference_of_normal_estimates_is_the_usual_one():
    first = intervals.Interval(*(np.array(v, float) for v in (10, 7, 13)))
    second = intervals.Interval(*(np.array(v, float) for v in (4, 0, 8)))
    assert tuple(intervals.difference(first, second)) == (6, 1, 11)


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30), LEVELS)
def test_mean_agrees_with_scipy(values, level):
    found = intervals.mean([*values, np.nan], level)
    spread = stats.sem(values)
    assert found.value == pytest.approx(np.mean(values), abs=1e-9)
    if spread > 1e-9:
        lower, upper = stats.t.interval(level, len(values) - 1, np.mean(values), spread)
        assert (found.lower, found.upper) == pytest.approx((lower, upper), rel=1e-9, abs=1e-9)


def test_mean_of_one_has_no_limits_and_of_none_no_value():
    found = intervals.mean([[4.0, np.nan], [np.nan, np.nan]])
    np.testing.assert_array_equal(found.value, [4, np.nan])
    assert np.isnan(found.lower).all()


@given(st.integers(1, 120), st.floats(0.05, 0.95), st.sampled_from([0.8, 0.95, 0.99]))
def test_quantile_limits_hold_their_level_and_could_not_be_narrower(size, share, level):
    values = np.arange(1.0, size + 1)
    found = intervals.quantile(values, share, level)
    below = stats.binom(size, share)
    outside = (1 - level) / 2
    if np.isnan(found.lower):
        assert below.cdf(0) > outside
    else:
        assert below.cdf(found.lower - 1) <= outside + 1e-12 < below.cdf(found.lower) + 2e-12
    if np.isnan(found.upper):
        assert below.sf(size - 1) > outside
    else:
        assert below.sf(found.upper - 1) <= outside + 1e-12 < below.sf(found.upper - 2) + 2e-12


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_quantile_is_numpys_and_ignores_gaps(values):
    found = intervals.quantile([*values, np.nan], 0.3)
    assert found.value == pytest.approx(np.quantile(values, 0.3), rel=1e-12, abs=1e-9)


def test_median_of_rows_of_different_lengths():
    found = intervals.median([[3, 1, 2, np.nan], [np.nan] * 4])
    np.testing.assert_array_equal(found.value, [2, np.nan])
    assert np.isnan(intervals.median([])).all()
