"""Where each practice is: a Parquet file of practice codes, latitudes and longitudes.

A place outside Great Britain is a postcode that was looked up wrongly; the practice is kept
without a place.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import number, practice_code, tidy_table
from mainstay.sources.recognising import find_table, month_in
from mainstay.terms.periods import Period
from mainstay.terms.releases import OGL, Publication

PUBLICATION = Publication(
    id="practice-coordinates",
    name="Coordinates of practices",
    publisher="Office for National Statistics",
    licence=f"{OGL}; contains OS data © Crown copyright, Royal Mail data © Royal Mail copyright",
)
CALENDAR: dict[str, date] = {}

HEADINGS = {
    "practice_code": ("practice_code",),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "longitude"),
}
EDITION = Period.month(2024, 12)
"""The one edition met so far says nowhere when it is of; a newer one has its month in its name."""

SOUTH, NORTH = 49.8, 60.9
WEST, EAST = -8.7, 1.8


def usually_published(period: Period) -> date:
    """The last day of the month that the coordinates are of: there is no publisher's date."""
    return period.end


def recognise(sample: Sample) -> Match | None:
    """Ours by its three columns and no others."""
    for names in (("practice_code", "lat", "lon"), ("practice_code", "latitude", "longitude")):
        found = find_table(sample, names)
        if found is not None and len(found.headings) == len(names):
            period = month_in(sample.name) or month_in(sample.folder) or EDITION
            return Match(period=period, sheet=found.sheet, header_row=found.row)
    return None


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice; both coordinates, or neither where they cannot be right."""
    found = columns_for(raw.collect_schema().names(), HEADINGS)
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "latitude": number(found["latitude"], optional=True),
        "longitude": number(found["longitude"], optional=True),
    }
    inside = pl.col("latitude").is_between(SOUTH, NORTH) & pl.col("longitude").is_between(
        WEST, EAST
    )
    return tidy_table(raw, columns).with_columns(
        latitude=pl.when(inside).then(pl.col("latitude")),
        longitude=pl.when(inside).then(pl.col("longitude")),
    )


_REPEATED = pl.col("practice_code").is_duplicated()
_NOWHERE = pl.col("latitude").is_null()

CHECKS = (
    Check(
        "A practice has more than one row.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    Check(
        "Some practices have no place, or one outside Great Britain.",
        broken=_NOWHERE.sum(),
        example=pl.col("practice_code").filter(_NOWHERE).first(),
        hard=False,
    ),
)
