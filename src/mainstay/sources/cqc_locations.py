"""The CQC's active locations, with the latest overall rating of each.

Every location of primary medical services is kept, so a practice can have several rows and some
rows have no practice: whoever asks for a practice's rating chooses, by preference the row whose
category is GP Practices, that is not dormant, with the newest rating date. The codes of branches
(a practice's code and three digits) are not turned into practices: a hub is not its practice.

Three columns name people (the registered manager, the nominated individual, the main partner).
They are known and never read.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.cqc_readings import (
    LOCATION_HEADINGS,
    first_week,
    location,
    matched,
    primary_care,
    some_have_no_practice,
)
from mainstay.sources.reading import number, text, tidy_table, yes_no
from mainstay.sources.recognising import matching
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="cqc-locations",
    name="Active locations and their overall ratings",
    publisher="Care Quality Commission",
)
CALENDAR: dict[str, date] = {}
usually_published = first_week

HEADINGS = {
    **LOCATION_HEADINGS,
    "dormant": ("Dormant (Y/N)",),
    "rating": ("Location Latest Overall Rating",),
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


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings, on any sheet; the day is in the file's name, else its folder's."""
    needed = ("Location ID", "Location ODS Code", "Location Latest Overall Rating")
    return matched(sample, needed)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a location of primary medical services, rated or not."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    columns = {
        **location(found),
        "dormant": yes_no(found["dormant"], optional=True),
        "postcode": text(found["postcode"]),
        "latitude": number(found["latitude"], optional=True),
        "longitude": number(found["longitude"], optional=True),
        "local_authority": text(found["local_authority"]),
    }
    return tidy_table(raw.select(found.values()).filter(primary_care(found["sector"])), columns)


_REPEATED = pl.col("location_id").is_duplicated()

CHECKS = (
    Check(
        "A location has more than one row.",
        broken=_REPEATED.sum(),
        example=pl.col("location_id").filter(_REPEATED).first(),
    ),
    some_have_no_practice("Some locations have no practice's code."),
)
