"""Patients registered at each practice, all ages together: `gp-reg-pat-prac-all.csv`."""

from datetime import date

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.patients_rows import AREA, extracted, matched, once, possible, practices_only
from mainstay.sources.reading import choice, code, practice_code, text, tidy_table, whole_number
from mainstay.sources.recognising import second_thursday
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="patients-totals",
    name="Patients registered at a GP practice: totals",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = second_thursday

HEADINGS = {
    "extracted": ("EXTRACT_DATE",),
    "type": ("TYPE",),
    "practice_code": ("CODE",),
    "postcode": ("POSTCODE",),
    "sub_icb_code": ("SUB_ICB_LOCATION_CODE", "CCG_CODE"),
    "sex": ("SEX",),
    "age": ("AGE",),
    "patients": ("NUMBER_OF_PATIENTS",),
}
IGNORED = (
    "PUBLICATION",
    "ONS_CCG_CODE",
    "ONS_SUB_ICB_LOCATION_CODE",
)
ALL = {"ALL": "all"}


def recognise(sample: Sample) -> Match | None:
    """Ours when every row is all ages of one organisation: a TYPE, a CODE and a single AGE."""
    return matched(sample, ("EXTRACT_DATE", "TYPE", "CODE", "AGE", "NUMBER_OF_PATIENTS"))


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice; the rows of larger areas in the same file are left out."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "postcode": text(found["postcode"]),
        "sub_icb_code": code(found["sub_icb_code"], AREA),
        "patients": whole_number(found["patients"]),
        "sex": choice(found["sex"], ALL),
        "age": choice(found["age"], ALL),
        "extracted": extracted(found, match),
    }
    return tidy_table(practices_only(raw, found), columns).drop("sex", "age", "extracted")


CHECKS = (
    once("A practice has more than one row.", "practice_code"),
    possible("A practice has fewer than no patients, or more than a million."),
)
