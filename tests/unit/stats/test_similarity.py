"""Similar practices against a slow and obvious account of the same method."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from mainstay.stats import similarity


def features(size=120, seed=9):
    rng = np.random.default_rng(seed)
    return np.column_stack(
        [
            np.exp(rng.normal(9, 0.6, size)),
            rng.beta(2, 9, size) * 100,
            rng.normal(50, 10, size),
            rng.normal(0, 3, size),
            rng.poisson(2, size),
        ]
    )


def plain_scaled(column, weight):
    """One feature under the transform of the highest Shapiro p, from nought to its weight."""
    made = [column, stats.yeojohnson(column)[0]]
    if column.min() >= 0:
        made += [np.sqrt(column), np.log(1 + column), column**2]
    if column.min() > 0:
        made += [stats.boxcox(column)[0], column**-0.5, 1 / column]
    made = [(each - each.min()) / (each.max() - each.min()) * weight for each in made]
    return max(made, key=lambda each: stats.shapiro(each).pvalue)


def test_agrees_with_the_plain_account():
    table, weights = features(), [1, 0.5, 0.2, 1, 0.7]
    columns = [plain_scaled(c, w) for c, w in zip(table.T, weights, strict=True)]
    plain = np.column_stack(columns)
    apart = np.sqrt(((plain[:, None] - plain[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    found = similarity.peers(table, weights)
    np.testing.assert_array_equal(found.indices, np.argsort(apart, axis=1)[:, :15])
    np.testing.assert_allclose(found.distances, np.sort(apart, axis=1)[:, :15], rtol=1e-7)


@pytest.mark.parametrize(
    ("power", "name"), [(-1, "reciprocal"), (-2, "reciprocal square root"), (1, "none")]
)
def test_a_feature_keeps_its_direction_and_runs_from_nought_to_its_weight(power, name):
    column = np.linspace(1, 10, 8) ** power
    scaled = similarity.scale(column[:, None], 0.3)
    assert scaled.transforms == (name,)
    assert (scaled.table.min(), scaled.table.max()) == (0, 0.3)
    np.testing.assert_array_equal(np.argsort(scaled.table[:, 0]), np.argsort(column))


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (lambda z: z, "none"),
        (lambda z: z**2, "square root"),
        (lambda z: np.sqrt(z), "square"),
        (lambda z: np.expm1(z), "log"),
    ],
)
def test_the_transform_undoes_what_was_done(made, name):
    middle = stats.norm.ppf((np.arange(600) + 0.5) / 600, 5, 1)
    chosen = similarity.scale(made(middle)[:, None]).transforms[0]
    straight = similarity.scale(made(middle)[:, None]).table[:, 0]
    assert stats.shapiro(straight).statistic > 0.999
    assert chosen in (name, "Box-Cox", "Yeo-Johnson")


def test_above_five_thousand_the_choice_is_made_without_a_warning():
    scaled = similarity.scale(features(6300)[:, :3]).table
    for column in scaled.T:
        assert stats.shapiro(column[:4000]).statistic > 0.99


def test_gaps_add_up_to_the_distance():
    found = similarity.peers(features())
    np.testing.assert_allclose((found.gaps**2).sum(axis=2), found.distances**2, atol=1e-12)
    assert found.gaps.shape == (120, 15, 5)


@given(arrays.arrays(float, (9, 2), elements=st.integers(0, 4).map(float)), st.integers(1, 12))
@settings(max_examples=60)
def test_twins_and_short_lists(table, count):
    found = similarity.nearest(table, count)
    apart = np.sqrt(((table[:, None] - table[None]) ** 2).sum(axis=2))
    for i in range(9):
        others = found.indices[i][found.indices[i] >= 0]
        assert i not in others
        assert len(set(others)) == min(count, 8)
        nearest = np.sort(np.delete(apart[i], i))[:count]
        np.testing.assert_allclose(found.distances[i][: len(others)], nearest)
        assert np.isnan(found.distances[i][len(others) :]).all()


def test_the_order_of_practices_does_not_matter():
    table, order = features(), np.random.default_rng(3).permutation(120)
    plain, mixed = similarity.peers(table), similarity.peers(table[order])
    np.testing.assert_array_equal(order[mixed.indices], plain.indices[order])


def test_a_practice_with_a_gap_has_no_peers_unless_gaps_are_allowed():
    table = features()
    table[4, 1] = np.nan
    strict = similarity.peers(table)
    assert (strict.indices[4] == -1).all()
    assert not (strict.indices == 4).any()
    lenient = similarity.peers(table, most_missing=1)
    assert (lenient.indices[4] >= 0).all()
    assert np.isnan(lenient.gaps[4, :, 1]).all()
    assert np.isfinite(lenient.gaps[4][:, [0, 2, 3, 4]]).all()


def test_a_feature_that_never_varies_plays_no_part():
    table = np.column_stack([features(), np.full(120, 7.0)])
    scaled = similarity.scale(table)
    assert scaled.transforms[-1] == "constant"
    same = similarity.peers(table).indices
    np.testing.assert_array_equal(same, similarity.peers(features()).indices)


@pytest.mark.parametrize(
    "make",
    [
        lambda rng: 1e5 * rng.beta(60, 0.5, 300),
        lambda rng: 1e9 + rng.normal(size=300),
        lambda rng: rng.exponential(1e-12, 300) + 1e-300,
        lambda rng: 1e200 * rng.random(300),
        lambda rng: -1e8 * rng.random(300),
        lambda rng: 1e6 * rng.standard_cauchy(300),
        lambda rng: np.r_[1e6, np.ones(299)],
        lambda rng: np.r_[np.full(298, np.nan), 1.0, 2.0],
    ],
)
def test_odd_features_are_scaled_without_a_warning(make):
    column = make(np.random.default_rng(1))
    table = similarity.scale(column[:, None]).table[:, 0]
    assert (np.nanmin(table), np.nanmax(table)) == (0, 1)
    np.testing.assert_array_equal(np.isnan(table), np.isnan(column))


def test_a_feature_of_no_weight_plays_no_part():
    weights = [1, 1, 1, 1, 0]
    fewer = similarity.peers(features()[:, :4])
    np.testing.assert_array_equal(similarity.peers(features(), weights).indices, fewer.indices)
    with pytest.raises(ValueError, match="zero or more"):
        similarity.scale(features(), -1)
