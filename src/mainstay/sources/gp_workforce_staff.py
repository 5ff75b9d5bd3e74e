"""The general practice workforce in each role, a practice, role and measure a row.

The file called High level, from 2022. Its rows hold each role and, as the role "Total", the sum
of each group of staff; both are kept under the publisher's words.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import choice, number_or_missing, practice_code, text, tidy_table
from mainstay.sources.recognising import find_table, last_thursday_after, matching, month_in
from mainstay.terms.missing import Missing
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gp-workforce-staff",
    name="General Practice Workforce: staff in each role",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = last_thursday_after

HEADINGS = {
    "practice_code": ("PRAC_CODE",),
    "practice_name": ("PRAC_NAME",),
    "staff_group": ("STAFF_GROUP",),
    "role": ("DETAILED_STAFF_ROLE",),
    "measure": ("MEASURE",),
    "value": ("VALUE",),
}
IGNORED_PATTERNS = (r"(PCN|SUB_ICB|SUB_ICB_LOCATION|ICB|REGION|COMM_REGION)_(CODE|NAME)",)
MEASURES = {"FTE": "FTE", "Headcount": "Headcount"}
MARKS = dict.fromkeys(("ND", "NA", "EST", "NS", ".", ""), Missing.NOT_COLLECTED) | {
    "*": Missing.SUPPRESSED
}


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings; the month is in the file's name or its folder's."""
    needed = ("PRAC_CODE", "STAFF_GROUP", "DETAILED_STAFF_ROLE", "MEASURE", "VALUE")
    found = find_table(sample, needed)
    if found is None:
        return None
    period = month_in(sample.name) or month_in(sample.folder)
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, group, role and measure."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "practice_name": text(found["practice_name"]),
        "staff_group": text(found["staff_group"], required=True),
        "role": text(found["role"], required=True),
        "measure": choice(found["measure"], MEASURES),
        "value": number_or_missing(found["value"], MARKS, grouped=False),
    }
    return tidy_table(raw.select(found.values()), columns)


_REPEATED = pl.struct("practice_code", "staff_group", "role", "measure").is_duplicated()
_BEFORE_NONE = pl.col("value") < 0

CHECKS = (
    Check(
        "A practice has the same role and measure twice.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    Check(
        "A practice has less than no time or people in a role.",
        broken=_BEFORE_NONE.sum(),
        example=pl.col("practice_code").filter(_BEFORE_NONE).first(),
    ),
)
