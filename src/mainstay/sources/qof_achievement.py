"""Indicators of the Quality and Outcomes Framework: points, numerators and denominators."""

import re

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import (
    code,
    every_row,
    number,
    one_row_each,
    practice_code,
    text,
    tidy_table,
)
from mainstay.sources.recognising import find_table
from mainstay.sources.years import QOF_PUBLISHED, qof_usually_published, year_of
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="qof-achievement",
    name="Quality and Outcomes Framework: achievement by indicator",
    publisher="NHS England",
)
CALENDAR = QOF_PUBLISHED
usually_published = qof_usually_published

HEADINGS = {
    "practice_code": ("PRACTICE_CODE",),
    "indicator_code": ("INDICATOR_CODE",),
    "measure": ("MEASURE",),
    "value": ("VALUE",),
}
IGNORED = (
    "REGION_CODE",
    "REGION_ODS_CODE",
    "REGION_ONS_CODE",
    "REGION_NAME",
    "COUNTRY",
    "NAT_CODE",
)
REGION = re.compile(r"ACHIEVEMENT_([A-Z][A-Z_]*?)_(?:\d|V\d)", re.IGNORECASE)


def recognise(sample: Sample) -> Match | None:
    """Ours when each practice and indicator has a measure; some years come a region at a time."""
    needed = [spellings[0] for spellings in HEADINGS.values()]
    found = find_table(sample, needed)
    if found is None or "STAFF_GROUP" in found.headings:
        return None
    region = REGION.search(sample.name)
    part = region[1].casefold().replace("_", "-") if region else ""
    return Match(period=year_of(sample), sheet=found.sheet, header_row=found.row, part=part)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, indicator and measure (ACHIEVED_POINTS, NUMERATOR, DENOMINATOR...)."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    return tidy_table(
        raw,
        {
            "practice_code": practice_code(found["practice_code"]),
            "indicator_code": code(found["indicator_code"], r"^[A-Z0-9_]{2,20}$"),
            "measure": text(found["measure"], required=True),
            "value": number(found["value"]),
        },
    )


CHECKS = (
    one_row_each("practice_code", "indicator_code", "measure"),
    every_row("A measure is less than nothing.", pl.col("value") >= 0, "practice_code"),
)
