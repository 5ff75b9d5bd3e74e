"""Patients on each list by sex and age group, 2013 to 2016: `Patient_List_Size_<quarter>.csv`.

The publisher lists everyone who prescribes, so thousands of clinics and services have no
patients at all: there a zero is a count of nobody, not a blank. They are kept; whoever asks for
general practices leaves out those whose list adds up to nothing.
"""

import re
from datetime import date, timedelta

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import code, practice_code, text, tidy_table, whole_number
from mainstay.sources.recognising import find_table, matching
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="nhsbsa-list-sizes",
    name="Patient list sizes",
    publisher="NHS Business Services Authority",
)
CALENDAR: dict[str, date] = {}

HEADINGS = {
    "practice_code": ("Practice Code",),
    "practice_name": ("Practice Name",),
    "sub_icb_code": ("PCO Code",),
}
IGNORED = (
    "Regional Office Name",
    "Regional Office Code",
    "Area Team Name",
    "Area Team Code",
    "PCO Name",
)
SEXES = ("male", "female")
AGES = ((0, 4), (5, 14), (15, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, None))
COUNTS = {
    f"{sex} {low}-{high}" if high else f"{sex} {low}+": (sex, low, high)
    for sex in SEXES
    for low, high in AGES
}
AREA = r"^[0-9A-Z]{3,5}$"
PADDING = "00"  # the publisher writes the three characters of a group's code as 07L00
HALF_QUARTER = timedelta(days=45)


def usually_published(period: Period) -> date:
    """By rule, six weeks after the quarter ends: the portal kept no dates."""
    return period.end + HALF_QUARTER


def recognise(sample: Sample) -> Match | None:
    """Ours by the age groups; the quarter is the months in the file's name."""
    found = find_table(sample, ("Practice Code", "PCO Code", "Male 0-4", "Female 75+"))
    if found is None:
        return None
    named = re.search(r"(20\d\d)[_-](0[1-9]|1[0-2])", sample.name)
    named = named or re.search(r"(20\d\d)-(0[1-9]|1[0-2])", sample.folder)
    period = Period.quarter(int(named[1]), (int(named[2]) + 2) // 3) if named else None
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, sex and age group; eighteen for each row of the file."""
    headings = raw.collect_schema().names()
    counted = {name: (name,) for name in COUNTS}
    found = columns_for(headings, HEADINGS | counted, ignored=matching(headings, *IGNORED))
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "practice_name": text(found["practice_name"]),
        "sub_icb_code": code(found["sub_icb_code"], AREA),
    }
    columns |= {name: whole_number(found[name]) for name in COUNTS}
    wide = tidy_table(raw.select(found.values()), columns).with_columns(
        pl.col("sub_icb_code").str.strip_suffix(PADDING)
    )
    return pl.concat([_group(wide, name) for name in COUNTS])


def _group(wide: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """The rows of one sex and age group."""
    sex, low, high = COUNTS[name]
    return wide.select(
        *HEADINGS,
        sex=pl.lit(sex),
        age_low=pl.lit(low, pl.Int64),
        age_high=pl.lit(high, pl.Int64),
        patients=pl.col(name),
    )


_REPEATED = pl.struct("practice_code", "sub_icb_code", "sex", "age_low").is_duplicated()
_IMPOSSIBLE = ~pl.col("patients").is_between(0, 1_000_000)

CHECKS = (
    Check(
        "A list has the same sex and age group twice.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    Check(
        "A list has fewer than no patients, or more than a million.",
        broken=_IMPOSSIBLE.sum(),
        example=pl.col("practice_code").filter(_IMPOSSIBLE).first(),
    ),
)
