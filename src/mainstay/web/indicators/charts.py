"""The pictures of every practice on one indicator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from mainstay.library import Known
from mainstay.reports.charts import FunnelLine, Marked, distribution_chart, funnel_chart
from mainstay.reports.document import Figure, Table
from mainstay.stats import funnel
from mainstay.terms.definitions import indicators
from mainstay.terms.indicators import Funnel, Indicator, Unit
from mainstay.web.indicators.presenters import Chosen, standing

KINDS = {Funnel.PROPORTION: "PR", Funnel.RATIO: "RC"}
FEWEST = 20  # practices a funnel needs before its spread means anything
LINE_POINTS = 60
SMALLEST_SHARE = 0.002  # of practices, whose sizes are so small that the lines would leave the page


@dataclass(frozen=True)
class Picture:
    kind: str
    title: str
    alternative: str
    caption: str
    table: Table
    svg: str
    width: int
    height: int


@lru_cache(maxsize=128)
def of(known: Known, indicator_id: str, chosen: Chosen) -> tuple[Picture, ...]:
    """Distribution and funnel, each where there is something to draw."""
    indicator = indicators()[indicator_id]
    if indicator.unit is Unit.CATEGORY:
        return ()
    figures = standing(known, indicator.id).filter(pl.col("value").is_not_null())
    if figures.is_empty():
        return ()
    return tuple(_pictures(indicator, figures, chosen))


def _pictures(indicator: Indicator, figures: pl.DataFrame, chosen: Chosen) -> Iterator[Picture]:
    period = figures["period"].mode().sort()[-1]
    marked = _marked(figures, chosen)
    spread = distribution_chart(indicator, figures["value"].to_list(), marked, period)
    if spread:
        yield _picture("distribution", spread)
    drawn = _funnel(indicator, figures, marked, period)
    if drawn:
        yield _picture("funnel", drawn)


def _funnel(
    indicator: Indicator, figures: pl.DataFrame, marked: list[Marked], period: str
) -> Figure | None:
    sized = figures.filter((pl.col("denominator") > 0) & pl.col("numerator").is_not_null())
    if indicator.funnel not in KINDS or sized.height < FEWEST:
        return None
    kind = KINDS[indicator.funnel]
    fitted = funnel.fit(kind, sized["numerator"], sized["denominator"])
    unit = _unit_of(sized)
    target = float(fitted.target)
    lines = _lines(kind, sized["denominator"], target, float(fitted.dispersion.tau2), unit)
    points = list(sized.select("denominator", "value").iter_rows())
    return funnel_chart(indicator, points, target * unit, lines, marked, period)


def _unit_of(sized: pl.DataFrame) -> float:
    """What one of the numerator over one of the denominator is in the indicator's unit: 1,000
    for a rate for each thousand."""
    ratio = sized["numerator"] / sized["denominator"]
    found = (sized["value"] / ratio).filter(ratio > 0).median()
    return float(found) if isinstance(found, float) and np.isfinite(found) else 1.0


def _lines(
    kind: str, sizes: pl.Series, target: float, tau2: float, unit: float
) -> list[FunnelLine]:
    low, high = float(sizes.quantile(SMALLEST_SHARE) or 1), float(sizes.max() or 1)
    at = np.geomspace(max(low, 1e-9), high, LINE_POINTS)
    limits = funnel.curve(kind, at, target, tau2)
    stacked = np.column_stack([at, *(one * unit for one in limits)])
    return [
        FunnelLine(
            size=row[0], lower_95=row[1], upper_95=row[2], lower_998=row[3], upper_998=row[4]
        )
        for row in stacked.tolist()
    ]


def _marked(figures: pl.DataFrame, chosen: Chosen) -> list[Marked]:
    found = figures.filter(pl.col("practice_code").is_in(list(chosen.practices)))
    return [
        Marked(row["practice_code"], row["value"], row["denominator"])
        for row in found.iter_rows(named=True)
    ]


def _picture(kind: str, figure: Figure) -> Picture:
    width, height = _size(figure.svg)
    return Picture(
        kind,
        figure.title,
        figure.alternative,
        figure.caption,
        figure.table,
        figure.svg,
        width,
        height,
    )


def _size(svg: str) -> tuple[int, int]:
    head = svg[: svg.index(">")]
    found = {name: float(value) for name, value in re.findall(r'\b(width|height)="([\d.]+)"', head)}
    return round(found["width"]), round(found["height"])
