"""The practices most like each one, and what they were matched on."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl
import yaml

from mainstay.stats import similarity

HELD = 0.5  # a feature that fewer practices than this share have is left out for everyone
MOST_MISSING = 1  # a practice may lack one of the features; more, and nothing is like it
STALE_MONTHS = 36

Feature = Mapping[str, Any]


@cache
def settings() -> Mapping[str, Any]:
    """The features, their weights and the number of peers, as the definitions give them."""
    text = (files("mainstay.definitions") / "similar.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def features(raw: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Each practice's newest value of each feature: practice_code, then a column an indicator.

    raw: the collected rows of each indicator. A practice is in when it is in the newest period
    of the list sizes or at most three years behind. A feature that fewer than half of the
    practices have is left out, and so are practices without a list.
    """
    lists = _newest(raw["list_size"], None).rename({"value": "list_size"})
    newest = lists["period_end"].max()
    there = lists.filter(pl.col("period_end") >= pl.lit(newest).dt.offset_by(f"-{STALE_MONTHS}mo"))
    table = there.select("practice_code", "list_size")
    for feature in settings()["features"]:
        name = feature["indicator"]
        if name != "list_size" and name in raw:
            found = _newest(raw[name], feature.get("category"))
            found = found.select("practice_code", pl.col("value").alias(name))
            table = table.join(found, on="practice_code", how="left")
    return table.select("practice_code", *_held(table)).sort("practice_code")


def peers(features: pl.DataFrame) -> pl.DataFrame:
    """practice_code, peer_code, distance: up to 15 rows a practice, the nearest first."""
    names = [name for name in features.columns if name != "practice_code"]
    if features.height < 2:
        return pl.DataFrame(schema=_PEERS)
    weights = {one["indicator"]: float(one["weight"]) for one in settings()["features"]}
    found = similarity.peers(
        features.select(names).cast(pl.Float64).fill_null(np.nan).to_numpy(),
        [weights[name] for name in names],
        settings()["peers"],
        MOST_MISSING,
    )
    codes = features["practice_code"].to_numpy()
    own = np.repeat(codes, found.indices.shape[1])
    other = found.indices.ravel()
    known = other >= 0
    return pl.DataFrame(
        {
            "practice_code": own[known],
            "peer_code": codes[other[known]],
            "distance": found.distances.ravel()[known],
        },
        schema=_PEERS,
    )


_PEERS = {"practice_code": pl.String, "peer_code": pl.String, "distance": pl.Float64}


def left_out(features: pl.DataFrame) -> list[str]:
    """The plain names of features that could not be matched on, as known."""
    return [
        one["name"] for one in settings()["features"] if one["indicator"] not in features.columns
    ]


def _newest(frame: pl.DataFrame, category: str | None) -> pl.DataFrame:
    """practice_code, period_end, value: each practice's newest; a category as 1 or 0."""
    value = pl.col("value")
    if category is not None:
        value = (pl.col("category") == category).cast(pl.Float64)
    return (
        frame.select("practice_code", "period_end", "period", value=value)
        .filter(pl.col("value").is_not_null())
        .sort("practice_code", "period_end", "period")
        .group_by("practice_code", maintain_order=True)
        .last()
    )


def _held(table: pl.DataFrame) -> Iterable[str]:
    return [
        name
        for name in table.columns
        if name != "practice_code" and table[name].count() >= HELD * table.height
    ]
