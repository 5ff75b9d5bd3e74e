"""Which network and areas each practice belongs to: `gp-reg-pat-prac-map.csv`."""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import (
    Reading,
    absent,
    code,
    practice_code,
    text,
    tidy_table,
    unchanging,
)
from mainstay.sources.recognising import as_day, find_table, first_record, second_thursday
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="patients-areas",
    name="Patients registered at a GP practice: practices and their areas",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = second_thursday

HEADINGS = {
    "extracted": ("EXTRACT_DATE",),
    "practice_code": ("PRACTICE_CODE",),
    "practice_name": ("PRACTICE_NAME",),
    "postcode": ("PRACTICE_POSTCODE",),
    "pcn_code": ("PCN_CODE",),
    "pcn_name": ("PCN_NAME",),
    "sub_icb_code": ("SUB_ICB_LOCATION_CODE", "CCG_CODE"),
    "sub_icb_name": ("SUB_ICB_LOCATION_NAME", "CCG_NAME"),
    "icb_code": ("ICB_CODE", "STP_CODE"),
    "icb_name": ("ICB_NAME", "STP_NAME"),
    "region_code": ("COMM_REGION_CODE",),
    "region_name": ("COMM_REGION_NAME",),
    "supplier": ("SUPPLIER_NAME",),
}
OPTIONAL = ("pcn_code", "pcn_name", "supplier")
IGNORED = (
    "PUBLICATION",
    "ONS_CCG_CODE",
    "ONS_STP_CODE",
    "ONS_SUB_ICB_LOCATION_CODE",
    "ONS_ICB_CODE",
    "ONS_COMM_REGION_CODE",
)
AREA = r"^[0-9A-Z]{3,5}$"
NO_NETWORK = "U"  # the code of practices outside any network, named "Unallocated"


def recognise(sample: Sample) -> Match | None:
    """Ours when a dated list of practices gives a postcode and a commissioning region."""
    needed = ("EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_POSTCODE", "COMM_REGION_CODE")
    found = find_table(sample, needed)
    if found is None:
        return None
    said = first_record(sample, found).get("extract_date", "")
    extracted = as_day(said)
    return Match(
        period=Period.day(extracted) if extracted else None,
        sheet=found.sheet,
        header_row=found.row,
        facts={"extracted": said},
    )


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice. A practice outside any network has no network's code or name."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, optional=OPTIONAL, ignored=IGNORED)
    columns = {name: _read(name, found.get(name)) for name in HEADINGS}
    columns["extracted"] = unchanging(found["extracted"], match.facts["extracted"])
    inside = pl.col("pcn_code") != NO_NETWORK
    table = tidy_table(raw, columns).drop("extracted")
    return table.with_columns(
        pcn_name=pl.when(inside).then(pl.col("pcn_name")),
        pcn_code=pl.when(inside).then(pl.col("pcn_code")),
    )


def _read(name: str, heading: str | None) -> Reading:
    if heading is None:
        return absent(pl.String)
    if name == "practice_code":
        return practice_code(heading)
    if name == "sub_icb_code":
        return code(heading, AREA)
    return text(heading)


CHECKS = (
    Check(
        "A practice has more than one row.",
        broken=pl.col("practice_code").is_duplicated().sum(),
        example=pl.col("practice_code").filter(pl.col("practice_code").is_duplicated()).first(),
    ),
)
