"""Improved, sustained or deteriorated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.stats import change, intervals
from mainstay.stats.change import Verdict

SHARES = st.tuples(st.integers(0, 50), st.integers(50, 400))


@pytest.mark.parametrize(
    ("later", "direction", "verdict"),
    [
        (300, 1, Verdict.IMPROVED),
        (300, -1, Verdict.DETERIORATED),
        (300, 0, Verdict.RISEN),
        (100, 1, Verdict.DETERIORATED),
        (100, -1, Verdict.IMPROVED),
        (100, 0, Verdict.FALLEN),
        (205, 1, Verdict.SUSTAINED),
        (205, 0, Verdict.SUSTAINED),
        (np.nan, 1, Verdict.NOT_KNOWN),
    ],
)
def test_verdicts(later, direction, verdict):
    earlier, after = intervals.wilson(200, 500), intervals.wilson(later, 500)
    assert change.between(earlier, after, direction).verdict == verdict


def test_each_practice_may_have_its_own_direction():
    earlier = intervals.wilson([200, 200, 200], 500)
    after = intervals.wilson([300, 300, 300], 500)
    found = change.between(earlier, after, [1, -1, 0]).verdict
    assert list(found) == [Verdict.IMPROVED, Verdict.DETERIORATED, Verdict.RISEN]


def test_a_small_practice_needs_a_bigger_change():
    small = change.between(intervals.wilson(8, 20), intervals.wilson(11, 20), 1)
    large = change.between(intervals.wilson(800, 2000), intervals.wilson(1100, 2000), 1)
    assert (small.verdict, large.verdict) == (Verdict.SUSTAINED, Verdict.IMPROVED)


@given(SHARES, SHARES)
def test_going_back_undoes_the_change(first, second):
    a, b = intervals.wilson(*first), intervals.wilson(*second)
    there, back = change.between(a, b, 1), change.between(b, a, 1)
    opposite = {
        Verdict.IMPROVED: Verdict.DETERIORATED,
        Verdict.DETERIORATED: Verdict.IMPROVED,
        Verdict.SUSTAINED: Verdict.SUSTAINED,
    }
    assert back.verdict == opposite[Verdict(int(there.verdict))]
    assert there.difference.lower == pytest.approx(-back.difference.upper)


def test_against_a_fixed_figure():
    estimate = intervals.wilson([10, 50, 90, np.nan], 100)
    np.testing.assert_array_equal(change.against(estimate, 0.5), [-1, 0, 1, 0])
