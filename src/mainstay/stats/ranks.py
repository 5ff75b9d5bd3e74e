"""Places in an order: ties share a place, and missing figures have none.

Each function ranks along the last axis, or, given `groups` (a whole number for each value of a
flat array), within each group.
"""

import numpy as np
from numpy.typing import ArrayLike

from mainstay.stats import grouped
from mainstay.stats.arrays import Flags, Floats, Integers, blank, divide, floats


def competition(
    values: ArrayLike, groups: ArrayLike | None = None, *, highest_first: bool = True
) -> Floats:
    """Place 1, 2, 2, 4: one more than the number of values that come before (nan for nan)."""
    ordered = -floats(values) if highest_first else floats(values)
    if groups is not None:
        return grouped.per_member(_first_places, ordered, groups)
    return _first_places(ordered)


def mean_ranks(values: ArrayLike, groups: ArrayLike | None = None) -> Floats:
    """Ranks from 1 (the lowest), ties sharing the mean of their ranks (nan for nan)."""
    if groups is not None:
        return grouped.per_member(mean_ranks, values, groups)
    first, last, known = _tied_places(floats(values))
    return blank(floats(first + last) / 2 + 1, known)


def percentile(values: ArrayLike, groups: ArrayLike | None = None) -> Floats:
    """The share, 0 to 1, of the values in the group that lie below, a tie counting as a half.

    The highest of n different values has (n - 1/2) / n, and a value alone in its group a half, so
    that turning the order round turns p into 1 - p. nan for nan.
    """
    if groups is not None:
        return grouped.per_member(percentile, values, groups)
    figures = floats(values)
    count = np.isfinite(figures).sum(axis=-1, keepdims=True)
    return divide(mean_ranks(figures) - 0.5, count)


def _first_places(values: Floats) -> Floats:
    first, _, known = _tied_places(values)
    return blank(floats(first + 1), known)


def _tied_places(values: Floats) -> tuple[Integers, Integers, Flags]:
    """Each value's first and last position (from 0) among its equals, and whether it is known."""
    known = np.isfinite(values)
    figures = blank(values, known)
    order = np.argsort(figures, axis=-1)
    ordered = np.take_along_axis(figures, order, axis=-1)
    position = np.broadcast_to(np.arange(figures.shape[-1]), figures.shape)
    opens = np.ones(figures.shape, dtype=np.bool_)
    opens[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    closes = np.ones(figures.shape, dtype=np.bool_)
    closes[..., :-1] = opens[..., 1:]
    first, last = np.empty_like(order), np.empty_like(order)
    start = np.maximum.accumulate(np.where(opens, position, 0), axis=-1)
    end = np.where(closes, position, figures.shape[-1])
    end = np.minimum.accumulate(end[..., ::-1], axis=-1)[..., ::-1]
    np.put_along_axis(first, order, start, axis=-1)
    np.put_along_axis(last, order, end, axis=-1)
    return first, last, known
