"""Groups given as whole numbers: each group becomes a row, padded with nan to its neighbours' size.

A statistic written for the last axis of a two-dimensional array then serves groups of any size.
Groups are put together with others of nearly their size (up to twice), so that the padding never
more than doubles the work, and the only loop is over the dozen or so sizes.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mainstay.stats.arrays import Floats, Integers, floats


class Block(NamedTuple):
    """Some groups of about one size: their ids, and the place of each member (-1 is padding)."""

    ids: Integers
    places: Integers


def group_count(groups: ArrayLike) -> int:
    """One more than the highest group id."""
    ids = np.asarray(groups, dtype=np.int64)
    return int(ids.max()) + 1 if ids.size and ids.max() >= 0 else 0


def blocks(groups: ArrayLike) -> Iterator[Block]:
    """The members of each group (ids from 0; a negative id is in no group), a row to a group."""
    ids = np.asarray(groups, dtype=np.int64)
    order = np.argsort(_short(ids), kind="stable")
    order = order[np.searchsorted(ids[order], 0) :]
    sizes = np.bincount(ids[order], minlength=group_count(ids))
    starts = np.cumsum(sizes) - sizes
    classes = np.ceil(np.log2(np.maximum(sizes, 1)))
    for size_class in np.unique(classes[sizes > 0]):
        chosen = np.flatnonzero((classes == size_class) & (sizes > 0))
        yield Block(chosen, _places(order, starts[chosen], sizes[chosen]))


def _short(ids: Integers) -> NDArray[np.integer]:
    # NumPy's stable sort of short whole numbers is a radix sort, five times faster.
    few = group_count(ids) <= np.iinfo(np.int16).max
    return np.maximum(ids, -1).astype(np.int16) if few else ids


def _places(order: Integers, starts: Integers, sizes: Integers) -> Integers:
    column = np.arange(sizes.max())
    held = column < sizes[:, None]
    return np.where(held, order[np.where(held, starts[:, None] + column, 0)], -1)


def rows(block: Block, values: ArrayLike) -> Floats:
    """The values of a block's members, a row to a group, nan in the padding."""
    return np.where(block.places >= 0, floats(values)[block.places], np.nan)


def spread(block: Block, table: Floats, into: Floats) -> None:
    """Put a block's rows back at their members' places in `into`."""
    held = block.places >= 0
    into[block.places[held]] = table[held]


def per_member(
    statistic: Callable[[Floats], Floats], values: ArrayLike, groups: ArrayLike
) -> Floats:
    """A statistic that gives every member of a row a number, worked out within each group."""
    result: Floats = np.full(floats(values).shape, np.nan)
    for block in blocks(groups):
        spread(block, statistic(rows(block, values)), result)
    return result
