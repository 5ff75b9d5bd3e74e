"""How many practice codes of each release found no partner in the list of practices."""

from collections.abc import Iterable

import polars as pl

from mainstay.evidence.archive import Archive
from mainstay.terms.releases import Release

LISTS = ("ods-practices", "patients-areas")
SCHEMA = {
    "release": pl.String,
    "publication": pl.String,
    "period": pl.String,
    "codes": pl.Int64,
    "without_partner": pl.Int64,
    "example": pl.String,
}


def lost(archive: Archive, releases: Iterable[Release]) -> pl.DataFrame:
    """One row a release with practice codes: how many there are, and how many no list has.

    The lists are every ODS file and every register of practices held: a code that closed is in
    them still. Without any list the table is empty.
    """
    held = list(releases)
    known = _known_codes(archive, [one for one in held if one.publication in LISTS])
    if known is None:
        return pl.DataFrame(schema=SCHEMA)
    rows = [_row(archive, one, known) for one in held if one.publication not in LISTS]
    return pl.DataFrame([row for row in rows if row], schema=SCHEMA)


def sentences(table: pl.DataFrame) -> list[str]:
    """What a person should know of lost joins, a sentence a publication; none where none is."""
    worst = (
        table.filter(pl.col("without_partner") > 0)
        .sort("period")
        .group_by("publication", maintain_order=True)
        .last()
    )
    return [
        f"{row['publication']}, {row['period']}: {row['without_partner']:,} of {row['codes']:,} "
        f"practice codes are in no list of practices that is held (for example {row['example']})."
        for row in worst.sort("publication").iter_rows(named=True)
    ]


def _known_codes(archive: Archive, lists: list[Release]) -> pl.LazyFrame | None:
    if not lists:
        return None
    parts = [pl.scan_parquet(archive.table(one)).select("practice_code") for one in lists]
    return pl.concat(parts).unique()


def _row(archive: Archive, release: Release, known: pl.LazyFrame) -> dict[str, object] | None:
    table = pl.scan_parquet(archive.table(release))
    if "practice_code" not in table.collect_schema().names():
        return None
    codes = table.select("practice_code").drop_nulls().unique()
    lonely = codes.join(known, on="practice_code", how="anti")
    found = pl.collect_all([codes.select(pl.len()), lonely.sort("practice_code")])
    return {
        "release": release.id,
        "publication": release.publication,
        "period": release.period.label,
        "codes": found[0].item(),
        "without_partner": found[1].height,
        "example": found[1]["practice_code"][0] if found[1].height else None,
    }
