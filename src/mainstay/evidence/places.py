"""Which practices there are on a day, where they are, and the areas they make up."""

from collections.abc import Sequence
from datetime import date

import narwhals as nw
import polars as pl

from mainstay.analysis import areas as area_expressions
from mainstay.evidence.book import Book
from mainstay.evidence.engine import asked, collect

# From large to small: a kind of area, and the kind that it lies in.
KINDS = (("region", None), ("icb", "region"), ("sub_icb", "icb"), ("pcn", "sub_icb"))


def practices(book: Book, as_of: date) -> pl.DataFrame:
    """One row a practice that exists on the day.

    Columns: practice_code, practice_name, postcode, a code and a name for each of pcn, sub_icb,
    icb and region, latitude, longitude, list_size and basis (how we know that it exists).
    """
    there = collect(asked(area_expressions.open_practices, book.tables, as_of=as_of))
    belongs = book.areas().drop("period_end", "release")
    found = there.select("practice_code", "basis").join(belongs, on="practice_code", how="left")
    found = found.join(_coordinates(book), on="practice_code", how="left")
    found = found.join(_list_sizes(book), on="practice_code", how="left")
    return found.with_columns(practice_name=pl.coalesce("practice_name", "practice_code")).sort(
        "practice_code"
    )


def areas(practices: pl.DataFrame) -> pl.DataFrame:
    """One row an area: area_code, area_name, area_type, parent_code, practices (how many)."""
    found = [
        practices.filter(pl.col(f"{kind}_code").is_not_null())
        .group_by(area_code=f"{kind}_code")
        .agg(
            area_name=pl.col(f"{kind}_name").drop_nulls().sort().first(),
            parent_code=(
                pl.col(f"{parent}_code").drop_nulls().mode().sort().first()
                if parent
                else pl.lit(None, pl.String).first()
            ),
            practices=pl.len(),
        )
        .with_columns(area_type=pl.lit(kind))
        for kind, parent in KINDS
    ]
    return (
        pl.concat(found)
        .select("area_code", "area_name", "area_type", "parent_code", "practices")
        .with_columns(area_name=pl.coalesce("area_name", "area_code"))
        .sort("area_type", "area_name", "area_code")
    )


def closings(book: Book, codes: Sequence[str]) -> dict[str, date | None]:
    """When the newest ODS file says that each of these closed; those it calls open are left out."""
    newest = _table(book, "ods-practices").with_columns(_newest=nw.col("period_end").max())
    found = newest.filter(
        nw.col("period_end") == nw.col("_newest"),
        nw.col("practice_code").is_in(list(codes)),
        nw.col("status") != "active",
    )
    return dict(collect(found.select("practice_code", "close_date")).iter_rows())


def _coordinates(book: Book) -> pl.DataFrame:
    """A practice's place: from the file of coordinates, else from its CQC location."""
    offered = [
        table.select("practice_code", "latitude", "longitude", "published").with_columns(
            rank=nw.lit(rank)
        )
        for rank, table in ((1, _table(book, "practice-coordinates")), (0, _rated(book)))
    ]
    return (
        collect(nw.concat(offered))
        .drop_nulls(["practice_code", "latitude", "longitude"])
        .sort("rank", "published", "latitude", "longitude")
        .group_by("practice_code", maintain_order=True)
        .last()
        .select("practice_code", "latitude", "longitude")
    )


def _table(book: Book, name: str) -> nw.LazyFrame:
    return book.tables[name]


def _rated(book: Book) -> nw.LazyFrame:
    return book.tables["cqc-locations"].filter(~nw.col("dormant"))


def _list_sizes(book: Book) -> pl.DataFrame:
    return (
        book.figures(indicator="list_size")
        .filter(pl.col("value").is_not_null())
        .sort("practice_code", "period_end")
        .group_by("practice_code", maintain_order=True)
        .last()
        .select("practice_code", list_size=pl.col("value"))
    )
