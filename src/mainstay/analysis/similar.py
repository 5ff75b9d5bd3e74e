"""The practices most like a practice, so that it is compared with those who serve such people.

The features and their weights are data, in `definitions/similar.yaml`; the arithmetic is that of
NHS England's groups of similar local authorities (`stats.similarity`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl
import yaml

from mainstay.stats import similarity
from mainstay.stats.arrays import Floats, Integers
from mainstay.terms.definitions import indicators
from mainstay.terms.indicators import Unit
from mainstay.terms.periods import MONTHS

PERCENT = 100.0
FEWEST_HELD = 0.5  # a feature that over half of the practices lack is left out for all
LIST_MONTHS = 12  # a practice whose list is older than this beside the newest is not there now


@dataclass(frozen=True)
class Feature:
    """One thing on which practices are matched. `scale` is log, plain or category."""

    indicator: str
    scale: str
    weight: float
    category: str | None = None


@dataclass(frozen=True)
class Matching:
    """What practices are matched on, and to how many."""

    peers: int
    most_missing: int
    features: tuple[Feature, ...]


@cache
def matching() -> Matching:
    """The matching that ships with Mainstay."""
    text = (files("mainstay.definitions") / "similar.yaml").read_text(encoding="utf-8")
    record = yaml.safe_load(text)
    found = tuple(Feature(**one) for one in record["features"])
    return Matching(record["peers"], record["most_missing"], found)


def features(raw: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """practice_code and a column for each feature that is held, from the newest figures.

    raw: each indicator's collected rows, by id. A practice is there if it had a list within 12
    months of the newest list. A feature is left out when fewer than half of these have it, or its
    figures are too old by its own definition: see `left_out`. Categories are 1 or 0.
    """
    newest = _newest_day(raw["list_size"])
    there = _latest(raw["list_size"], newest, LIST_MONTHS).select("practice_code")
    found = there.sort("practice_code")
    for one in matching().features:
        if one.indicator in raw:
            column = _column(one, raw[one.indicator], newest)
            found = found.join(column, on="practice_code", how="left")
    return found.select(
        "practice_code", *(name for name in found.columns[1:] if _held(found, name))
    )


def left_out(held: pl.DataFrame) -> tuple[str, ...]:
    """The indicators on which practices were not matched, because too few have them."""
    return tuple(one.indicator for one in matching().features if one.indicator not in held.columns)


def peers(held: pl.DataFrame) -> pl.DataFrame:
    """practice_code, peer_code, distance: the 15 nearest others, nearest first.

    held: what `features` gives. A practice that lacks more than one feature has no peers, and is
    nobody's peer.
    """
    wanted = [one for one in matching().features if one.indicator in held.columns]
    if held.height < 2 or not wanted:
        return _pairs(held, np.empty((0, 0), dtype=np.int64), np.empty((0, 0)))
    table = np.column_stack([_scaled(one, held) for one in wanted])
    weights = [one.weight for one in wanted]
    found = similarity.peers(table, weights, matching().peers, matching().most_missing)
    return _pairs(held, found.indices, found.distances)


def _pairs(held: pl.DataFrame, indices: Integers, distances: Floats) -> pl.DataFrame:
    codes = held["practice_code"].to_numpy()
    rows, places = np.nonzero(indices >= 0)
    return pl.DataFrame(
        {
            "practice_code": codes[rows],
            "peer_code": codes[indices[rows, places]],
            "distance": distances[rows, places],
        },
        schema={"practice_code": pl.String, "peer_code": pl.String, "distance": pl.Float64},
    )


def _scaled(feature: Feature, held: pl.DataFrame) -> Floats:
    values = held[feature.indicator].cast(pl.Float64).fill_null(np.nan).to_numpy()
    if indicators()[feature.indicator].unit is Unit.SHARE:
        values = values * PERCENT  # as NHS England gives them: a transform depends on the unit
    if feature.scale != "log":
        return values
    positive = values > 0
    return np.log(values, out=np.full(values.shape, np.nan), where=positive)


def _column(feature: Feature, rows: pl.DataFrame, newest: object) -> pl.DataFrame:
    latest = _latest(rows, newest, indicators()[feature.indicator].max_age_months)
    known = pl.col("value")
    if feature.category is not None:
        known = (pl.col("category") == feature.category).cast(pl.Float64)
    return latest.select("practice_code", known.alias(feature.indicator))


def _newest_day(rows: pl.DataFrame) -> object:
    return rows.filter(_known())["period_end"].max()


def _latest(rows: pl.DataFrame, newest: object, months: int) -> pl.DataFrame:
    """Each practice's last known figure, if it is not too old beside `newest`."""
    age = _months(pl.lit(newest, dtype=pl.Date)) - _months(pl.col("period_end"))
    return (
        rows.filter(_known() & (age <= months))
        .sort("period_end", "period")
        .group_by("practice_code", maintain_order=True)
        .last()
    )


def _months(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int32) * MONTHS + day.dt.month()


def _known() -> pl.Expr:
    return pl.col("value").is_not_null() | pl.col("category").is_not_null()


def _held(found: pl.DataFrame, name: str) -> bool:
    return found.height > 0 and found[name].count() >= FEWEST_HELD * found.height
