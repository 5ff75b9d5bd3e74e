"""Whether a figure has changed between two dates by more than chance would explain."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mainstay.stats.arrays import Codes, floats
from mainstay.stats.intervals import Interval, difference


class Verdict(IntEnum):
    """SUSTAINED means that no change is shown, not that none took place."""

    NOT_KNOWN = -1
    SUSTAINED = 0
    IMPROVED = 1
    DETERIORATED = 2
    RISEN = 3
    FALLEN = 4


class Change(NamedTuple):
    """The later figure minus the earlier one, with limits, and a `Verdict` for each."""

    difference: Interval
    verdict: Codes


def between(earlier: Interval, later: Interval, direction: ArrayLike = 0) -> Change:
    """The change from two independent estimates with limits at one level (MOVER).

    direction: 1 where high is good, -1 where low is good, 0 for neither (risen or fallen). A
    change is shown when the limits of the difference leave out nought. Where the same people are
    counted twice the estimates are not independent, and the limits are wider than need be.
    """
    moved = difference(later, earlier)
    sign = (moved.lower > 0).astype(np.int8) - (moved.upper < 0)
    good = np.asarray(direction, dtype=np.int8)
    shown = np.where(sign == good, Verdict.IMPROVED, Verdict.DETERIORATED)
    neutral = np.where(sign > 0, Verdict.RISEN, Verdict.FALLEN)
    verdict = np.where(good == 0, neutral, shown)
    verdict = np.where(sign == 0, Verdict.SUSTAINED, verdict)
    known = np.isfinite(moved.lower) & np.isfinite(moved.upper)
    return Change(moved, np.where(known, verdict, Verdict.NOT_KNOWN).astype(np.int8))


def against(estimate: Interval, reference: ArrayLike) -> Codes:
    """1 where an estimate's limits lie above a fixed figure, -1 below, 0 where they hold it.

    0 also stands for no estimate: ask `np.isnan(estimate.value)` first.
    """
    fixed = floats(reference)
    above, below = estimate.lower > fixed, estimate.upper < fixed
    return np.asarray(above.astype(np.int8) - below, dtype=np.int8)
