"""From an indicator's collected rows to figures: limits, England, the ICB and similar practices.

This is past the engine: one row a practice and period, in memory.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mainstay.stats import intervals
from mainstay.stats.arrays import Floats, divide
from mainstay.terms.indicators import Comparison, Indicator, Interval, Unit

BOOK = (
    "practice_code", "indicator_id", "period", "period_end", "value", "category",
    "lower", "upper", "numerator", "denominator", "england", "area", "similar",
    "missing_reason", "release",
)  # fmt: skip
FEWEST_PEERS = 8  # more than half of 15: fewer say little about what is usual
PER_1000 = 1000.0


def finish(
    frame: pl.DataFrame, indicator: Indicator, *, areas: pl.DataFrame, peers: pl.DataFrame
) -> pl.DataFrame:
    """The book's columns for one indicator, every practice and period.

    frame: what the indicator's expression gave, collected. areas: practice_code, icb_code.
    peers: practice_code, peer_code, one row a pair. England is every practice with a value, those
    outside `areas` too. A comparator is null where nothing can be put together, and `similar`
    where fewer than 8 of the peers have a value.
    """
    points = with_limits(frame, indicator)
    points = points.join(_summary(points, indicator, ["period"], "england"), "period", "left")
    points = _with_area(points, indicator, areas)
    points = points.with_columns(
        indicator_id=pl.lit(indicator.id), similar=pl.Series(_similar(points, indicator, peers))
    )
    return points.with_columns(pl.col("similar").fill_nan(None)).select(BOOK)


def with_limits(frame: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """The rows with 95% limits, lower and upper, of the kind that the definition names."""
    if indicator.interval in (Interval.PUBLISHED, Interval.MODEL):
        return frame
    limits = _limits(frame, indicator)
    known = pl.col("value").is_not_null()
    return frame.with_columns(
        lower=pl.when(known).then(pl.Series(limits.lower).fill_nan(None)),
        upper=pl.when(known).then(pl.Series(limits.upper).fill_nan(None)),
    )


def coverage(frame: pl.DataFrame) -> pl.DataFrame:
    """How many practices each period has, and why the rest have no value.

    Columns: period, practices, with_value, missing_reason, without_value (one row a reason).
    """
    known = pl.col("missing_reason").is_null()
    whole = frame.group_by("period").agg(practices=pl.len(), with_value=known.sum())
    gaps = frame.filter(~known).group_by("period", "missing_reason").agg(without_value=pl.len())
    return whole.join(gaps, on="period", how="left").sort("period", "missing_reason")


def _limits(frame: pl.DataFrame, indicator: Indicator) -> intervals.Interval:
    above, below = _floats(frame, "numerator"), _floats(frame, "denominator")
    if indicator.interval is Interval.WILSON:
        return intervals.wilson(above, below)
    if indicator.interval is Interval.BYAR:
        return intervals.rate(above, below, _scale(indicator))
    nothing = np.full(len(frame), np.nan)
    return intervals.Interval(nothing, nothing, nothing)


def _scale(indicator: Indicator) -> float:
    return PER_1000 if indicator.unit is Unit.PER_1000 else 1.0


def _summary(
    points: pl.DataFrame, indicator: Indicator, keys: list[str], name: str
) -> pl.DataFrame:
    """One figure for each group of practices, put together as the definition says."""
    return points.group_by(keys).agg(_together(indicator).alias(name))


def _together(indicator: Indicator) -> pl.Expr:
    value = pl.col("value")
    if indicator.comparison is Comparison.MEAN:
        return value.mean()
    if indicator.comparison is Comparison.MEDIAN:
        return value.median()
    if indicator.comparison is Comparison.NONE:
        return pl.lit(None, dtype=pl.Float64)
    used = value.is_not_null() & pl.col("numerator").is_not_null() & (pl.col("denominator") > 0)
    above = pl.col("numerator").filter(used).sum()
    below = pl.col("denominator").filter(used).sum()
    return pl.when(below > 0).then(above / below * _scale(indicator))


def _with_area(points: pl.DataFrame, indicator: Indicator, areas: pl.DataFrame) -> pl.DataFrame:
    one = areas.select("practice_code", "icb_code").unique("practice_code", keep="first")
    placed = points.join(one, on="practice_code", how="left")
    inside = placed.filter(pl.col("icb_code").is_not_null())
    summary = _summary(inside, indicator, ["icb_code", "period"], "area")
    return placed.join(summary, on=["icb_code", "period"], how="left")


def _similar(points: pl.DataFrame, indicator: Indicator, peers: pl.DataFrame) -> Floats:
    """Each row's figure for the practice's peers in the same period; nan where there is none."""
    if indicator.comparison is Comparison.NONE or points.is_empty() or peers.is_empty():
        return np.full(len(points), np.nan)
    practices, periods = _place(points, "practice_code"), _place(points, "period")
    shape = (int(practices.max()) + 1, int(periods.max()) + 1)
    others = _peer_places(points, practices, peers)
    grids = [
        _grid(_floats(points, name), practices, periods, shape)
        for name in ("value", "numerator", "denominator")
    ]
    return _of_peers(indicator, others, *grids)[practices, periods]


def _of_peers(
    indicator: Indicator, others: NDArray[np.int64], value: Floats, above: Floats, below: Floats
) -> Floats:
    """(practices x periods): the peers of each practice put together.

    The last row of each grid is empty: it stands for a peer that is not in the frame.
    """
    if indicator.comparison is Comparison.MEDIAN:
        return _peer_median(value[others])
    if indicator.comparison is Comparison.MEAN:
        above, below = value, np.where(np.isnan(value), np.nan, 1.0)
    known = ~np.isnan(value) & ~np.isnan(above) & (below > 0)
    tops = np.where(known, above, 0.0)
    bottoms = np.where(known, below, 0.0)
    top, bottom = np.zeros_like(value[:-1]), np.zeros_like(value[:-1])
    count = np.zeros(top.shape, dtype=np.int64)
    for peer in others.T:  # one peer of every practice at a time: fifteen steps, little memory
        top += tops[peer]
        bottom += bottoms[peer]
        count += known[peer]
    scale = _scale(indicator) if indicator.comparison is Comparison.POOLED else 1.0
    return np.where(count >= FEWEST_PEERS, divide(top, bottom) * scale, np.nan)


def _peer_median(values: Floats) -> Floats:
    """The median over the peers, (practices x peers x periods) to (practices x periods)."""
    ordered = np.sort(values, axis=1)
    count = (~np.isnan(ordered)).sum(axis=1)[:, None, :]
    low = np.maximum(count - 1, 0) // 2
    high = np.minimum(count // 2, ordered.shape[1] - 1)
    middle = (
        np.take_along_axis(ordered, low, axis=1) + np.take_along_axis(ordered, high, axis=1)
    ) / 2
    found: Floats = np.where(count >= FEWEST_PEERS, middle, np.nan)[:, 0, :]
    return found


def _peer_places(
    points: pl.DataFrame, practices: NDArray[np.int64], peers: pl.DataFrame
) -> NDArray[np.int64]:
    """(practices x peers): the place of each peer, or the empty last place."""
    placed = points.select("practice_code", place=pl.Series(practices)).unique()
    empty = int(practices.max()) + 1
    pairs = (
        peers.select("practice_code", "peer_code")
        .join(placed, on="practice_code")
        .join(placed.rename({"practice_code": "peer_code", "place": "peer"}), on="peer_code")
        .sort("place", "peer")
    )
    nth = pairs.select(pl.int_range(pl.len()).over("place")).to_series().to_numpy()
    others = np.full((empty, int(nth.max(initial=-1)) + 1), empty, dtype=np.int64)
    others[pairs["place"].to_numpy(), nth] = pairs["peer"].to_numpy()
    return others


def _place(points: pl.DataFrame, name: str) -> NDArray[np.int64]:
    """A whole number from 0 for each different value, in the values' order."""
    values = points.select(pl.col(name).unique().sort()).with_row_index("place")
    found = points.select(name).join(values, on=name, how="left", maintain_order="left")
    return found["place"].cast(pl.Int64).to_numpy()


def _grid(
    values: Floats, rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]
) -> Floats:
    """A table of the values, with one empty row beneath."""
    table = np.full((shape[0] + 1, shape[1]), np.nan)
    table[rows, columns] = values
    return table


def _floats(frame: pl.DataFrame, name: str) -> Floats:
    return frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
