"""A made-up file as evidence would hand it to a source, and the table that comes of it."""

import csv
import io
from types import ModuleType

import polars as pl

from mainstay.analysis.schemas import RELEASE, SCHEMAS
from mainstay.sources.contract import Match, Remark, Sample, check_frame, verdict


def sample_of(text: str, name: str = "file.csv", folder: str = "", kind: str = "csv") -> Sample:
    """The head of a CSV."""
    rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
    return Sample(name=name, kind=kind, sheets={"": rows[:20]}, folder=folder)


def match_of(source: ModuleType, text: str, name: str = "file.csv", folder: str = "") -> Match:
    """The match; fails where the source does not know the file."""
    match = source.recognise(sample_of(text, name, folder))
    assert match is not None
    return match


def raw_of(text: str) -> pl.LazyFrame:
    """The table as text; a blank cell is null."""
    return pl.read_csv(io.BytesIO(text.encode()), infer_schema=False).lazy()


def tidied(source: ModuleType, text: str, name: str = "file.csv", folder: str = "") -> pl.DataFrame:
    """The tidy table with the columns of its publication, after the source's own checks."""
    return checked(source, text, name, folder)[0]


def checked(
    source: ModuleType, text: str, name: str = "file.csv", folder: str = ""
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """The tidy table and the remarks that its checks leave."""
    tidy = source.tidy(raw_of(text), match_of(source, text, name, folder))
    schema = SCHEMAS[source.PUBLICATION.id]
    columns = [pl.col(each).cast(kind) for each, kind in schema.items() if each not in RELEASE]
    table = tidy.select(columns).collect(engine="streaming")
    row = check_frame(table.lazy(), source.CHECKS).collect().row(0, named=True)
    return table, verdict(row, source.CHECKS)
