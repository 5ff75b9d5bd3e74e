"""Which network and areas each practice belongs to: `Mapping.csv`, published with appointments."""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import code, practice_code, text, tidy_table
from mainstay.sources.recognising import find_table, last_thursday_after, month_in
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gpad-areas",
    name="Appointments in General Practice: practices and their areas",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = last_thursday_after

HEADINGS = {
    "practice_code": ("GP_CODE",),
    "practice_name": ("GP_NAME",),
    "supplier": ("SUPPLIER",),
    "pcn_code": ("PCN_CODE",),
    "pcn_name": ("PCN_NAME",),
    "sub_icb_code": ("SUB_ICB_LOCATION_CODE",),
    "sub_icb_name": ("SUB_ICB_LOCATION_NAME",),
    "icb_code": ("ICB_CODE",),
    "icb_name": ("ICB_NAME",),
    "region_code": ("REGION_CODE",),
    "region_name": ("REGION_NAME",),
}
AREA = r"^[0-9A-Z]{3,5}$"
NO_NETWORK = "U"  # the code of practices outside any network, named "UNALLOCATED"


def recognise(sample: Sample) -> Match | None:
    """Ours when a list of practices gives areas up to the region and nothing is counted."""
    found = find_table(sample, ("GP_CODE", "SUPPLIER", "ICB_CODE", "REGION_CODE"))
    if found is None or "count_of_appointments" in {text.casefold() for text in found.headings}:
        return None
    period: Period | None = month_in(sample.name) or month_in(sample.folder)
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice. The publisher repeats a practice for each of its suppliers: they are
    listed together. A practice outside any network has no network's code or name."""
    found = columns_for(raw.collect_schema().names(), HEADINGS)
    columns = {name: text(found[name]) for name in HEADINGS}
    columns["practice_code"] = practice_code(found["practice_code"])
    columns["sub_icb_code"] = code(found["sub_icb_code"], AREA)
    inside = pl.col("pcn_code") != NO_NETWORK
    places = [name for name in HEADINGS if name != "supplier"]
    suppliers = pl.col("supplier").drop_nulls().unique().sort().str.join("; ")
    return (
        tidy_table(raw, columns)
        .group_by(places)
        .agg(suppliers)
        .sort("practice_code")
        .with_columns(
            pcn_name=pl.when(inside).then(pl.col("pcn_name")),
            pcn_code=pl.when(inside).then(pl.col("pcn_code")),
            postcode=pl.lit(None, pl.String),
        )
    )


CHECKS = (
    Check(
        "A practice is in two networks or areas at once.",
        broken=pl.col("practice_code").is_duplicated().sum(),
        example=pl.col("practice_code").filter(pl.col("practice_code").is_duplicated()).first(),
    ),
)
