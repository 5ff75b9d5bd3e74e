"""Which network and areas each practice belongs to: `gp-reg-pat-prac-map.csv`."""

from datetime import date

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.patients_rows import AREA, extracted, matched, once
from mainstay.sources.reading import Reading, absent, code, practice_code, text, tidy_table
from mainstay.sources.recognising import second_thursday
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
NO_NETWORK = "U"  # the code of practices outside any network, named "Unallocated"


def recognise(sample: Sample) -> Match | None:
    """Ours when a dated list of practices gives a postcode and a commissioning region."""
    needed = ("EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_POSTCODE", "COMM_REGION_CODE")
    return matched(sample, needed)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice. A practice outside any network has no network's code or name."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, optional=OPTIONAL, ignored=IGNORED)
    columns = {name: _read(name, found.get(name)) for name in HEADINGS}
    columns["extracted"] = extracted(found, match)
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


CHECKS = (once("A practice has more than one row.", "practice_code"),)
