"""Patients registered at each practice by the small area where they live: `...lsoa-all.csv`.

The publisher gives all patients in one file and each sex in another, so a period has up to three
parts. Besides codes of areas in England (E01) and Wales (W01), a patient's area may be CLOSED
(the address has no living area now) or NO2011 (no area of the 2011 census); those are kept.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import (
    choice,
    code,
    practice_code,
    tidy_table,
    unchanging,
    whole_number,
)
from mainstay.sources.recognising import as_day, find_table, first_record, second_thursday
from mainstay.terms.periods import Period
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
SEXES = {"ALL": "all", "MALE": "male", "FEMALE": "female"}
AREA = r"^([EWSZ]0\d{7}|N2\d{7}|95\w{6,7}|CLOSED|NO20\d\d)$"


def recognise(sample: Sample) -> Match | None:
    """Ours when a dated list of practices gives small areas and a sex."""
    found = find_table(sample, ("EXTRACT_DATE", "PRACTICE_CODE", "LSOA_CODE", "SEX"))
    if found is None:
        return None
    record = first_record(sample, found)
    said = record.get("extract_date", "")
    extracted = as_day(said)
    return Match(
        period=Period.day(extracted) if extracted else None,
        sheet=found.sheet,
        header_row=found.row,
        part=SEXES.get(record.get("sex", "").upper(), ""),
        facts={"extracted": said},
    )


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, small area and sex."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "lsoa_code": code(found["lsoa_code"], AREA),
        "sex": choice(found["sex"], SEXES),
        "patients": whole_number(found["patients"]),
        "extracted": unchanging(found["extracted"], match.facts["extracted"]),
    }
    return tidy_table(raw.select(found.values()), columns).drop("extracted")


_REPEATED = pl.struct("practice_code", "lsoa_code", "sex").is_duplicated()
_IMPOSSIBLE = ~pl.col("patients").is_between(0, 1_000_000)

CHECKS = (
    Check(
        "A practice has the same small area and sex twice.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    Check(
        "A practice has fewer than no patients in a small area, or more than a million.",
        broken=_IMPOSSIBLE.sum(),
        example=pl.col("practice_code").filter(_IMPOSSIBLE).first(),
    ),
    Check(
        "A file holds more than one sex: rows for all and for each must not be added together.",
        broken=pl.col("sex").n_unique() - 1,
        example=pl.col("sex").unique().sort().str.join(", "),
        hard=False,
    ),
)
