"""The areas that the Quality and Outcomes Framework counts each practice in."""

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import (
    absent,
    enough_rows,
    one_row_each,
    practice_code,
    text,
    tidy_table,
)
from mainstay.sources.recognising import find_table
from mainstay.sources.years import QOF_PUBLISHED, qof_usually_published, year_of
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="qof-areas",
    name="Quality and Outcomes Framework: practices and their areas",
    publisher="NHS England",
)
CALENDAR = QOF_PUBLISHED
usually_published = qof_usually_published

HEADINGS = {
    "practice_code": ("PRACTICE_CODE",),
    "practice_name": ("PRACTICE_NAME",),
    "pcn_code": ("PCN_ODS_CODE", "PCN_CODE"),
    "pcn_name": ("PCN_NAME",),
    "sub_icb_code": (
        "SUB_ICB_LOC_ODS_CODE",
        "SUB_ICB_LOC_CODE",
        "SUB_ICB_ODS_CODE",
        "SUB_ICB_CODE",
        "CCG_ODS_CODE",
    ),
    "sub_icb_name": ("SUB_ICB_LOC_NAME", "SUB_ICB_NAME", "CCG_NAME"),
    "icb_code": ("ICB_ODS_CODE", "ICB_CODE", "STP_ODS_CODE"),
    "icb_name": ("ICB_NAME", "STP_NAME"),
    "region_code": ("REGION_ODS_CODE", "REGION_CODE"),
    "region_name": ("REGION_NAME",),
}
OPTIONAL = ("pcn_code", "pcn_name")
IGNORED = (
    "NAT_ONS_CODE",
    "NAT_CODE",
    "COUNTRY",
    "COUNTRY_ONS_CODE",
    "COUNTRY_ODS_CODE",
    "COUNTRY_NAME",
    "REGION_ONS_CODE",
    "STP_ONS_CODE",
    "ICB_ONS_CODE",
    "CCG_ONS_CODE",
    "SUB_ICB_LOC_ONS_CODE",
    "SUB_ICB_ONS_CODE",
    "PCN_ONS_CODE",
)
OWN = ("NAT_ONS_CODE", "REGION_ODS_CODE", "REGION_ONS_CODE", "COUNTRY_ONS_CODE")


def recognise(sample: Sample) -> Match | None:
    """Ours when practices stand in regions with two kinds of code."""
    found = find_table(sample, ("PRACTICE_CODE", "PRACTICE_NAME", "REGION_NAME"))
    if found is None or not set(OWN) & {heading.upper() for heading in found.headings}:
        return None
    return Match(period=year_of(sample), sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice. Before July 2022 the areas are CCGs and STPs, by their own codes."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, optional=OPTIONAL, ignored=IGNORED)
    words = {
        name: text(found[name], required=name == "sub_icb_code")
        if name in found
        else absent(pl.String)
        for name in HEADINGS
        if name != "practice_code"
    }
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        **words,
        "postcode": absent(pl.String),
        "supplier": absent(pl.String),
    }
    return tidy_table(raw, columns)


CHECKS = (one_row_each("practice_code"), enough_rows(6_000))
