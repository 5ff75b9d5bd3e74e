"""Patients registered at each practice, all ages together: `gp-reg-pat-prac-all.csv`."""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import (
    choice,
    code,
    guarded,
    practice_code,
    text,
    tidy_table,
    unchanging,
    whole_number,
)
from mainstay.sources.recognising import as_day, find_table, first_record, second_thursday
from mainstay.terms.periods import Period
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
AREA = r"^[0-9A-Z]{3,5}$"
KINDS = r"^(GP|PCN|CCG|STP|ICB|SUB_?ICB.*|NATIONAL|ENGLAND|.*REGION.*)$"
"""The kinds of organisation that have rows in this file."""


def recognise(sample: Sample) -> Match | None:
    """Ours when every row is all ages of one organisation: a TYPE, a CODE and a single AGE."""
    found = find_table(sample, ("EXTRACT_DATE", "TYPE", "CODE", "AGE", "NUMBER_OF_PATIENTS"))
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
    """One row a practice; the rows of larger areas in the same file are left out."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    kind = code(found["type"], KINDS)
    practices = guarded(raw.select(found.values()), [kind]).filter(kind.value == "GP")
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "postcode": text(found["postcode"]),
        "sub_icb_code": code(found["sub_icb_code"], AREA),
        "patients": whole_number(found["patients"]),
        "sex": choice(found["sex"], ALL),
        "age": choice(found["age"], ALL),
        "extracted": unchanging(found["extracted"], match.facts["extracted"]),
    }
    return tidy_table(practices, columns).drop("sex", "age", "extracted")


_IMPOSSIBLE = ~pl.col("patients").is_between(0, 1_000_000)

CHECKS = (
    Check(
        "A practice has more than one row.",
        broken=pl.col("practice_code").is_duplicated().sum(),
        example=pl.col("practice_code").filter(pl.col("practice_code").is_duplicated()).first(),
    ),
    Check(
        "A practice has fewer than no patients, or more than a million.",
        broken=_IMPOSSIBLE.sum(),
        example=pl.col("practice_code").filter(_IMPOSSIBLE).first(),
    ),
)
