"""XmR charts with the four Making Data Count rules, for one series or many at once.

Limits are the mean and 2.66 mean moving ranges each side (Wheeler 1993; NHS England, Making Data
Count). Gaps: nan is a point that is not held. No moving range is taken across a gap, and a run
does not go on across one: two points are neighbours only if nothing is missing between them.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mainstay.stats.arrays import Codes, Flags, Floats, Integers, blank, divide, floats

LIMIT = 2.66
NEAR = LIMIT * 2 / 3
SCREEN = 3.267
RUN = 7
TRIAL_BELOW = 12
FEWEST = 6
_ROUNDING = 1e-12
_SERIES_AT_ONCE = 2048

Number = TypeVar("Number", bound=np.generic)


class Rule(IntEnum):
    """Why a point is not common cause: the first of these, in this order, that it meets."""

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_OF_THREE = 3
    SHIFT = 4


class Variation(IntEnum):
    """What the last point says; HIGH and LOW are its side of the mean."""

    NOT_KNOWN = -1
    COMMON = 0
    IMPROVEMENT_HIGH = 1
    IMPROVEMENT_LOW = 2
    CONCERN_HIGH = 3
    CONCERN_LOW = 4
    NEUTRAL_HIGH = 5
    NEUTRAL_LOW = 6


class Assurance(IntEnum):
    """Whether the process as it is will meet its target."""

    NOT_KNOWN = -1
    PASS = 1
    HIT_AND_MISS = 2
    FAIL = 3


class Chart(NamedTuple):
    """One chart, or many: the first five have the shape of the values, the rest one a series.

    mean, lower, upper: of the baseline that each point belongs to; rule: a `Rule`; side: 1 above
    the mean, -1 below, 0 on it or not held; points: held in the last baseline; trial: limits that
    rest on fewer than 12 points; variation, assurance: a `Variation` and an `Assurance`.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    rule: Codes
    side: Codes
    points: Integers
    trial: Flags
    variation: Codes
    assurance: Codes


def chart(
    values: ArrayLike,
    *,
    direction: int = 0,
    target: float = np.nan,
    rebase: Sequence[int] = (),
    screen: bool = True,
) -> Chart:
    """The chart of one series in time order; see `charts`."""
    series = floats(values)
    if series.ndim != 1:
        raise ValueError("One series has one dimension; use charts() for several.")
    made = charts(series[None, :], direction=direction, target=target, rebase=rebase, screen=screen)
    return Chart(*(part[0] for part in made))


