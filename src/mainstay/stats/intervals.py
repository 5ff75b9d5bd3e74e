"""Intervals for shares, counts, rates, means, medians and differences.

Every function takes numbers or arrays, which are broadcast, and returns an `Interval` of arrays of
one shape. Where there is no estimate (a zero or missing denominator, an impossible count) all
three are nan. `level` is two-sided: 0.95 leaves 2.5% outside at each end.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from mainstay.stats.arrays import Flags, Floats, blank, divide, floats, normal_score, tail, together

EXACT_BELOW = 10


class Interval(NamedTuple):
    """An estimate and its limits, in the estimate's own unit; lower <= value <= upper."""

    value: Floats
    lower: Floats
    upper: Floats


def _interval(value: Floats, lower: Floats, upper: Floats, known: Flags) -> Interval:
    return Interval(blank(value, known), blank(lower, known), blank(upper, known))


def wilson(events: ArrayLike, trials: ArrayLike, level: float = 0.95) -> Interval:
    """Wilson's score interval for a share, 0 to 1 (Wilson 1927; Newcombe and Altman 2000).

    nan where trials is not above zero, or events is below zero or above trials.
    """
    happened, tried = together(events, trials)
    z2 = normal_score(level) ** 2
    known = (tried > 0) & (happened >= 0) & (happened <= tried)
    count, size = blank(happened, known, 0.0), blank(tried, known, 1.0)
    share = count / size
    middle = (2 * count + z2) / (2 * (size + z2))
    reach = np.sqrt(z2 * (z2 + 4 * count * (1 - share))) / (2 * (size + z2))
    lower = np.clip(middle - reach, 0.0, share)
    return _interval(share, lower, np.clip(middle + reach, share, 1.0), known)


def poisson(events: ArrayLike, level: float = 0.95) -> Interval:
    """Exact interval for a Poisson count, through chi-square (Garwood 1936)."""
    count = floats(events)
    known = count >= 0
    kept = blank(count, known, 0.0)
    return _interval(kept, *_exact_limits(kept, level), known)


def _exact_limits(count: Floats, level: float) -> tuple[Floats, Floats]:
    # Half a chi-square on 2k degrees of freedom is a gamma of shape k. Shape 0 sits wholly at 0.
    outside = tail(level)
    lower = special.gammaincinv(np.where(count > 0, count, 1.0), outside)
    upper = special.gammainccinv(count + 1, outside)
    return np.where(count > 0, lower, 0.0), upper


def _byar_limits(count: Floats, level: float) -> tuple[Floats, Floats]:
    z, more = normal_score(level), count + 1
    lower = 1 - 1 / (9 * count) - z / (3 * np.sqrt(count))
    upper = 1 - 1 / (9 * more) + z / (3 * np.sqrt(more))
    # Multiplied out, as raising an array to the power of 3 is thirty times slower.
    return count * (lower * lower * lower), more * (upper * upper * upper)


def byar(events: ArrayLike, level: float = 0.95) -> Interval:
    """Byar's interval for a count, exact Poisson under ten (Breslow and Day 1987; as OHID does).

    nan where events is negative or missing.
    """
    count = floats(events)
    known = count >= 0
    kept = blank(count, known, 0.0)
    lower, upper = _byar_limits(np.maximum(kept, EXACT_BELOW), level)
    few = kept < EXACT_BELOW
    if not few.any():
        return _interval(kept, lower, upper, known)
    low_few, high_few = _few_limits(np.where(few, kept, 0.0), level)
    lower, upper = np.where(few, low_few, lower), np.where(few, high_few, upper)
    return _interval(kept, lower, upper, known)


def _few_limits(count: Floats, level: float) -> tuple[Floats, Floats]:
    # The exact limits are slow to find, and nearly all small counts are whole: look them up.
    whole = count.astype(np.int64)
    lower, upper = (each[whole] for each in _exact_limits(np.arange(float(EXACT_BELOW)), level))
    part = whole != count
    if not part.any():
        return lower, upper
    low_part, high_part = _exact_limits(np.where(part, count, 0.0), level)
    return np.where(part, low_part, lower), np.where(part, high_part, upper)


def rate(
    events: ArrayLike, exposure: ArrayLike, multiplier: float = 1.0, level: float = 0.95
) -> Interval:
    """Events for each `multiplier` of exposure, with the count's Byar limits (as OHID does)."""
    happened, exposed = together(events, exposure)
    usable = blank(exposed, exposed > 0)
    count = byar(happened, level)
    return Interval(*(multiplier * divide(each, usable) for each in count))


