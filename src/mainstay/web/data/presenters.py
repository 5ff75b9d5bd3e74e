"""Releases, freshness and coverage as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from mainstay.library import Known
from mainstay.terms.definitions import indicators
from mainstay.terms.periods import months_between
from mainstay.terms.releases import Publication, Release
from mainstay.terms.wording import counted
from mainstay.web.layout.held import home


@dataclass(frozen=True)
class Line:
    """One publication. `latest` is its newest release on the day, or None."""

    publication: Publication
    releases: int
    latest: Release | None
    age: str


def lines(
    releases: Sequence[Release], publications: Mapping[str, Publication], as_of: date
) -> list[Line]:
    """Every publication that Mainstay reads, those without a release too."""
    return [
        _line(one, [r for r in releases if r.publication == one.id and r.published <= as_of], as_of)
        for one in sorted(publications.values(), key=lambda one: one.name)
    ]


def _line(publication: Publication, held: list[Release], as_of: date) -> Line:
    latest = max(held, key=lambda one: (one.period.end, one.published), default=None)
    return Line(publication, len(held), latest, "" if latest is None else age(latest, as_of))


def age(release: Release, as_of: date) -> str:
    """How long before the day its period ended, in words."""
    months = months_between(release.period.end, as_of)
    if months < 1:
        return "Less than a month"
    if months < 24:
        return counted(months, "month")
    return counted(months // 12, "year")


def newest_first(releases: Iterable[Release]) -> list[Release]:
    return sorted(releases, key=lambda one: (one.period.end, one.published), reverse=True)


@lru_cache(maxsize=8)
def coverage(known: Known) -> list[dict]:
    """For each indicator, how many of the practices known on the day have a value."""
    practices = known.practices().height
    figures = known.figures(latest=True)
    has = pl.col("value").is_not_null() | pl.col("category").is_not_null()
    counted = figures.group_by("indicator_id").agg(
        has.sum().alias("practices"), pl.col("period").filter(has).max().alias("period")
    )
    found = {row["indicator_id"]: row for row in counted.iter_rows(named=True)}
    return [_covered(one, found.get(one.id), practices) for one in indicators().values()]


def _covered(indicator, row: dict | None, practices: int) -> dict:
    held = row["practices"] if row else 0
    return {
        "indicator": indicator,
        "practices": held,
        "share": held / practices if practices else None,
        "period": row["period"] if row and held else None,
    }


@lru_cache(maxsize=8)
def lost_joins(known: Known) -> list[str]:
    """Sentences on the codes that found no partner, worked out once for what is known."""
    return home().lost_joins(known.as_of)
