"""What the front page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from mainstay.terms.releases import Release
from mainstay.terms.wording import counted

AREAS_SHOWN = 20
PLACES = ("pcn_name", "sub_icb_name", "icb_name", "region_name")


@dataclass(frozen=True)
class Region:
    name: str
    code: str | None
    practices: int
    areas: list[dict]


def regions(areas: pl.DataFrame) -> list[Region]:
    """Each region with its integrated care boards; boards without a region come last."""
    boards = areas.filter(pl.col("area_type") == "icb").sort("area_name")
    found = [
        _region(area, boards)
        for area in areas.filter(pl.col("area_type") == "region").sort("area_name").to_dicts()
    ]
    placed = {area["area_code"] for region in found for area in region.areas}
    left = boards.filter(~pl.col("area_code").is_in(list(placed)))
    if left.height:
        found.append(Region("Other areas", None, int(left["practices"].sum()), left.to_dicts()))
    return found


def _region(area: dict, boards: pl.DataFrame) -> Region:
    inside = boards.filter(pl.col("parent_code") == area["area_code"])
    return Region(area["area_name"], area["area_code"], area["practices"], inside.to_dicts())


def holding(releases: Sequence[Release], as_of: date) -> dict[str, object]:
    """How much is held, and the newest file that the day may use."""
    known = [release for release in releases if release.published <= as_of]
    newest = max(known, key=lambda release: release.published, default=None)
    publications = {release.publication for release in known}
    return {
        "releases": counted(len(known), "release"),
        "publications": counted(len(publications), "publication"),
        "newest": newest,
    }


def matching_practices(practices: pl.DataFrame, asked: str) -> pl.DataFrame:
    """Every word asked for is in the practice's code, name, postcode or places."""
    words = asked.lower().split()
    if not words:
        return practices.clear()
    text = pl.concat_str(
        [pl.col(name).fill_null("") for name in ("practice_code", "practice_name", *PLACES)],
        separator=" ",
    ).str.to_lowercase()
    postcode = pl.col("postcode").fill_null("").str.to_lowercase()
    squeezed = postcode.str.replace_all(" ", "")
    matches = [
        text.str.contains(word, literal=True) | postcode.str.starts_with(word) for word in words
    ]
    whole = squeezed.str.starts_with("".join(words)) if len("".join(words)) > 2 else pl.lit(False)
    named = pl.col("practice_name").str.to_lowercase().str.contains(words[0], literal=True)
    found = practices.filter(pl.all_horizontal(matches) | whole)
    return found.sort(~named, "practice_name", "practice_code")


def matching_areas(areas: pl.DataFrame, asked: str) -> pl.DataFrame:
    words = asked.lower().split()
    if not words:
        return areas.clear()
    text = pl.concat_str("area_code", pl.lit(" "), "area_name").str.to_lowercase()
    found = areas.filter(pl.all_horizontal([text.str.contains(w, literal=True) for w in words]))
    return found.sort("practices", "area_name", descending=[True, False]).head(AREAS_SHOWN)
