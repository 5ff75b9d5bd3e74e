"""Standardisation: what a practice would see with a reference population's rates or make-up.

Strata (age and sex bands, say) lie along the last axis. A practice with a missing stratum has no
standardised figure: a gap is not a zero.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mainstay.stats import intervals
from mainstay.stats.arrays import Floats, blank, divide, floats, together
from mainstay.stats.intervals import Interval

FEWEST_EVENTS = 10


class Indirect(NamedTuple):
    """Observed and expected counts, their ratio, and the ratio times the reference's own rate."""

    observed: Floats
    expected: Floats
    ratio: Interval
    rate: Interval


def expected(
    exposure: ArrayLike, reference_events: ArrayLike, reference_exposure: ArrayLike
) -> Floats:
    """The events to expect had each stratum the reference's rate: the last axis is summed away.

    nan where a stratum's exposure is missing, or the reference has nobody in a stratum.
    """
    rates = divide(reference_events, reference_exposure)
    total: Floats = (floats(exposure) * rates).sum(axis=-1)
    return total


def indirect(
    observed: ArrayLike,
    exposure: ArrayLike,
    reference_events: ArrayLike,
    reference_exposure: ArrayLike,
    level: float = 0.95,
) -> Indirect:
    """Indirect standardisation with Byar limits, exact under ten observed (as OHID does).

    observed: (...) events of each practice; exposure: (..., strata) its people; the reference's
    events and people: (strata). The expected count is taken as known exactly.
    """
    count = floats(observed)
    foreseen = expected(exposure, reference_events, reference_exposure)
    ratio = intervals.ratio(count, foreseen, level)
    overall = divide(floats(reference_events).sum(), floats(reference_exposure).sum())
    return Indirect(count, foreseen, ratio, Interval(*(overall * each for each in ratio)))


def direct(
    events: ArrayLike,
    exposure: ArrayLike,
    standard: ArrayLike,
    multiplier: float = 1.0,
    level: float = 0.95,
) -> Interval:
    """A directly standardised rate with Dobson's limits (Dobson and others 1991).

    events, exposure: (..., strata); standard: the standard population (strata). nan under ten
    events in all, where the method does not hold, or if a stratum is missing or has nobody in it.
    """
    happened, people = together(events, exposure)
    happened, people = blank(happened, happened >= 0), blank(people, people > 0)
    weights = floats(standard) / floats(standard).sum()
    rates = divide(happened, people)
    value = (weights * rates).sum(axis=-1)
    variance = (weights**2 * divide(rates, people)).sum(axis=-1)
    total = happened.sum(axis=-1)
    known = total >= FEWEST_EVENTS
    count = intervals.byar(blank(total, known), level)
    widening = np.sqrt(divide(variance, total))
    lower = value + widening * (count.lower - total)
    upper = value + widening * (count.upper - total)
    return Interval(*(multiplier * blank(each, known) for each in (value, lower, upper)))
