"""The order for conversations and its range: places, never a score.

Ferrying levels into places: each level that the rule set's `ordering` names counts in turn (the
number of high, then the number of medium). The counts are put into one whole number only so that
they can be compared at once; it is never shown. Practices with equal counts share a place, and
the next place is left out (competition ranking).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mainstay.analysis.dials import Dial, dials, plausible_settings
from mainstay.analysis.matrix_levels import (
    HIGH,
    LOW,
    NO_DATA,
    NOT_JUDGED,
    Floats,
    Read,
    Reading,
    criterion_levels,
    stated,
)
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, RuleSet

Integers = NDArray[np.int64]
HELD_UP_TO = 400  # practices: the largest sub-ICB has some 300
_RANKS_OF = {
    "high": (3,),
    "medium": (2,),
    "low": (1,),
    "no_data": (NO_DATA, NOT_JUDGED),
}


@dataclass(frozen=True, eq=False)
class Column:
    """One criterion as the order needs it: what it reads, and where a person has settled it.

    `settled` holds the rank of a judged level, or NO_DATA where nobody has judged. `held`: what it
    adds under the settings tried already, so that a new judgement of another criterion costs
    nothing here; kept for areas, as for all of England it would take too much memory.
    """

    criterion: Criterion
    readings: tuple[Reading, ...]
    settled: NDArray[np.int8]
    held: "dict[tuple[object, ...], _Parts]" = field(default_factory=dict, repr=False)

    def with_settled(self, settled: NDArray[np.int8]) -> "Column":
        """The same figures with these judgements; itself where they are the ones it has."""
        if np.array_equal(settled, self.settled):
            return self
        return Column(self.criterion, self.readings, settled)

    def unsettled(self) -> "Column":
        """The same as though nobody had judged: what the published figures alone say."""
        return Column(self.criterion, self.readings, np.full_like(self.settled, NO_DATA))

    def read(self, settings: Sequence[Sequence[float]] | None = None) -> Read:
        """Levels under a setting of the cut-offs (the rule set's own if none is given)."""
        if self.readings:
            own = [stated(one.measure) for one in self.readings]
            found = criterion_levels(self.criterion, self.readings, settings or own)
        else:
            found = _unjudged(len(self.settled))
        judged = self.settled != NO_DATA
        return Read(
            levels=np.where(judged, self.settled, found.levels).astype(np.int8),
            deciding=found.deciding,
            could_rise=found.could_rise & ~judged,
        )


def _unjudged(size: int) -> Read:
    nobody = np.full(size, NOT_JUDGED, np.int8)
    return Read(nobody, np.full(size, -1, np.int8), np.zeros(size, np.bool_))


@dataclass(frozen=True, eq=False)
class Standing:
    """Each practice's counts as one comparable number, and how many stand above each number."""

    counts: Integers
    weights: Mapping[int, int]

    @cached_property
    def _above(self) -> Integers:
        size = np.bincount(self.counts, minlength=int(self.counts.max(initial=0)) + 1)
        return np.append(size[::-1].cumsum()[::-1], 0)

    def place(self, counts: Integers, own: Integers) -> Integers:
        """The place of a practice that had `counts` in place of its `own`, the others standing."""
        nearest = np.clip(counts + 1, 0, len(self._above) - 1)
        return 1 + self._above[nearest] - (own > counts)

    @cached_property
    def _above_list(self) -> list[int]:
        found: list[int] = self._above.tolist()
        return found

    def place_of(self, counts: int, own: int) -> int:
        """As `place`, for one practice at a time."""
        above = self._above_list
        return 1 + above[min(counts + 1, len(above) - 1)] - (own > counts)

    @property
    def places(self) -> Integers:
        return self.place(self.counts, self.counts)


@dataclass(frozen=True, eq=False)
class Places:
    """Each practice's place, and the lowest and highest that it takes over the range."""

    order: Integers
    order_low: Integers
    order_high: Integers
    standing: Standing


def weights(rules: RuleSet) -> dict[int, int]:
    """What a criterion at each rank adds to a practice's number, by the stated ordering."""
    found = dict.fromkeys(range(NOT_JUDGED, HIGH + 1), 0)
    base = len(rules.criteria) + 1
    for power, key in enumerate(reversed(rules.ordering)):
        if key not in _RANKS_OF:
            raise ValueError(f"'{key}' is not a count to order by: use {', '.join(_RANKS_OF)}")
        for rank in _RANKS_OF[key]:
            found[rank] = base**power
    return found


@dataclass(frozen=True, eq=False)
class _Parts:
    """What a criterion adds to each number: as read, and with what is missing low or high."""

    own: Integers
    if_low: Integers
    if_high: Integers


def places(
    rules: RuleSet,
    columns: Sequence[Column],
    *,
    with_judgements: bool = False,
    settings: Floats | None = None,
) -> Places:
    """Places by the stated rule, and their range over the settings and each one's missing values.

    Under every setting a practice's missing measured values are taken to be all low, then all
    high, while the other practices stand as they are. A measure that fewer than half of all
    practices have is left out of this: it is the measure that is missing, and it would put every
    practice anywhere. `with_judgements` does the same with criteria that nobody has judged.
    """
    worth = weights(rules)
    turned = dials(rules)
    tried = plausible_settings(turned) if settings is None else settings
    own = _sum(_parts(column, None, worth, with_judgements) for column in columns)
    standing = Standing(own.own, worth)
    order = standing.places
    low, high = order.copy(), order.copy()
    for parts in _under(tried, turned, columns, worth, with_judgements):
        here = Standing(parts.own, worth)
        for imagined in (parts.if_low, parts.if_high):
            reached = here.place(imagined, parts.own)
            np.minimum(low, reached, out=low)
            np.maximum(high, reached, out=high)
    return Places(order, low, high, standing)


def _under(
    tried: Floats,
    turned: Sequence[Dial],
    columns: Sequence[Column],
    worth: Mapping[int, int],
    with_judgements: bool,
) -> Iterator[_Parts]:
    """The numbers under each setting; a criterion is read again only when it must be."""
    mine = [
        [i for i, dial in enumerate(turned) if dial.criterion == c] for c in range(len(columns))
    ]
    total = _sum(
        _under_each(column, tried[:, mine[c]], [turned[i] for i in mine[c]], worth, with_judgements)
        for c, column in enumerate(columns)
    )
    for own, if_low, if_high in zip(total.own, total.if_low, total.if_high, strict=True):
        yield _Parts(own, if_low, if_high)


def _under_each(
    column: Column,
    tried: Floats,
    turned: Sequence[Dial],
    worth: Mapping[int, int],
    with_judgements: bool,
) -> _Parts:
    """What a criterion adds: a row for each setting of its own dials, a column a practice."""
    key = (tried.shape, tried.tobytes(), tuple(worth.values()), with_judgements)
    if key in column.held:
        return column.held[key]
    different, index = np.unique(tried, axis=0, return_inverse=True)
    each = index.reshape(-1)
    read = [
        _parts(column, _settings(column, turned, row), worth, with_judgements) for row in different
    ]
    found = _Parts(
        np.stack([one.own for one in read])[each],
        np.stack([one.if_low for one in read])[each],
        np.stack([one.if_high for one in read])[each],
    )
    if len(column.settled) <= HELD_UP_TO:
        column.held[key] = found
    return found


def _settings(column: Column, turned: Sequence[Dial], numbers: Floats) -> list[list[float]] | None:
    if not column.readings:
        return None
    found = [list(stated(one.measure)) for one in column.readings]
    for dial, number in zip(turned, numbers, strict=True):
        found[dial.measure][dial.cut_off] = float(number)
    return found


def _parts(
    column: Column,
    settings: list[list[float]] | None,
    worth: Mapping[int, int],
    with_judgements: bool,
) -> _Parts:
    read = column.read(settings)
    table = np.array([worth[rank] for rank in range(NOT_JUDGED, HIGH + 1)], dtype=np.int64)
    open_ = read.could_rise | ((read.levels == NOT_JUDGED) & with_judgements)
    own = table[read.levels + 1]
    if_low = np.where(open_, table[np.maximum(read.levels, LOW) + 1], own)
    return _Parts(own, if_low, np.where(open_, worth[HIGH], own))


def _sum(parts: Iterator[_Parts]) -> _Parts:
    first = next(parts)
    own, if_low, if_high = first.own.copy(), first.if_low.copy(), first.if_high.copy()
    for one in parts:
        own += one.own
        if_low += one.if_low
        if_high += one.if_high
    return _Parts(own, if_low, if_high)


def place_if(standing: Standing, row: int, now: int, then: int) -> int:
    """The place of one practice if one of its criteria went from rank `now` to rank `then`."""
    own = int(standing.counts[row])
    return standing.place_of(own - standing.weights[now] + standing.weights[then], own)


def counted(levels: Mapping[Level, int]) -> int:
    """How many criteria have no level: no data, and not yet judged."""
    return levels.get(Level.NO_DATA, 0) + levels.get(Level.NOT_JUDGED, 0)
