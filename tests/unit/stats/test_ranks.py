"""Places against plain counting and SciPy's own ranks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mainstay.stats import ranks

VALUES = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=30)


@given(VALUES)
def test_ties_share_a_place_and_the_next_is_skipped(values):
    found = ranks.competition([*values, np.nan])
    assert list(found[:-1]) == [1 + sum(other > each for other in values) for each in values]
    assert np.isnan(found[-1])
    lowest = ranks.competition(values, highest_first=False)
    np.testing.assert_array_equal(lowest, stats.rankdata(values, "min"))


@given(VALUES)
def test_mean_ranks_are_scipys(values):
    np.testing.assert_array_equal(ranks.mean_ranks(values), stats.rankdata(values))


@given(VALUES)
def test_percentile_counts_those_below_and_half_the_ties(values):
    found = ranks.percentile([*values, np.nan])
    size = len(values)
    plain = [
        (sum(o < each for o in values) + sum(o == each for o in values) / 2) / size
        for each in values
    ]
    np.testing.assert_allclose(found[:-1], plain)
    over = ranks.percentile([-each for each in values])
    np.testing.assert_allclose(over, 1 - found[:-1])


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 3)), min_size=1, max_size=60))
def test_groups_are_ranked_apart(pairs):
    groups, values = np.transpose(np.array(pairs, dtype=float))
    groups = groups.astype(int)
    for rank in (ranks.competition, ranks.percentile, ranks.mean_ranks):
        found = rank(values, groups)
        for group in np.unique(groups[groups >= 0]):
            inside = groups == group
            np.testing.assert_array_equal(found[inside], rank(values[inside]))
        assert np.isnan(found[groups < 0]).all()


def test_rows_are_ranked_apart():
    found = ranks.competition([[1, 3, 3, np.nan], [np.nan] * 4])
    np.testing.assert_array_equal(found, [[3, 1, 1, np.nan], [np.nan] * 4])


def test_no_values_have_no_places():
    assert ranks.competition([]).shape == (0,)
    assert ranks.percentile([], np.array([], dtype=int)).shape == (0,)
