"""What was known on a date: the newest version of each period among releases published by then."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

import narwhals as nw
import polars as pl

from mainstay.analysis import schemas
from mainstay.evidence.archive import Archive
from mainstay.terms.releases import Release


def known_on(releases: Iterable[Release], as_of: date) -> tuple[Release, ...]:
    """The releases in force on a day: published by then, each period's newest version only."""
    newest: dict[tuple[str, str, str], Release] = {}
    for release in sorted(releases, key=_version):
        if release.published <= as_of:
            newest[release.publication, release.period.label, release.part] = release
    return tuple(sorted(newest.values(), key=lambda one: one.id))


def fingerprint(releases: Iterable[Release], *more: str) -> str:
    """A short name for a set of releases and whatever else an answer was made from."""
    digest = hashlib.sha256()
    for line in (*sorted(release.id for release in releases), *more):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()[:20]


def frames(archive: Archive, releases: Iterable[Release]) -> Mapping[str, nw.LazyFrame]:
    """One lazy frame for each publication that Mainstay reads, empty where none is held.

    Each has the tidy columns and `period`, `period_end`, `published` and `release`.
    """
    held: dict[str, list[pl.LazyFrame]] = {name: [] for name in schemas.SCHEMAS}
    for release in releases:
        held[release.publication].append(_scan(archive, release))
    return {
        name: nw.from_native(pl.concat(parts)) if parts else schemas.empty(name)
        for name, parts in held.items()
    }


def _scan(archive: Archive, release: Release) -> pl.LazyFrame:
    table = pl.scan_parquet(archive.table(release)).with_columns(
        period=pl.lit(release.period.label),
        period_end=pl.lit(release.period.end),
        published=pl.lit(release.published),
        release=pl.lit(release.id),
    )
    return table.select(list(schemas.SCHEMAS[release.publication]))


def _version(release: Release) -> tuple[date, str, str]:
    return release.published, release.imported_at.isoformat(), release.sha256
