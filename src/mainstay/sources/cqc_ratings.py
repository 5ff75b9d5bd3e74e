"""The CQC's latest ratings: overall and for each of its five questions.

The sheet `Locations` of `<day>_Latest_ratings.ods`, all kinds of care; rows of primary medical
services whose population group is Overall are kept. As with locations, a practice can have
several and whoever asks chooses: by preference GP Practices, then the newest rating date.
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
from mainstay.sources.reading import cell, choice, text, tidy_table
from mainstay.sources.recognising import matching
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="cqc-ratings",
    name="Latest ratings of locations",
    publisher="Care Quality Commission",
)
CALENDAR: dict[str, date] = {}
usually_published = first_week

HEADINGS = {
    **LOCATION_HEADINGS,
    "domain": ("Domain",),
    "rating": ("Latest Rating",),
    "report_type": ("Report Type",),
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
DOMAINS = {
    "Overall": "overall",
    "Safe": "safe",
    "Effective": "effective",
    "Caring": "caring",
    "Responsive": "responsive",
    "Well-led": "well-led",
}


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings: a location's domain and latest rating. The name gives the day."""
    needed = ("Location ID", "Location ODS Code", "Domain", "Latest Rating")
    return matched(sample, needed)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a location of primary medical services and domain."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    overall = cell(found["population"]).str.to_lowercase() == "overall"
    columns = {
        **location(found),
        "domain": choice(found["domain"], DOMAINS),
        "report_type": text(found["report_type"]),
    }
    kept = raw.select(found.values()).filter(primary_care(found["sector"]), overall)
    return tidy_table(kept, columns)


_REPEATED = pl.struct("location_id", "domain").is_duplicated()

CHECKS = (
    Check(
        "A location has the same domain twice.",
        broken=_REPEATED.sum(),
        example=pl.col("location_id").filter(_REPEATED).first(),
    ),
    some_have_no_practice("Some ratings are of locations that have no practice's code."),
)
