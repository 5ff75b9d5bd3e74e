"""How many national indicators lie far outside what is expected, for each practice.

It stands in for the Primary Care Web Tool, which no longer exists. A figure counts when it lies
beyond the outer limit (99.8%) of a funnel that allows for overdispersion (Spiegelhalter 2005), or
as far beyond what a model expects, on the side of concern. Which indicators are looked at is
written in the definition.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import polars as pl
import yaml

from mainstay.stats import funnel
from mainstay.stats.arrays import Floats, divide
from mainstay.terms.definitions import indicator_from
from mainstay.terms.indicators import Funnel, Indicator, Interval

ID = "outlying_indicators_count"
_KINDS = {Funnel.PROPORTION: "PR", Funnel.RATIO: "SR-CQC"}
_NEEDED = ("value", "numerator", "denominator")
_FEWEST = 20  # practices a funnel needs before its spread means anything


@cache
def definition() -> Indicator:
    """The count's own definition. It is worked out from other figures, so it has no publication."""
    found = files("mainstay.definitions") / "counts" / f"{ID}.yaml"
    return indicator_from(yaml.safe_load(found.read_text(encoding="utf-8")))


def looked_at(indicators: Mapping[str, Indicator]) -> tuple[tuple[Indicator, str], ...]:
    """The indicators that are counted, each with its side of concern ("high" or "low").

    They are those of the definition's list that have limits: a funnel, or a model's own range.
    """
    named = definition().settings["indicators"]
    if not isinstance(named, dict):
        raise ValueError(f"{ID}: 'indicators' does not give each indicator its side of concern")
    return tuple(
        (indicators[one], side)
        for one, side in named.items()
        if one in indicators
        and (indicators[one].funnel in _KINDS or indicators[one].interval is Interval.MODEL)
    )


def outlying(figures: pl.DataFrame, indicators: Mapping[str, Indicator]) -> pl.DataFrame:
    """The count for each practice that has any of the figures, in the book's columns.

    `figures`: the latest figure of each practice and indicator. The numerator is the count and
    the denominator the number of indicators with a figure; the period is that of the newest. A
    practice with none of them has no row.
    """
    judged = [_beyond(figures, one, side) for one, side in looked_at(indicators)]
    return _counts(pl.concat([_nothing(figures), *judged])).select(
        pl.col(name) if name in _MADE else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in figures.schema.items()
    )


_MADE = (
    "practice_code", "indicator_id", "period", "period_end",
    "value", "numerator", "denominator", "release",
)  # fmt: skip
_PER_FIGURE = ("practice_code", "indicator_id", "period", "period_end", "release")


def _nothing(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.head(0).select(_PER_FIGURE).with_columns(beyond=pl.lit(False))


def _beyond(figures: pl.DataFrame, indicator: Indicator, concern: str) -> pl.DataFrame:
    """Each practice's figure of one indicator, and whether it lies beyond the limit of concern."""
    mine = figures.filter(
        (pl.col("indicator_id") == indicator.id)
        & pl.all_horizontal(pl.col(_NEEDED).is_not_null())
        & (pl.col("denominator") > 0)
    )
    if mine.height < _FEWEST:
        return _nothing(figures)
    model = indicator.interval is Interval.MODEL
    score = _model_score(mine) if model else _funnel_score(mine, _KINDS[indicator.funnel])
    far = score < -funnel.Z_998 if concern == "low" else score > funnel.Z_998
    return mine.select(_PER_FIGURE).with_columns(beyond=pl.Series(far))


def _funnel_score(mine: pl.DataFrame, kind: str) -> Floats:
    """How many standard errors from the target, overdispersion allowed for."""
    return funnel.fit(kind, mine["numerator"], mine["denominator"]).z_adjusted


def _model_score(mine: pl.DataFrame) -> Floats:
    """How many standard errors a gap is from nought, by its own 95% range.

    The range of a model's figure allows for chance and for the way practices differ, as a funnel
    with overdispersion does.
    """
    half = (mine["upper"] - mine["lower"]).to_numpy() / 2
    return divide(mine["value"].to_numpy(), half / funnel.Z_95)


def _counts(judged: pl.DataFrame) -> pl.DataFrame:
    return (
        judged.sort("practice_code", "period_end", "indicator_id")
        .group_by("practice_code", maintain_order=True)
        .agg(
            pl.col("period", "period_end").last(),
            value=pl.col("beyond").sum().cast(pl.Float64),
            numerator=pl.col("beyond").sum().cast(pl.Float64),
            denominator=pl.len().cast(pl.Float64),
            release=pl.col("release").str.split(" + ").explode().unique().sort().str.join(" + "),
        )
        .with_columns(indicator_id=pl.lit(ID))
    )
