"""Practices and their history, from the Organisation Data Service: `epraccur.csv`.

The file has no headings and no date. Its name or its folder says the month (`2019-12`); without
these it is the month of the newest opening of an active organisation. By rule it is known
from the last day of that month.
"""

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

from mainstay.sources.contract import Match, Sample
from mainstay.sources.reading import (
    choice,
    code,
    day,
    enough_rows,
    every_row,
    guarded,
    one_row_each,
    text,
    tidy_table,
)
from mainstay.sources.years import issue_month
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="ods-practices",
    name="Organisation Data Service: GP practices and prescribing cost centres",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}

COLUMNS = (
    "organisation code",
    "name",
    "national grouping",
    "high level health geography",
    "address line 1",
    "address line 2",
    "address line 3",
    "address line 4",
    "address line 5",
    "postcode",
    "open date",
    "close date",
    "status code",
    "organisation sub-type code",
    "commissioner",
    "join date",
    "left date",
    "contact telephone number",
    "null 19",
    "null 20",
    "null 21",
    "amended record indicator",
    "null 23",
    "provider or purchaser",
    "null 25",
    "prescribing setting",
    "null 27",
)
ADDRESS = tuple(f"address line {number}" for number in range(1, 6))
STATUSES = {"A": "active", "ACTIVE": "active", "C": "closed", "D": "dormant", "P": "proposed"}
ORGANISATION = r"^[0-9A-Z]{3,8}$"  # prisons, Wales and the islands have codes of other shapes
DATED = re.compile(r"\d{8}")
HEAD = 5  # rows looked at


def usually_published(period: Period) -> date:
    """By rule: the last day of the month, as the file does not say."""
    return period.end


def recognise(sample: Sample) -> Match | None:
    """Ours when rows of 27 cells hold a practice, its opening day and its status."""
    rows = sample.rows()[:HEAD]
    if sample.kind != "csv" or not rows or not all(_is_ours(row) for row in rows):
        return None
    return Match(period=issue_month(sample), header_row=None, columns=COLUMNS)


def _is_ours(row: Sequence[str]) -> bool:
    return (
        len(row) == len(COLUMNS)
        and re.match(ORGANISATION, row[0]) is not None
        and DATED.fullmatch(row[10]) is not None
        and row[12] in STATUSES
        and row[25].isdigit()
    )


def newest_day(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One cell, `day`: the newest opening of an active organisation."""
    table = tidy(raw, match).filter(pl.col("status") == "active")
    return table.select(day=pl.col("open_date").max())


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row an organisation. Telephone numbers are not read."""
    address = [pl.col(line).str.strip_chars() for line in ADDRESS]
    lines = pl.concat_str(
        [pl.when(line != "").then(line) for line in address], separator=", ", ignore_nulls=True
    )
    return tidy_table(
        guarded(raw, [text(line) for line in ADDRESS]).with_columns(address=lines),
        {
            "practice_code": code("organisation code", ORGANISATION),
            "practice_name": text("name", required=True),
            "address": text("address"),
            "postcode": text("postcode"),
            "national_grouping_code": text("national grouping"),
            "health_geography_code": text("high level health geography"),
            "open_date": day("open date", "yyyymmdd", optional=True),
            "close_date": day("close date", "yyyymmdd", optional=True),
            "status": choice("status code", STATUSES),
            "commissioner_code": text("commissioner"),
            "joined_date": day("join date", "yyyymmdd", optional=True),
            "left_date": day("left date", "yyyymmdd", optional=True),
            "prescribing_setting": code("prescribing setting", r"^[0-9]{1,2}$"),
        },
    )


CHECKS = (
    one_row_each("practice_code"),
    every_row(
        "A practice closed before it opened.",
        pl.col("close_date") >= pl.col("open_date"),
        "practice_code",
        hard=False,
    ),
    enough_rows(10_000),
)