def charts(
    values: ArrayLike,
    *,
    direction: ArrayLike = 0,
    target: ArrayLike = np.nan,
    rebase: ArrayLike = (),
    screen: bool = True,
) -> Chart:
    """Charts of many series at once: `values` is (series x time), evenly spaced, nan for a gap.

    direction: 1 where high is good, -1 where low is good, 0 for neither; target: nan for none;
    each is one number or one a series. rebase: the positions where a new baseline starts, the same
    for all, or flags shaped as `values`. screen: leave moving ranges of 3.267 times their mean or
    more out of the limits, once (NHSRplotthedots does; NHS England's spreadsheet does not).
    """
    # Rows are summed in one order, whatever the layout, so that many agree exactly with one.
    table = np.ascontiguousarray(floats(values))
    if table.ndim != 2:
        raise ValueError("Values are a table: a row for each series, a column for each time.")
    ways = np.broadcast_to(np.asarray(direction, dtype=np.int8), table.shape[:1])
    targets = np.broadcast_to(floats(target), table.shape[:1])
    baselines = _baselines(rebase, table.shape)
    step = _SERIES_AT_ONCE
    slices = [slice(i, i + step) for i in range(0, max(len(table), 1), step)]
    parts = [_charts(table[i], baselines[i], ways[i], targets[i], screen) for i in slices]
    return Chart(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def _baselines(rebase: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.int32]:
    marks = np.asarray(rebase)
    starts = np.zeros(shape, dtype=np.bool_)
    if marks.dtype == np.bool_:
        starts[:] = marks
    elif marks.size:
        if marks.min() < 0 or marks.max() >= shape[1]:
            raise ValueError("A new baseline starts at a position within the series.")
        starts[:, marks.astype(np.int64)] = True
    return np.cumsum(starts, axis=1, dtype=np.int32)


def _charts(
    values: Floats, baselines: NDArray[np.int32], direction: Codes, target: Floats, screen: bool
) -> Chart:
    held = np.isfinite(values)
    points = blank(values, held)
    linked = _linked(held, baselines)
    mean, spread = _centre_and_spread(points, linked, baselines, screen)
    rounding = _ROUNDING * np.where(held, np.abs(points), 0.0).max(axis=1, initial=0.0)[:, None]
    away = points - mean
    side = (away > rounding).astype(np.int8) - (away < -rounding)
    rule = _rules(points, np.abs(away) - rounding, spread, side, linked)
    lower, upper = mean - LIMIT * spread, mean + LIMIT * spread
    last = _last(held)
    count = (held & (baselines == _at(baselines, last)[:, None])).sum(axis=1)
    enough = (count >= FEWEST) & np.isfinite(_at(upper, last))
    icons = (
        _variation(_at(rule, last), _at(side, last), direction),
        _assurance(_at(lower, last), _at(upper, last), direction, target),
    )
    shown = (np.where(enough, icon, -1).astype(np.int8) for icon in icons)
    return Chart(mean, lower, upper, rule, side, count, count < TRIAL_BELOW, *shown)


def _linked(held: Flags, baselines: NDArray[np.int32]) -> Flags:
    """Whether a point and the one before it are both held and in one baseline."""
    linked = np.zeros(held.shape, dtype=np.bool_)
    linked[:, 1:] = held[:, 1:] & held[:, :-1] & (baselines[:, 1:] == baselines[:, :-1])
    return linked


def _centre_and_spread(
    points: Floats, linked: Flags, baselines: NDArray[np.int32], screen: bool
) -> tuple[Floats, Floats]:
    ranges = np.full(points.shape, np.nan)
    ranges[:, 1:] = np.abs(np.diff(points, axis=1))
    ranges = blank(ranges, linked)
    mean, spread = np.full(points.shape, np.nan), np.full(points.shape, np.nan)
    for baseline in range(int(baselines.max(initial=0)) + 1):
        inside = baselines == baseline
        middle = _mean(points, inside)
        width = _mean(ranges, inside)
        if screen:
            kept = ~(ranges >= SCREEN * width[:, None])
            width = np.where(width > 0, _mean(ranges, inside & kept), width)
        mean = np.where(inside, middle[:, None], mean)
        spread = np.where(inside, width[:, None], spread)
    return mean, spread


def _mean(values: Floats, inside: Flags) -> Floats:
    counted = inside & np.isfinite(values)
    total = np.where(counted, values, 0.0).sum(axis=1)
    return divide(total, counted.sum(axis=1).astype(np.float64))


def _rules(points: Floats, away: Floats, spread: Floats, side: Codes, linked: Flags) -> Codes:
    outside = away > LIMIT * spread
    near = (away > NEAR * spread) & ~outside
    rule = np.zeros(points.shape, dtype=np.int8)
    same_side = linked & (side != 0)
    same_side[:, 1:] &= side[:, 1:] == side[:, :-1]
    rule[_runs(same_side, RUN)] = Rule.SHIFT
    rule[_two_of_three(near, same_side)] = Rule.TWO_OF_THREE
    rule[_trends(points, linked)] = Rule.TREND
    rule[outside] = Rule.OUTSIDE
    return rule


def _trends(points: Floats, linked: Flags) -> Flags:
    rise, fall = linked.copy(), linked.copy()
    rise[:, 1:] &= points[:, 1:] > points[:, :-1]
    fall[:, 1:] &= points[:, 1:] < points[:, :-1]
    return _runs(rise, RUN) | _runs(fall, RUN)


def _runs(links: Flags, length: int) -> Flags:
    """Points in a run of at least `length`, each linked to the one before it."""
    width = links.shape[1]
    member = np.zeros(links.shape, dtype=np.bool_)
    if width < length:
        return member
    whole = np.ones((len(links), width - length + 1), dtype=np.bool_)
    for step in range(1, length):
        whole &= links[:, step : width - length + 1 + step]
    for step in range(length):
        member[:, step : width - length + 1 + step] |= whole
    return member


def _two_of_three(near: Flags, same_side: Flags) -> Flags:
    member = np.zeros(near.shape, dtype=np.bool_)
    if near.shape[1] < 3:
        return member
    first, second, third = near[:, :-2], near[:, 1:-1], near[:, 2:]
    two = (first & second) | (first & third) | (second & third)
    whole = two & same_side[:, 1:-1] & same_side[:, 2:]
    for step in range(3):
        member[:, step : near.shape[1] - 2 + step] |= whole
    return member & near


def _last(held: Flags) -> Integers:
    """The position of the last point held; 0 where there is none."""
    if not held.shape[1]:
        return np.full(len(held), -1)
    return np.where(held.any(axis=1), held.shape[1] - 1 - held[:, ::-1].argmax(axis=1), 0)


def _at(table: NDArray[Number], position: Integers) -> NDArray[Number]:
    return table[np.arange(len(table)), position]


def _variation(rule: Codes, side: Codes, direction: Codes) -> Codes:
    low = (side < 0).astype(np.int8)
    kind = np.where(side == direction, Variation.IMPROVEMENT_HIGH, Variation.CONCERN_HIGH)
    kind = np.where(direction == 0, Variation.NEUTRAL_HIGH, kind)
    return np.where(rule == Rule.NONE, Variation.COMMON, kind + low)


def _assurance(lower: Floats, upper: Floats, direction: Codes, target: Floats) -> Codes:
    beyond = np.where(target > upper, 1, 0) - np.where(target < lower, 1, 0)
    # A target above the limits is out of reach when high is good, and safe when low is good.
    judged = np.select(
        [beyond == 0, beyond == direction],
        [Assurance.HIT_AND_MISS, Assurance.FAIL],
        Assurance.PASS,
    )
    return np.where(np.isnan(target) | (direction == 0), Assurance.NOT_KNOWN, judged)
