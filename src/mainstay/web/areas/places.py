"""Areas: what an address names, what is above it and what is inside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from django.http import Http404

from mainstay.library import Known
from mainstay.terms.releases import Release

ENGLAND = "england"
LISTS = ("patients-areas", "patients-totals", "ods-practices")
KINDS = {
    "region": "Region",
    "icb": "Integrated care board",
    "sub_icb": "Sub-ICB area",
    "pcn": "Primary care network",
}
INSIDE = {
    None: "Regions",
    "region": "Integrated care boards",
    "icb": "Sub-ICB areas",
    "sub_icb": "Primary care networks",
}


@dataclass(frozen=True)
class Area:
    """Two areas are the same when their codes are; `code` is None for England.

    `above` runs from the largest area to the nearest.
    """

    code: str | None
    name: str
    kind: str | None
    above: list[dict] = field(compare=False)
    inside: list[dict] = field(compare=False)

    @property
    def slug(self) -> str:
        return self.code or ENGLAND

    @property
    def kind_name(self) -> str:
        return KINDS.get(self.kind or "", "Country")

    @property
    def inside_name(self) -> str:
        return INSIDE.get(self.kind, "Areas")


def find_area(known: Known, slug: str) -> Area:
    """Raises Http404 for an area that is not known on the day."""
    areas = known.areas()
    if slug.lower() == ENGLAND:
        return Area(None, "England", None, [], _inside(areas, None))
    rows = areas.filter(pl.col("area_code") == slug.upper()).to_dicts()
    if not rows:
        raise Http404
    row = rows[0]
    return Area(
        row["area_code"],
        row["area_name"],
        row["area_type"],
        _above(areas, row),
        _inside(areas, row["area_code"]),
    )


@dataclass(frozen=True)
class Lists:
    """The lists of practices that are held, where none of them will do for the day.

    `known` is the newest published by the day; `day` is the newest day on which one came out.
    """

    known: Release | None
    day: date | None


def lists(releases: Iterable[Release], as_of: date) -> Lists:
    """What is held to say which practices exist."""
    held = sorted(
        (one for one in releases if one.publication in LISTS), key=lambda one: one.published
    )
    known = [one for one in held if one.published <= as_of]
    return Lists(known[-1] if known else None, held[-1].published if held else None)


def _inside(areas: pl.DataFrame, code: str | None) -> list[dict]:
    if code is None:
        regions = areas.filter(pl.col("area_type") == "region")
        found = regions if regions.height else areas.filter(pl.col("area_type") == "icb")
    else:
        found = areas.filter(pl.col("parent_code") == code)
    return found.sort("area_name").to_dicts()


def _above(areas: pl.DataFrame, row: dict) -> list[dict]:
    by_code = {one["area_code"]: one for one in areas.to_dicts()}
    above: list[dict] = []
    parent = by_code.get(row["parent_code"])
    while parent and parent not in above:
        above.insert(0, parent)
        parent = by_code.get(parent["parent_code"])
    return above
