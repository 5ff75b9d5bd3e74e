"""The CQC's latest ratings: overall and for each of its five questions.

The sheet `Locations` of `<day>_Latest_ratings.ods`, all kinds of care; rows of primary medical
services whose population group is Overall are kept. As with locations, a practice can have
several and whoever asks chooses: by preference GP Practices, then the newest rating date.
"""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import Reading, cell, choice, day, text, tidy_table, yes_no
from mainstay.sources.recognising import day_in, find_table, matching, month_in
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="cqc-ratings",
    name="Latest ratings of locations",
    publisher="Care Quality Commission",
)
CALENDAR: dict[str, date] = {}

HEADINGS = {
    "practice_code": ("Location ODS Code",),
    "location_id": ("Location ID",),
    "location_name": ("Location Name",),
    "category": ("Location Primary Inspection Category",),
    "domain": ("Domain",),
    "rating": ("Latest Rating",),
    "rating_date": ("Publication Date",),
    "report_type": ("Report Type",),
    "inherited": ("Inherited Rating (Y/N)",),
    "population": ("Service / Population Group",),
    "sector": ("Location Type",),
}
IGNORED_PATTERNS = (
    r"Care Home\?",
    r"Location (Street Address|Address Line 2|City|Post Code|Local Authority)",
    r"Location (Region|NHS Region)",
    r"Location (ONSPD|Commissioning) (CCG|ICB|Sub ICB)( Code| Name)?",
    r"URL",
    r"(Provider|Brand) (ID|Name)",
)
PRIMARY_CARE = "primary medical services"
DOMAINS = {
    "Overall": "overall",
    "Safe": "safe",
    "Effective": "effective",
    "Caring": "caring",
    "Responsive": "responsive",
    "Well-led": "well-led",
}
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


def usually_published(period: Period) -> date:
    """The day in the file's name; where only its month is known, a week into that month."""
    return min(period.start + FIRST_WEEK, period.end)


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings: a location's domain and latest rating. The name gives the day."""
    needed = ("Location ID", "Location ODS Code", "Domain", "Latest Rating")
    found = find_table(sample, needed)
    if found is None:
        return None
    made = day_in(sample.name)
    period = Period.day(made) if made else month_in(sample.name) or month_in(sample.folder)
    return Match(period=period, published=made, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a location of primary medical services and domain."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    kept = (cell(found["sector"]).str.to_lowercase() == PRIMARY_CARE) & (
        cell(found["population"]).str.to_lowercase() == "overall"
    )
    columns = {
        "practice_code": _practice(found["practice_code"]),
        "location_id": text(found["location_id"], required=True),
        "location_name": text(found["location_name"]),
        "category": text(found["category"]),
        "domain": choice(found["domain"], DOMAINS),
        "rating": _rating(found["rating"]),
        "rating_date": day(found["rating_date"], *DATES, optional=True),
        "report_type": text(found["report_type"]),
        "inherited": yes_no(found["inherited"], optional=True),
    }
    return tidy_table(raw.select(found.values()).filter(kept), columns)


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


_REPEATED = pl.struct("location_id", "domain").is_duplicated()
_NOBODY = pl.col("practice_code").is_null()

CHECKS = (
    Check(
        "A location has the same domain twice.",
        broken=_REPEATED.sum(),
        example=pl.col("location_id").filter(_REPEATED).first(),
    ),
    Check(
        "Some ratings are of locations that have no practice's code.",
        broken=_NOBODY.sum(),
        example=pl.col("location_name").filter(_NOBODY).first(),
        hard=False,
    ),
)
