"""Waiting times against published values, a plain account, and statsmodels."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from mainstay.stats.waiting import kaplan_meier, median_wait
from tests.unit.stats import plain_waiting

# Weeks in remission of 42 children with leukaemia (Freireich and others 1963), as in table 1.1 of
# Kleinbaum and Klein, Survival analysis. 0: still in remission when last seen.
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
CAME_BACK = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
WAITS = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


def test_published_shares():
    found = kaplan_meier(TREATED, CAME_BACK)
    assert found.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    np.testing.assert_allclose(found.share, published, atol=0.0006)


def test_published_medians():
    assert median_wait(TREATED, CAME_BACK).value == 23
    assert median_wait(PLACEBO, [1] * 21).value == 8


@given(WAITS)
def test_agrees_with_the_plain_account(waits):
    times, happened = zip(*waits, strict=True)
    found, plain = kaplan_meier(times, happened), plain_waiting.shares(times, happened)
    assert found.time.tolist() == [moment for moment, _ in plain]
    np.testing.assert_allclose(found.share, [float(share) for _, share in plain], atol=1e-12)
    middle = plain_waiting.median(times, happened)
    assert median_wait(times, happened).value == (float("inf") if middle is None else middle)


@pytest.mark.parametrize(("times", "over"), [(TREATED, CAME_BACK), (PLACEBO, [1] * 21)])
def test_agrees_with_statsmodels(times, over):
    found = kaplan_meier(times, over)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = SurvfuncRight(times, over)
        limits = theirs.quantile_ci(0.5, method="cloglog")
    np.testing.assert_allclose(found.share, theirs.surv_prob, atol=1e-12)
    assert median_wait(times, over)[1:] == tuple(map(float, limits))


@given(WAITS)
def test_limits_hold_the_share_and_who_waits_longer_never_makes_the_median_shorter(waits):
    times, happened = map(list, zip(*waits, strict=True))
    found = kaplan_meier(times, happened)
    assert (found.lower <= found.share + 1e-12).all()
    assert (found.share <= found.upper + 1e-12).all()
    longer = median_wait([*times, 100], [*happened, False])
    assert longer.value >= median_wait(times, happened).value


def test_leaving_out_who_waits_would_make_the_wait_look_short():
    times, over = [10, 20, 30, 90, 90, 90], [1, 1, 1, 0, 0, 0]
    assert np.median([10, 20, 30]) == 20
    assert median_wait(times, over).value == 30


@pytest.mark.parametrize(("count", "known"), [(5, False), (6, True)])
def test_too_few_have_no_limits(count, known):
    """The smallest of five lies above the median once in 32 times, more often than once in 40."""
    found = median_wait(range(1, count + 1), [True] * count)
    assert np.isfinite(found.lower) == known
    assert found.value == (count + 1) // 2


def test_that_everybody_has_come_makes_no_limit_certain():
    found = kaplan_meier([4], [True])
    assert (found.share, found.lower, found.upper) == (0, 0, 1)


def test_nobody_and_nobody_yet():
    assert np.isnan(median_wait([], []).value)
    assert np.isnan(median_wait([np.nan], [True]).value)
    waiting = median_wait([5, 9], [False, False])
    assert waiting.value == float("inf")
    assert kaplan_meier([5, 9], [False, False]).time.size == 0
