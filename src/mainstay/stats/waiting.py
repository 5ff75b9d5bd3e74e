"""How long something takes, where for some it has not happened yet.

Who still waits counts as "at least so long": leaving them out would make the wait look short.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mainstay.stats.arrays import Flags, Floats, floats, normal_score, tail


class Waiting(NamedTuple):
    """The share that still waits just after each time at which it happened to somebody.

    `at_risk` waited until then; `happened` is to how many it happened. `lower` and `upper` are the
    limits of the share.
    """

    time: Floats
    at_risk: Floats
    happened: Floats
    share: Floats
    lower: Floats
    upper: Floats


class Middle(NamedTuple):
    """A median with its limits: inf where fewer than half have come so far, nan with nobody.

    Both limits are nan where there are too few for any interval of a median to hold its level.
    """

    value: float
    lower: float
    upper: float


def kaplan_meier(times: ArrayLike, happened: ArrayLike, level: float = 0.95) -> Waiting:
    """The product-limit estimate of the share that still waits (Kaplan and Meier 1958).

    `times`: how long each waited so far; `happened`: whether the wait is over. Limits are
    Greenwood's on the log(-log) scale (Kalbfleisch and Prentice 1980). Somebody whose wait is cut
    short at a time still counts among those at risk at it. nan times are left out.
    """
    waited, over = _kept(times, happened)
    moments = np.unique(waited[over])
    at_risk = np.array([(waited >= one).sum() for one in moments], dtype=np.float64)
    events = np.array([(waited[over] == one).sum() for one in moments], dtype=np.float64)
    share = floats(np.cumprod(1 - events / at_risk))
    lower, upper = _limits(share, at_risk, events, level)
    return Waiting(moments, at_risk, events, share, lower, upper)


def median_wait(times: ArrayLike, happened: ArrayLike, level: float = 0.95) -> Middle:
    """The first time by which half have come, from `kaplan_meier` (Brookmeyer and Crowley 1982).

    Its limits are the first times at which the limits of the share come to a half. All of n wait
    longer than the median with chance 1/2 to the power of n: where that is more than the chance
    that `level` leaves outside on a side, there are no limits (under six, for 0.95).
    """
    count = _kept(times, happened)[0].size
    if not count:
        return Middle(np.nan, np.nan, np.nan)
    found = kaplan_meier(times, happened, level)
    value = _first(found.time, found.share)
    if 0.5**count > tail(level):
        return Middle(value, np.nan, np.nan)
    return Middle(value, _first(found.time, found.lower), _first(found.time, found.upper))


def _kept(times: ArrayLike, happened: ArrayLike) -> tuple[Floats, Flags]:
    waited = floats(times)
    known = np.isfinite(waited)
    return waited[known], np.asarray(happened, dtype=bool)[known]


def _limits(share: Floats, at_risk: Floats, events: Floats, level: float) -> tuple[Floats, Floats]:
    left = at_risk - events
    part = np.zeros(share.shape)
    np.divide(events, at_risk * left, out=part, where=left > 0)
    inside = (share > 0) & (share < 1)
    log_share = np.log(np.where(inside, share, 0.5))
    reach = normal_score(level) * np.sqrt(np.cumsum(part)) / log_share
    lower = np.where(inside, np.exp(log_share * np.exp(-reach)), share)
    upper = np.where(inside, np.exp(log_share * np.exp(reach)), 1.0)
    # Where nobody waits any more the formula says nothing of the upper limit: it stays.
    return lower, floats(np.minimum.accumulate(upper) if upper.size else upper)


def _first(time: Floats, share: Floats) -> float:
    """Half have come when the share that waits is a half or less; a rounding error is no more."""
    reached = np.flatnonzero(share <= 0.5 + 1e-12)
    return float(time[reached[0]]) if reached.size else float("inf")
