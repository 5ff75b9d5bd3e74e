"""Patients registered at each practice by the small area where they live: `...lsoa-all.csv`.

The publisher gives all patients in one file and each sex in another, so a period has up to three
parts. Besides codes of areas in England (E01) and Wales (W01), a patient's area may be CLOSED
(the address has no living area now) or NO2011 (no area of the 2011 census); those are kept.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.patients_rows import SEXES, extracted, matched, once, possible
from mainstay.sources.reading import choice, code, practice_code, tidy_table, whole_number
from mainstay.sources.recognising import second_thursday
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="patients-lsoa",
    name="Patients registered at a GP practice: small areas",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = second_thursday

HEADINGS = {
    "extracted": ("EXTRACT_DATE",),
    "practice_code": ("PRACTICE_CODE",),
    "lsoa_code": ("LSOA_CODE",),
    "sex": ("SEX",),
    "patients": ("NUMBER_OF_PATIENTS", "Number of Patients"),
}
IGNORED = ("PUBLICATION", "PRACTICE_NAME")
SMALL_AREA = r"^([EWSZ]0\d{7}|N2\d{7}|95\w{6,7}|CLOSED|NO20\d\d)$"


def recognise(sample: Sample) -> Match | None:
    """Ours when a dated list of practices gives small areas and a sex."""
    return matched(sample, ("EXTRACT_DATE", "PRACTICE_CODE", "LSOA_CODE", "SEX"), parts=SEXES)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, small area and sex."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "lsoa_code": code(found["lsoa_code"], SMALL_AREA),
        "sex": choice(found["sex"], SEXES),
        "patients": whole_number(found["patients"]),
        "extracted": extracted(found, match),
    }
    return tidy_table(raw.select(found.values()), columns).drop("extracted")


CHECKS = (
    once("A practice has the same small area and sex twice.", "practice_code", "lsoa_code", "sex"),
    possible("A practice has fewer than no patients in a small area, or more than a million."),
    Check(
        "A file holds more than one sex: rows for all and for each must not be added together.",
        broken=pl.col("sex").n_unique() - 1,
        example=pl.col("sex").unique().sort().str.join(", "),
        hard=False,
    ),
)
