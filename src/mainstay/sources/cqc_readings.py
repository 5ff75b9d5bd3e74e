"""What the two files of the CQC share: how a location, its rating and its day are read.

Not a source: `cqc_locations` and `cqc_ratings` are, and stay apart.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from mainstay.sources.contract import Check, Match, Sample
from mainstay.sources.reading import Reading, cell, choice, day, text, yes_no
from mainstay.sources.recognising import day_in, find_table, month_in
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period

LOCATION_HEADINGS = {
    "practice_code": ("Location ODS Code",),
    "location_id": ("Location ID",),
    "location_name": ("Location Name",),
    "category": ("Location Primary Inspection Category",),
    "rating_date": ("Publication Date",),
    "inherited": ("Inherited Rating (Y/N)",),
}
PRIMARY_CARE = "primary medical services"
RATINGS = {
    "Outstanding": "Outstanding",
    "Good": "Good",
    "Requires improvement": "Requires improvement",
    "Inadequate": "Inadequate",
}
UNRATED = (
    "not rated",
    "no published rating",
    "inspected but not rated",
    "insufficient evidence to rate",
    "unrated",
)
DATES = ("dd/mm/yyyy", "yyyy-mm-dd", "excel")
FIRST_WEEK = timedelta(days=6)


def first_week(period: Period) -> date:
    """The day in the file's name; where only its month is known, a week into that month."""
    return min(period.start + FIRST_WEEK, period.end)


def matched(sample: Sample, needed: Collection[str]) -> Match | None:
    """The table with these headings; the file's name has the day, or its folder the month."""
    found = find_table(sample, needed)
    if found is None:
        return None
    made = day_in(sample.name)
    period = Period.day(made) if made else month_in(sample.name) or month_in(sample.folder)
    return Match(period=period, published=made, sheet=found.sheet, header_row=found.row)


def primary_care(heading: str) -> pl.Expr:
    """True for a location of primary medical services."""
    return cell(heading).str.to_lowercase() == PRIMARY_CARE


def location(found: Mapping[str, str]) -> dict[str, Reading]:
    """The columns of LOCATION_HEADINGS and the rating, by our names."""
    return {
        "practice_code": _practice(found["practice_code"]),
        "location_id": text(found["location_id"], required=True),
        "location_name": text(found["location_name"]),
        "category": text(found["category"]),
        "rating": _rating(found["rating"]),
        "rating_date": day(found["rating_date"], *DATES, optional=True),
        "inherited": yes_no(found["inherited"], optional=True),
    }


def some_have_no_practice(sentence: str) -> Check:
    """A remark, as hospitals' and prisons' locations have no practice's code."""
    nobody = pl.col("practice_code").is_null()
    shown = pl.col("location_name").filter(nobody).first()
    return Check(sentence, broken=nobody.sum(), example=shown, hard=False)


def _practice(heading: str) -> Reading:
    """A practice's code, or null for a branch, a trust's site or none."""
    said = cell(heading).str.to_uppercase()
    strange = ~said.str.contains(r"^[0-9A-Z]{2,12}$").fill_null(True)
    return Reading(heading, pl.when(said.str.contains(PRACTICE_PATTERN)).then(said), strange)


def _rating(heading: str) -> Reading:
    """One of the CQC's four ratings; `not published` for a blank or the words of UNRATED."""
    read = choice(heading, RATINGS, optional=True)
    said = cell(heading).str.to_lowercase()
    unrated = said.is_null() | said.is_in(UNRATED)
    missing = pl.when(unrated).then(pl.lit(Missing.NOT_PUBLISHED.value))
    return replace(read, fault=read.fault & ~unrated, missing=missing)
