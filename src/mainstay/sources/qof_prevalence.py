"""Registers of the Quality and Outcomes Framework: how many patients have each condition."""

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import (
    code,
    enough_rows,
    every_row,
    one_row_each,
    practice_code,
    text,
    tidy_table,
    whole_number,
)
from mainstay.sources.recognising import find_table
from mainstay.sources.years import QOF_PUBLISHED, qof_usually_published, year_of
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="qof-prevalence",
    name="Quality and Outcomes Framework: prevalence",
    publisher="NHS England",
)
CALENDAR = QOF_PUBLISHED
usually_published = qof_usually_published

HEADINGS = {
    "practice_code": ("PRACTICE_CODE",),
    "condition_code": ("GROUP_CODE", "INDICATOR_GROUP_CODE"),
    "register": ("REGISTER",),
    "list_type": ("PATIENT_LIST_TYPE",),
    "list_size": ("PRACTICE_LIST_SIZE",),
}


def recognise(sample: Sample) -> Match | None:
    """Ours when each practice and group has a register and a list size."""
    found = find_table(sample, ("PRACTICE_CODE", "REGISTER", "PRACTICE_LIST_SIZE"))
    if found is None:
        return None
    return Match(period=year_of(sample), sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice and condition, with the list that the condition is counted in."""
    found = columns_for(raw.collect_schema().names(), HEADINGS)
    return tidy_table(
        raw,
        {
            "practice_code": practice_code(found["practice_code"]),
            "condition_code": code(found["condition_code"], r"^[A-Z0-9_]{1,12}$"),
            "register": whole_number(found["register"]),
            "list_type": text(found["list_type"], required=True),
            "list_size": whole_number(found["list_size"]),
        },
    )


CHECKS = (
    one_row_each("practice_code", "condition_code"),
    every_row("A register has fewer than no patients.", pl.col("register") >= 0, "practice_code"),
    every_row(
        "A register is longer than the list that it is part of.",
        pl.col("register") <= pl.col("list_size"),
        "practice_code",
        hard=False,
    ),
    enough_rows(100_000),
)
