"""Outlines and Parquet files as text tables."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import shapefile

from mainstay.evidence.opening_streams import DAMAGED
from mainstay.terms.errors import SourceError

MAX_OUTLINES = 500 << 20  # bytes of GeoJSON, which is read whole


def geojson_rows(text: Path) -> pl.DataFrame:
    """One row a feature: its properties as text, and `geometry` as GeoJSON text."""
    if text.stat().st_size > MAX_OUTLINES:
        raise SourceError("The outlines are too large to read.", place=text.name)
    try:
        found = json.loads(text.read_text("utf-8-sig"))
        features = [(one["properties"] or {}, one["geometry"]) for one in found["features"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(
            "The file is not GeoJSON that can be read.", place=text.name, advice=DAMAGED
        ) from error
    return _outlines(features)


def shapefile_rows(path: Path) -> pl.DataFrame:
    """The same from a shapefile, which stands beside its .dbf and .shx."""
    for suffix in (".dbf", ".shx"):
        if not path.with_suffix(suffix).exists():
            raise SourceError(
                f"The shapefile's {suffix} file is not beside it.",
                place=path.name,
                advice="Put the .shp, .shx and .dbf files in one folder.",
            )
    try:
        with shapefile.Reader(str(path)) as reader:
            return _outlines(
                [(one.record.as_dict(), one.shape.__geo_interface__) for one in reader]
            )
    except Exception as error:  # pyshp lets struct.error, IndexError and others through
        raise SourceError("The shapefile is damaged.", place=path.name, advice=DAMAGED) from error


def parquet_rows(path: Path) -> pl.LazyFrame:
    """A Parquet file with every column as text."""
    try:
        table = pl.scan_parquet(path)
        return table.select(pl.col(name).cast(pl.String) for name in table.collect_schema())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(
            "The Parquet file is damaged.", place=path.name, advice=DAMAGED
        ) from error


def _outlines(features: list[tuple[dict[str, Any], Any]]) -> pl.DataFrame:
    names = list(dict.fromkeys(name for properties, _ in features for name in properties))
    columns = {
        name: [_as_text(properties.get(name)) for properties, _ in features]
        for name in names
        if name != "geometry"
    }
    columns["geometry"] = [json.dumps(outline) for _, outline in features]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)
