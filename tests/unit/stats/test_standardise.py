"""Standardisation on figures small enough to work on paper."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mainstay.stats import standardise


def test_expected_is_people_times_the_references_rates():
    found = standardise.expected([[100, 200], [50, 0]], [5, 40], [1000, 2000])
    np.testing.assert_allclose(found, [0.5 + 4, 0.25])


def test_indirect_on_paper():
    found = standardise.indirect([9, 20], [[100, 200], [300, 400]], [5, 40], [1000, 2000])
    np.testing.assert_allclose(found.ratio.value, [9 / 4.5, 20 / 9.5])
    np.testing.assert_allclose(found.rate.value, [2 * 0.015, 20 / 9.5 * 0.015])
    assert found.ratio.lower[0] == pytest.approx(stats.chi2.ppf(0.025, 18) / 2 / 4.5)


def test_a_missing_stratum_leaves_no_figure():
    found = standardise.indirect(5, [100, np.nan], [5, 40], [1000, 2000])
    assert np.isnan(found.ratio.value)
    assert np.isnan(standardise.expected([100, 200], [5, 40], [1000, 0]))
    direct = standardise.direct([20, 30], [100, 0], [1, 1])
    assert np.isnan(direct.value)


def test_direct_with_one_stratum_is_the_plain_rate():
    found = standardise.direct([[25]], [[1000]], [7], 1000)
    assert found.value == pytest.approx(25)
    assert found.lower < 25 < found.upper


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.integers(1, 9))
def test_the_reference_itself_has_a_ratio_of_one(events, times):
    events = np.array(events)
    people = events * 11 + 40
    found = standardise.indirect(events.sum() * times, people * times, events, people)
    assert found.ratio.value == pytest.approx(1)
    assert found.ratio.lower < 1 < found.ratio.upper
