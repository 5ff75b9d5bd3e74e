"""No numbers, however odd, give a warning or an error: the test run makes both failures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mainstay.stats import change, funnel, intervals, ranks, standardise, xmr

ODD = st.sampled_from([np.nan, 0.0, -0.0, -1.0, 0.3, 1.0, 7.0, 1e-9, 12345.0, 1e9])
TABLES = arrays.arrays(float, (2, 6), elements=ODD)


def ordered(found):
    known = np.isfinite(found.lower) & np.isfinite(found.upper)
    assert (found.lower[known] <= found.upper[known]).all()


@given(TABLES, TABLES)
@settings(max_examples=150)
def test_intervals(events, trials):
    shares, rates = intervals.wilson(events, trials), intervals.rate(events, trials)
    for found in (shares, rates, intervals.poisson(events), intervals.ratio(events, trials)):
        ordered(found)
        assert (np.isnan(found.value) == np.isnan(found.upper)).all()
    ordered(intervals.mean(events))
    ordered(intervals.median(events))
    found = change.between(shares, intervals.wilson(trials, events), 1)
    assert ((found.verdict == change.Verdict.NOT_KNOWN) == np.isnan(found.difference.value)).all()


@pytest.mark.parametrize("kind", funnel.KINDS)
@given(numerators=TABLES, denominators=TABLES)
@settings(max_examples=60)
def test_funnels(kind, numerators, denominators):
    if kind == "PR":
        numerators = np.minimum(numerators, denominators)
    made = funnel.fit(kind, numerators, denominators)
    known = np.isfinite(made.limits.lower_95)
    assert (made.limits.lower_998[known] <= made.limits.upper_998[known]).all()
    assert (made.dispersion.tau2 >= 0).all()
    groups = np.array([0, 0, 1, 1, 1, 3, 3, -1, 0, 1, 5, 5])
    flat = funnel.fit(kind, numerators.ravel(), denominators.ravel(), groups)
    assert flat.target.shape == (6,)


@given(TABLES, st.booleans())
@settings(max_examples=150)
def test_charts(values, screen):
    made = xmr.charts(values, direction=1, target=0.5, screen=screen)
    assert (made.rule[np.isnan(values)] == xmr.Rule.NONE).all()
    np.testing.assert_array_equal(made.points, np.isfinite(values).sum(axis=1))


@given(TABLES, TABLES)
@settings(max_examples=100)
def test_ranks_and_standardisation(events, people):
    places = ranks.percentile(events)
    np.testing.assert_array_equal(np.isnan(places), np.isnan(events))
    ordered(standardise.indirect(events[:, 0], people, events[1], people[1]).ratio)
    ordered(standardise.direct(events, people, np.ones(6)))
