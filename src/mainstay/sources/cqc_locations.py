"""The CQC's active locations, with the latest overall rating of each.

Every location of primary medical services is kept, so a practice can have several rows and some
rows have no practice: whoever asks for a practice's rating chooses, by preference the row whose
category is GP Practices, that is not dormant, with the newest rating date. The codes of branches
(a practice's code and three digits) are not turned into practices: a hub is not its practice.

Three columns name people (the registered manager, the nominated individual, the main partner).
They are known and never read.
"""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import Reading, cell, choice, day, number, text, tidy_table, yes_no
from mainstay.sources.recognising import day_in, find_table, matching, month_in
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="cqc-locations",
    name="Active locations and their overall ratings",
    publisher="Care Quality Commission",
)
CALENDAR: dict[str, date] = {}

HEADINGS = {
    "practice_code": ("Location ODS Code",),
    "location_id": ("Location ID",),
    "location_name": ("Location Name",),
    "category": ("Location Primary Inspection Category",),
    "dormant": ("Dormant (Y/N)",),
    "rating": ("Location Latest Overall Rating",),
    "rating_date": ("Publication Date",),
    "inherited": ("Inherited Rating (Y/N)",),
    "postcode": ("Location Postal Code",),
    "latitude": ("Location Latitude",),
    "longitude": ("Location Longitude",),
    "local_authority": ("Location Local Authority",),
    "sector": ("Location Type/Sector",),
}
IGNORED_PATTERNS = (
    r"Regulated activity - .*",
    r"Service type - .*",
    r"Service user band - .*",
    r"Brand (ID|Name)",
    r"Care home(\?|s beds)",
    r"Registered manager",
    r"Provider (Nominated Individual Name|Main Partner Name)",
    r"Provider (ID|Name|HSCA start date|Type/Sector|Inspection Directorate|Ownership Type)",
    r"Provider (Primary Inspection Category|Companies House Number|Charity Number)",
    r"(Location|Provider) (Telephone Number|Web Address|Street Address|Address Line 2|City)",
    r"(Location|Provider) (County|Postal Code|PAF ID|UPRN ID|Latitude|Longitude|Region)",
    r"(Location|Provider) (NHS Region|Local Authority|Parliamentary Constituency)",
    r"Location (HSCA start date|Inspection Directorate|Dual Registered)",
    r"Location (ONSPD|Commissioning) (CCG|ICB|Sub ICB)( Code| Name)?",
    r"Primary ID \(Dual registration locations\)",
)
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


def usually_published(period: Period) -> date:
    """The day in the file's name; where only its month is known, a week into that month."""
    return min(period.start + FIRST_WEEK, period.end)


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings, on any sheet; the day is in the file's name, else its folder's."""
    needed = ("Location ID", "Location ODS Code", "Location Latest Overall Rating")
    found = find_table(sample, needed)
    if found is None:
        return None
    made = day_in(sample.name)
    period = Period.day(made) if made else month_in(sample.name) or month_in(sample.folder)
    return Match(period=period, published=made, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a location of primary medical services, rated or not."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    primary = cell(found["sector"]).str.to_lowercase() == PRIMARY_CARE
    columns = {
        "practice_code": _practice(found["practice_code"]),
        "location_id": text(found["location_id"], required=True),
        "location_name": text(found["location_name"]),
        "category": text(found["category"]),
        "dormant": yes_no(found["dormant"], optional=True),
        "rating": _rating(found["rating"]),
        "rating_date": day(found["rating_date"], *DATES, optional=True),
        "inherited": yes_no(found["inherited"], optional=True),
        "postcode": text(found["postcode"]),
        "latitude": number(found["latitude"], optional=True),
        "longitude": number(found["longitude"], optional=True),
        "local_authority": text(found["local_authority"]),
    }
    return tidy_table(raw.select(found.values()).filter(primary), columns)


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


_REPEATED = pl.col("location_id").is_duplicated()
_NOBODY = pl.col("practice_code").is_null()

CHECKS = (
    Check(
        "A location has more than one row.",
        broken=_REPEATED.sum(),
        example=pl.col("location_id").filter(_REPEATED).first(),
    ),
    Check(
        "Some locations have no practice's code.",
        broken=_NOBODY.sum(),
        example=pl.col("location_name").filter(_NOBODY).first(),
        hard=False,
    ),
)
