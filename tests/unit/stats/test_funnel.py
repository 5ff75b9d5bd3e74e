"""Funnels against a hand-worked account, the exact Poisson limits, and their properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mainstay.stats import funnel
from tests.unit.stats import plain_funnel

PAIRS = st.lists(st.tuples(st.integers(1, 400), st.integers(400, 4000)), min_size=2, max_size=25)
TWELVE = [
    (12, 100), (30, 250), (55, 410), (80, 500), (9, 120), (61, 300),
    (140, 900), (22, 260), (75, 640), (33, 333), (18, 90), (200, 1500),
]  # fmt: skip


def columns(pairs):
    return np.transpose(np.array(pairs, dtype=float))


def agrees(made, account, row=()):
    phi, tau2, units = account
    assert made.dispersion.phi[row] == pytest.approx(phi, rel=1e-9)
    assert made.dispersion.tau2[row] == pytest.approx(tau2, rel=1e-9, abs=1e-15)
    ours = np.transpose([made.z[row], made.z_adjusted[row], *(each[row] for each in made.limits)])
    np.testing.assert_allclose(ours, units, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("kind", funnel.KINDS)
@given(pairs=PAIRS)
@settings(max_examples=30)
def test_agrees_with_the_plain_account(kind, pairs):
    x, n = columns(pairs)
    agrees(funnel.fit(kind, x, n), plain_funnel.funnel(kind, pairs))


def test_a_funnel_worked_on_paper():
    # Four practices of 100, pooled share 0.2: every score is 20 (asin sqrt p - asin sqrt 0.2).
    made = funnel.fit("PR", [10, 20, 20, 30], [100, 100, 100, 100])
    assert made.target == pytest.approx(0.2)
    np.testing.assert_allclose(made.z.round(4), [-2.8379, 0, 0, 2.3198])
    # Winsorised 0.3 and 2.7 steps along the order: -1.98656, 0, 0, 1.62389; phi: mean square.
    phi = (1.98656**2 + 1.62389**2) / 4
    assert made.dispersion.phi == pytest.approx(phi, rel=1e-4)
    # Equal weights of 400: tau2 = (4 phi - 3) / (4 x 400 - 400).
    assert made.dispersion.tau2 == pytest.approx((4 * phi - 3) / 1200, rel=1e-4)


@pytest.mark.parametrize("kind", funnel.KINDS)
def test_many_funnels_at_once_are_each_the_same_alone(kind):
    rng = np.random.default_rng(3)
    n = rng.integers(50, 5000, (4, 3, 200)).astype(float)
    x = rng.binomial(n.astype(int), 0.3).astype(float)
    x[rng.random(x.shape) < 0.1] = np.nan
    together = funnel.fit(kind, x, n)
    for i, j in np.ndindex(4, 3):
        alone = funnel.fit(kind, x[i, j], n[i, j])
        for ours, theirs in zip(parts(together), parts(alone), strict=True):
            np.testing.assert_array_equal(ours[i, j], theirs)


def parts(made):
    return (made.value, made.z, made.z_adjusted, made.target, *made.limits, *made.dispersion)


@pytest.mark.parametrize("kind", funnel.KINDS)
def test_groups_are_the_funnels_of_their_members(kind):
    rng = np.random.default_rng(4)
    groups = rng.choice([-1, 0, 1, 2, 3, 5], 900, p=[0.05, 0.5, 0.3, 0.1, 0.04, 0.01])
    n = rng.integers(50, 5000, 900).astype(float)
    x = rng.binomial(n.astype(int), 0.3).astype(float)
    made = funnel.fit(kind, x, n, groups)
    assert made.target.shape == (6,)
    for group in (0, 1, 2, 3, 5):
        inside = groups == group
        alone = funnel.fit(kind, x[inside], n[inside])
        np.testing.assert_allclose(made.z_adjusted[inside], alone.z_adjusted, rtol=1e-9)
        np.testing.assert_allclose(made.limits.upper_998[inside], alone.limits.upper_998)
        assert made.dispersion.tau2[group] == pytest.approx(alone.dispersion.tau2, rel=1e-9)
        assert made.dispersion.units[group] == alone.dispersion.units
    assert np.isnan(made.target[4])
    assert np.isnan(made.value[groups == -1]).all()


def test_the_order_of_practices_does_not_matter():
    x, n = columns(TWELVE)
    order = np.random.default_rng(1).permutation(12)
    plain, mixed = funnel.fit("PR", x, n), funnel.fit("PR", x[order], n[order])
    np.testing.assert_allclose(plain.z_adjusted[order], mixed.z_adjusted, rtol=1e-12)


@pytest.mark.parametrize("kind", funnel.KINDS)
@given(pairs=PAIRS)
@settings(max_examples=20)
def test_limits_hold_the_target_and_narrow_with_size(kind, pairs):
    x, n = columns(pairs)
    made = funnel.fit(kind, x, n)
    target, tau2 = float(made.target), float(made.dispersion.tau2)
    drawn = funnel.curve(kind, np.arange(1, 5000, 100), target, tau2)
    assert (drawn.lower_998 <= drawn.lower_95).all()
    assert (drawn.lower_95 <= target * (1 + 1e-12)).all()
    assert (target <= drawn.upper_95 * (1 + 1e-12)).all()
    assert (drawn.upper_95 <= drawn.upper_998).all()
    assert (np.diff(drawn.upper_95) <= 0).all()
    assert (np.diff(drawn.lower_95) >= 0).all()


def test_a_curve_passes_through_the_units_own_limits():
    x, n = columns(TWELVE)
    for kind in ("PR", "SR-SHMI", "SR-CQC"):
        made = funnel.fit(kind, x, n)
        drawn = funnel.curve(kind, n, float(made.target), float(made.dispersion.tau2))
        for ours, theirs in zip(drawn, made.limits, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_chance_alone_leaves_limits_as_they_are():
    # Everyone at the target: phi is 0, so nothing is added.
    made = funnel.fit("PR", [20, 40, 60], [100, 200, 300])
    assert made.dispersion.tau2 == 0
    np.testing.assert_array_equal(made.z, made.z_adjusted)


def test_overdispersion_is_found_when_it_is_there():
    rng = np.random.default_rng(5)
    expected = rng.uniform(50, 2000, (20, 3000))
    observed = rng.poisson(expected * np.exp(rng.normal(0, 0.2, expected.shape)))
    tau2 = funnel.fit("SR-SHMI", observed, expected).dispersion.tau2
    # Trimming the ends takes some of the spread with it, so it comes out under 0.04.
    assert 0.01 < tau2.mean() < 0.04


def test_missing_figures_have_no_score_and_no_weight():
    x, n = columns(TWELVE)
    gaps_x, gaps_n = np.r_[x, np.nan, 4, 3, 5], np.r_[n, 50, np.nan, 0, -2]
    whole, gaps = funnel.fit("PR", x, n), funnel.fit("PR", gaps_x, gaps_n)
    np.testing.assert_allclose(gaps.z_adjusted[:12], whole.z_adjusted, rtol=1e-12)
    assert gaps.dispersion.units == 12
    assert np.isnan(gaps.value[12:]).all()
    assert np.isnan(gaps.limits.lower_95[12:]).all()


def test_nobody_at_all_gives_no_funnel_and_one_alone_no_overdispersion():
    empty, alone = funnel.fit("PR", [np.nan], [3]), funnel.fit("PR", [3], [30])
    assert np.isnan(empty.target)
    assert (alone.target, alone.dispersion.tau2) == (0.1, 0)


def test_no_events_has_no_logarithm_but_still_lies_below_its_limits():
    observed, expected = [0, 48, 52, 50, 51], [50, 50, 50, 50, 50]
    made = funnel.fit("SR-SHMI", observed, expected)
    assert np.isnan(made.z[0])
    assert made.dispersion.units == 4
    assert funnel.place(made.value, made.limits)[0] == -2


def test_the_shmi_leaves_out_a_tenth_at_each_end_and_the_others_none():
    x, n = np.arange(1, 40) + 100, np.full(39, 120)
    assert funnel.fit("SR-SHMI", x, n).dispersion.units == 32
    assert funnel.fit("SR-CQC", x, n).dispersion.units == 39


def test_no_events_out_of_few_is_no_surprise():
    # The printed error of a ratio of counts is nearly nil at no events; ours is not.
    made = funnel.fit("RC", [0, 21, 18, 20, 23], [30, 300, 300, 300, 300])
    assert -3 < made.z[0] < 0


def test_places_are_read_from_the_limits():
    limits = funnel.Limits(*(np.full(6, each) for each in (2.0, 4.0, 1.0, 5.0)))
    found = funnel.place([0.5, 1.5, 3, 4.5, 6, np.nan], limits)
    np.testing.assert_array_equal(found, [-2, -1, 0, 1, 2, 0])


def test_poisson_limits_are_chi_square():
    expected = np.array([0.5, 3, 10, 250])
    found = funnel.poisson_limits(expected, target=1.2)
    for limit, p, more in zip(found, (0.025, 0.975, 0.001, 0.999), (0, 1, 0, 1), strict=True):
        exact = stats.chi2.ppf(p, 2 * (expected + more)) / 2 / expected
        np.testing.assert_allclose(limit, 1.2 * exact, rtol=1e-9)


def test_an_unknown_kind_is_refused_by_name():
    with pytest.raises(ValueError, match="'XX' is not a kind of funnel"):
        funnel.fit("XX", [1], [2])
