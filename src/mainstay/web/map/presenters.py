"""Areas and practices as shapes on a picture and as rows of the table beside it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from mainstay.library import Known
from mainstay.terms.levels import Level
from mainstay.web.areas.filters import level_column, level_slug
from mainstay.web.areas.places import Area
from mainstay.web.areas.presenters import CLASSES, WORDS, area_table
from mainstay.web.map.projection import Projection, corners, fitted

WIDTH = 700.0
OUTLINES_FOR = {
    None: "icb",
    "region": "icb",
    "icb": "sub_icb",
    "sub_icb": "sub_icb",
    "pcn": "sub_icb",
}
MOST_LINKED = 400  # above this, practices are dots and the links are the areas


@dataclass(frozen=True)
class Shape:
    code: str
    name: str
    path: str
    practices: int
    linked: bool


@dataclass(frozen=True)
class Mark:
    code: str
    name: str
    x: float
    y: float
    css: str
    word: str


@dataclass(frozen=True)
class Picture:
    """`dots` is one path for practices too many to be links."""

    width: float
    height: float
    shapes: list[Shape]
    marks: list[Mark]
    dots: str
    without_place: int


@lru_cache(maxsize=64)
def picture(known: Known, area: Area, criterion: int | None, rules: str) -> Picture | None:
    """None where nothing has a place: no outline and no coordinates are held."""
    practices = _practices(known, area)
    placed = practices.drop_nulls(["latitude", "longitude"])
    outlines = _outlines(known, area, placed)
    points = list(placed.select("longitude", "latitude").iter_rows())
    for _, _, geometry in outlines:
        points.extend(corners(geometry))
    projection = fitted(points, WIDTH)
    if projection is None:
        return None
    linked = placed.height <= MOST_LINKED
    return Picture(
        round(projection.width),
        round(projection.height),
        _shapes(known, projection, outlines, area),
        _marks(known, projection, placed, area, criterion, rules) if linked else [],
        "" if linked else _dots(projection, placed),
        practices.height - placed.height,
    )


def _practices(known: Known, area: Area) -> pl.DataFrame:
    practices = known.practices()
    if area.code is None:
        return practices
    return practices.filter(pl.col(f"{area.kind}_code") == area.code)


def _outlines(known: Known, area: Area, placed: pl.DataFrame) -> list[tuple[str, str, Any]]:
    """The outlines that have a practice of the area in them, or that are the area."""
    kind = OUTLINES_FOR[area.kind]
    inside = set(placed[f"{kind}_code"].drop_nulls())
    return [one for one in known.outlines(kind) if one[0] in inside or area.code is None]


def _shapes(
    known: Known, projection: Projection, outlines: list[tuple[str, str, Any]], area: Area
) -> list[Shape]:
    counts = dict(known.areas().select("area_code", "practices").iter_rows())
    return [
        Shape(
            code,
            name,
            projection.path(geometry),
            counts.get(code, 0),
            code in counts and code != area.code,
        )
        for code, name, geometry in outlines
    ]


def _marks(
    known: Known,
    projection: Projection,
    placed: pl.DataFrame,
    area: Area,
    criterion: int | None,
    rules: str,
) -> list[Mark]:
    levels = _levels(known, area, criterion, rules)
    return [
        Mark(
            row["practice_code"],
            row["practice_name"],
            *projection.point(row["longitude"], row["latitude"]),
            *_look(levels.get(row["practice_code"]), criterion),
        )
        for row in placed.sort("practice_name").iter_rows(named=True)
    ]


def _levels(known: Known, area: Area, criterion: int | None, rules: str) -> dict[str, str]:
    if criterion is None:
        return {}
    table = area_table(known, area.code, rules)
    return dict(table.select("practice_code", level_column(criterion)).iter_rows())


def _look(level: str | None, criterion: int | None) -> tuple[str, str]:
    if criterion is None:
        return "plain", ""
    level = level or level_slug(Level.NO_DATA)
    return CLASSES[level], WORDS[level]


def _dots(projection: Projection, placed: pl.DataFrame) -> str:
    points = (projection.point(*one) for one in placed.select("longitude", "latitude").iter_rows())
    return "".join(f"M{x:g},{y:g}h0" for x, y in points)