def ratio(observed: ArrayLike, expected: ArrayLike, level: float = 0.95) -> Interval:
    """A standardised ratio, observed / expected; the expected count is taken as known exactly."""
    return rate(observed, expected, 1.0, level)


def difference(first: Interval, second: Interval) -> Interval:
    """first - second, from two independent estimates and their own limits (MOVER).

    Zou and Donner 2008. Both intervals must be at one level, which is the level of the result.
    """
    (a, a_low, a_high), (b, b_low, b_high) = first, second
    value = a - b
    lower = value - np.hypot(a - a_low, b_high - b)
    upper = value + np.hypot(a_high - a, b - b_low)
    return Interval(value, lower, upper)


def share_difference(
    events: ArrayLike,
    trials: ArrayLike,
    other_events: ArrayLike,
    other_trials: ArrayLike,
    level: float = 0.95,
) -> Interval:
    """The first share minus the second, by Newcombe's method 10 (Newcombe 1998): -1 to 1."""
    return difference(wilson(events, trials, level), wilson(other_events, other_trials, level))


def mean(values: ArrayLike, level: float = 0.95) -> Interval:
    """The mean along the last axis with Student's t limits; nan values are left out.

    One value gives a mean with nan limits: a single value says nothing of its own spread.
    """
    taken = floats(values)
    held = np.isfinite(taken)
    count = held.sum(axis=-1).astype(np.float64)
    centre = divide(np.where(held, taken, 0.0).sum(axis=-1), count)
    away = np.where(held, taken - centre[..., None], 0.0)
    variance = divide((away**2).sum(axis=-1), np.maximum(count - 1, 0))
    t = special.stdtrit(np.maximum(count - 1, 1), 1 - tail(level))
    reach = t * np.sqrt(divide(variance, count))
    return Interval(centre, centre - reach, centre + reach)


def quantile(values: ArrayLike, share: float = 0.5, level: float = 0.95) -> Interval:
    """A quantile along the last axis, with limits that are two of the values themselves.

    The limits are the order statistics that the binomial distribution gives (Conover 1999): they
    hold at least `level`, whatever the shape of the distribution. With too few values for that, a
    limit is nan. nan values are left out. The quantile itself interpolates (Hyndman and Fan 7).
    """
    if not 0 < share < 1:
        raise ValueError(f"A quantile's share lies between 0 and 1; {share!r} does not.")
    taken = floats(values)
    if taken.shape[-1] == 0:
        taken = np.full((*taken.shape[:-1], 1), np.nan)
    ordered = np.sort(blank(taken, np.isfinite(taken)), axis=-1)
    count = np.isfinite(ordered).sum(axis=-1).astype(np.float64)
    low_rank, high_rank = _order_ranks(count, share, tail(level))
    place = (count - 1) * share
    below = _ordered_at(ordered, count, np.floor(place) + 1)
    above = _ordered_at(ordered, count, np.ceil(place) + 1)
    value = below + (above - below) * (place - np.floor(place))
    return Interval(
        value, _ordered_at(ordered, count, low_rank), _ordered_at(ordered, count, high_rank)
    )


def median(values: ArrayLike, level: float = 0.95) -> Interval:
    """The median along the last axis, with the exact order-statistic limits of `quantile`."""
    return quantile(values, 0.5, level)


def _order_ranks(count: Floats, share: float, outside: float) -> tuple[Floats, Floats]:
    # Counting from 1: the lower is the largest r with P(B < r) <= outside, the upper the smallest
    # s with P(B >= s) <= outside, for B the number of values below the quantile.
    sizes, where = np.unique(count, return_inverse=True)
    lows, highs = np.empty(sizes.size), np.empty(sizes.size)
    for i, size in enumerate(sizes):
        up_to = special.bdtr(np.arange(size + 1, dtype=np.float64), int(size), share)
        lows[i] = np.searchsorted(up_to, outside, side="right")
        highs[i] = np.searchsorted(up_to, 1 - outside, side="left") + 1
    return lows[where].reshape(count.shape), highs[where].reshape(count.shape)


def _ordered_at(ordered: Floats, count: Floats, rank: Floats) -> Floats:
    inside = (rank >= 1) & (rank <= count)
    place = np.where(inside, rank - 1, 0).astype(np.int64)
    found = np.take_along_axis(ordered, place[..., None], axis=-1)[..., 0]
    return blank(found, inside)
