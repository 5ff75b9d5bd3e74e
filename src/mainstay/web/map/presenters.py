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
    """`dots` is one path for practices too many to be links. `areas` are all those that the
    practices lie in: some have no outline of today."""

    width: float
    height: float
    shapes: list[Shape]
    areas: list[dict]
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
        _areas(known, area, practices),
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
    """The outlines of areas with a practice of this area in them; all of them for England."""
    kind = OUTLINES_FOR[area.kind]
    inside = set(placed[f"{kind}_code"].drop_nulls())
    found = _own_codes(known, kind)
    return [one for one in found if one[0] in inside or area.code is None]


def _own_codes(known: Known, kind: str) -> list[tuple[str, str, Any]]:
    """Outlines under the codes that practices use.

    Outlines come from the statistics office, with codes of its own; the names are the same, and
    those of sub-ICB areas end in the code that practices use.
    """
    areas = known.areas().filter(pl.col("area_type") == kind)
    codes = set(areas["area_code"])
    by_name = {_plain_name(row["area_name"]): row["area_code"] for row in areas.to_dicts()}
    return [
        (_own_code(code, name, codes, by_name), name, geometry)
        for code, name, geometry in known.outlines(kind)
    ]


def _own_code(code: str, name: str, codes: set[str], by_name: dict[str, str]) -> str:
    ending = name.rsplit(" ", 1)[-1]
    if code in codes:
        return code
    return ending if ending in codes else by_name.get(_plain_name(name), code)


def _plain_name(name: str) -> str:
    """Letters and figures only: publishers differ in capitals, dashes and commas."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


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
        for code, name, geometry in sorted(outlines, key=lambda one: one[1])
    ]


def _areas(known: Known, area: Area, practices: pl.DataFrame) -> list[dict]:
    kind = OUTLINES_FOR[area.kind]
    codes = practices[f"{kind}_code"].drop_nulls().unique()
    found = known.areas().filter(
        (pl.col("area_type") == kind) & pl.col("area_code").is_in(codes.implode())
    )
    return found.sort("area_name").to_dicts()


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
