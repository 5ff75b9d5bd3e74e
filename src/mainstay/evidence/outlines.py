"""The borders of areas, for maps."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from mainstay.evidence.archive import Archive
from mainstay.terms.releases import Release

Outline = tuple[str, str, Mapping[str, Any]]


def drawn(archive: Archive, releases: Iterable[Release], area_type: str) -> list[Outline]:
    """Code, name and GeoJSON geometry (longitude, latitude) of each area of a kind."""
    held = [one for one in releases if one.publication == "area-outlines"]
    newest = [one for one in held if one.part == area_type] or held
    tables = tuple(archive.table(one) for one in sorted(newest, key=lambda one: one.period)[-1:])
    return list(_read(tables, area_type))


@lru_cache(maxsize=8)
def _read(tables: tuple[Path, ...], area_type: str) -> tuple[Outline, ...]:
    if not tables:
        return ()
    table = pl.read_parquet(tables[0]).filter(pl.col("area_type") == area_type)
    return tuple(
        (row["area_code"], row["area_name"], json.loads(row["geometry"]))
        for row in table.sort("area_code").iter_rows(named=True)
    )
