"""The two regressions against statsmodels, and against data whose answer is known."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstay.stats import regression


def practices(size=400, seed=2, between=0.2):
    rng = np.random.default_rng(seed)
    deprivation, older = rng.uniform(5, 60, size), rng.beta(6, 24, size)
    terms = regression.design(deprivation, older)
    line = terms @ [-3.5, 0.015, 4.0] + rng.normal(0, between, size)
    people = rng.integers(800, 20_000, size)
    return rng.binomial(people, 1 / (1 + np.exp(-line))), people, terms


def theirs(events, people, terms, **options):
    # As shares with weights: given counts, statsmodels leaves the trials out of its dispersion.
    model = sm.GLM(events / people, terms, family=sm.families.Binomial(), var_weights=people)
    return model.fit(tol=1e-14, maxiter=100, **options)


def test_logistic_agrees_with_statsmodels():
    events, people, terms = practices()
    ours, them = regression.logistic(events, people, terms), theirs(*practices(), scale="X2")
    assert ours.converged
    assert (ours.rows, ours.degrees) == (400, 397)
    np.testing.assert_allclose(ours.coefficients, them.params, rtol=1e-8)
    np.testing.assert_allclose(ours.covariance, them.cov_params(), rtol=1e-6)
    assert ours.spread == pytest.approx(them.scale, rel=1e-8)


def test_predicted_shares_agree_with_statsmodels():
    events, people, terms = practices()
    ours = regression.predict_share(regression.logistic(events, people, terms), terms[:9])
    them = theirs(events, people, terms, scale="X2").get_prediction(terms[:9])
    np.testing.assert_allclose(ours.value, them.predicted_mean, rtol=1e-8)
    np.testing.assert_allclose(ours.standard_error, them.se_mean, rtol=1e-6)


def test_limits_for_a_practice_hold_as_many_small_ones_as_large():
    events, people, terms = practices(6000, seed=3)
    fit = regression.logistic(events, people, terms)
    assert fit.between == pytest.approx(0.04, rel=0.1)
    found = regression.predict_share(fit, terms, people)
    share = events / people
    outside = (share < found.low) | (share > found.high)
    for size in (people < 3000, people > 15_000):
        assert 0.03 < outside[size].mean() < 0.07


def test_chance_alone_has_no_variance_between_practices():
    events, people, terms = practices(3000, seed=4, between=0.0)
    fit = regression.logistic(events, people, terms)
    assert fit.spread == pytest.approx(1, abs=0.1)
    assert fit.between < 0.002


def test_a_share_prediction_is_ordered_and_narrows_with_size():
    fit = regression.logistic(*practices())
    small, large = (regression.predict_share(fit, practices()[2][:5], n) for n in (200, 20_000))
    for found in (small, large):
        order = (found.low, found.lower, found.value, found.upper, found.high)
        assert (np.diff(order, axis=0) > 0).all()
    assert (large.low > small.low).all()
    assert (large.high < small.high).all()


def amounts(size=300, seed=6):
    rng = np.random.default_rng(seed)
    terms = regression.design(rng.normal(size=size), rng.uniform(0, 1000, size))
    return terms @ [90, 4, 0.01] + rng.standard_t(3, size), terms


def test_huber_agrees_with_statsmodels():
    values, terms = amounts()
    ours = regression.huber(values, terms)
    them = sm.RLM(values, terms, M=sm.robust.norms.HuberT()).fit(tol=1e-13, maxiter=500)
    np.testing.assert_allclose(ours.coefficients, them.params, rtol=1e-8)
    assert ours.spread == pytest.approx(them.scale, rel=1e-8)
    np.testing.assert_allclose(ours.covariance, them.bcov_scaled, rtol=1e-6)


def test_one_wild_practice_hardly_moves_huber():
    values, terms = amounts()
    plain = regression.huber(values, terms)
    values[7] += 1e6
    wild = regression.huber(values, terms)
    errors = np.sqrt(np.diag(plain.covariance))
    assert (np.abs(wild.coefficients - plain.coefficients) < 0.5 * errors).all()


def test_huber_prediction_limits_hold_most_new_practices():
    rng = np.random.default_rng(8)
    terms = regression.design(rng.normal(size=4000))
    sizes = rng.uniform(0.2, 5, 4000)
    values = terms @ [10, 2] + rng.normal(size=4000) / np.sqrt(sizes)
    fit = regression.huber(values, terms, sizes)
    found = regression.predict(fit, terms, sizes)
    outside = (values < found.low) | (values > found.high)
    for size in (sizes < 1, sizes > 4):
        assert 0.03 < outside[size].mean() < 0.07


def test_huber_with_equal_weights_is_huber_without():
    values, terms = amounts()
    plain, weighted = regression.huber(values, terms), regression.huber(values, terms, 9.0)
    np.testing.assert_allclose(plain.coefficients, weighted.coefficients, rtol=1e-9)
    np.testing.assert_allclose(plain.covariance, weighted.covariance, rtol=1e-9)
    assert weighted.spread == pytest.approx(3 * plain.spread)


def test_a_line_that_fits_exactly_is_found_exactly():
    terms = regression.design(np.arange(9.0))
    fit = regression.huber(terms @ [1, 2], terms)
    assert fit.converged
    np.testing.assert_allclose(fit.coefficients, [1, 2], atol=1e-9)
    assert fit.spread == pytest.approx(0, abs=1e-9)


@given(st.permutations(range(40)))
@settings(max_examples=15)
def test_the_order_of_practices_does_not_matter(order):
    order = np.array(order)
    events, people, terms = (each[:40] for each in practices())
    values = events / people
    for fit, columns in ((regression.logistic, (events, people)), (regression.huber, (values,))):
        plain = fit(*columns, terms)
        mixed = fit(*(each[order] for each in columns), terms[order])
        np.testing.assert_allclose(plain.coefficients, mixed.coefficients, rtol=1e-7)


def test_incomplete_rows_are_left_out_and_get_no_prediction():
    events, people, terms = practices()
    holes = [each.astype(float) for each in (events, people, terms)]
    holes[0][3] = holes[1][4] = holes[2][5, 1] = np.nan
    holes[1][6] = 0
    kept = np.ones(400, dtype=bool)
    kept[3:7] = False
    ours = regression.logistic(*holes)
    whole = regression.logistic(events[kept], people[kept], terms[kept])
    assert ours.rows == 396
    np.testing.assert_allclose(ours.coefficients, whole.coefficients)
    predicted = regression.predict_share(ours, holes[2])
    assert np.flatnonzero(np.isnan(predicted.value)).tolist() == [5]


def test_terms_that_say_the_same_are_refused():
    events, people, terms = practices()
    same = np.column_stack([terms, terms[:, 1] * 2])
    with pytest.raises(ValueError, match="cannot be told apart"):
        regression.logistic(events, people, same)
    with pytest.raises(ValueError, match="too few"):
        regression.huber([1, 2, 3], terms[:3])


def test_a_term_that_settles_every_case_is_not_called_a_fit():
    terms = regression.design(np.arange(10.0))
    fit = regression.logistic(np.arange(10) // 5 * 20, np.full(10, 20), terms)
    assert not fit.converged
    assert np.isnan(fit.covariance).all()


def test_a_weight_of_nothing_gives_no_limits_and_no_warning():
    terms = regression.design(np.arange(20.0))
    values = 2 + 3 * np.arange(20.0) + np.tile([0.1, -0.1], 10)
    made = regression.predict(regression.huber(values, terms), terms, np.r_[0.0, np.ones(19)])
    assert np.isnan(made.low[0])
    assert np.isnan(made.high[0])
    assert np.isfinite(made.low[1:]).all()
