"""Places in an order: ties share a place, and missing figures have none.

Each function ranks along the last axis, or, given `groups` (a whole number for each value of a
flat array), within each group.
"""

import numpy as np
from numpy.typing import ArrayLike

from mainstay.stats import grouped
from mainstay.stats.arrays import Floats, Integers, blank, divide, floats


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
    figures = floats(values)
    place, first, last = _tied_places(figures)
    return _unsorted(place, (first + last) / 2 + 1, figures)


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
    place, first, _ = _tied_places(values)
    return _unsorted(place, first + 1.0, values)


def _tied_places(values: Floats) -> tuple[Integers, Integers, Integers]:
    """In order: each value's place in the flat array, its first and last position among equals."""
    place = _flat(np.argsort(blank(values, np.isfinite(values)), axis=-1))
    ordered = values.reshape(-1)[place]
    position = np.broadcast_to(np.arange(values.shape[-1]), values.shape)
    ties = ordered[..., 1:] == ordered[..., :-1]
    if not ties.any():
        return place, position, position
    first, last = position.copy(), position.copy()
    first[..., 1:][ties] = 0
    last[..., :-1][ties] = values.shape[-1]
    first = np.maximum.accumulate(first, axis=-1)
    return place, first, np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]


def _flat(order: Integers) -> Integers:
    """Positions along the last axis as positions in the flat array: quicker to read and write."""
    length = order.shape[-1]
    starts = np.arange(order.size // length if length else 0) * length
    flat: Integers = order.reshape(len(starts), length) + starts[:, None]
    return flat.reshape(order.shape)


def _unsorted(place: Integers, ranks: ArrayLike, values: Floats) -> Floats:
    result: Floats = np.empty(values.size)
    result[place] = ranks
    return blank(result.reshape(values.shape), np.isfinite(values))
