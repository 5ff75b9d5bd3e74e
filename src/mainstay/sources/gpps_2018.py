"""The GP Patient Survey to 2023, weighted, a practice a row.

Those of 2024 and after are not comparable with these: see gpps_2024. The questions were also
numbered afresh in 2018; of 2017 only the names that were seen are read. Of some hundreds of
columns, those named here are read; the rest are known by the shape of their names. A negative
number, such as -97, stands for a result hidden because too few people answered. Shares are 0 to 1
or percentages, by year: the values tell which.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.recognising import find_table, matching, year_in
from mainstay.sources.survey_results import checks, results
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gpps-2018",
    name="GP Patient Survey, to 2023",
    publisher="NHS England",
)
CALENDAR = {
    "2017": date(2017, 7, 6),
    "2018": date(2018, 8, 9),
    "2019": date(2019, 7, 11),
    "2020": date(2020, 7, 9),
    "2021": date(2021, 7, 8),
    "2022": date(2022, 7, 14),
    "2023": date(2023, 7, 13),
}
FIRST, LAST = 2017, 2023

HEADINGS = {
    "practice_code": ("Practice_Code",),
    "practice_name": ("Practice_Name",),
    "distributed": ("distributed",),
    "received": ("received",),
}
SHARES = {
    "response_share": ("resprate",),
    "phone_easy_share": ("Q3_12pct",),
    "appointment_good_share": ("Q18_12pct",),
    "overall_good_share": ("Q28_12pct",),
    "preferred_gp_share": ("Q9_12pct",),
    "confidence_share": ("Q89_12pct",),
    "needs_met_share": ("Q90_12pct",),
}
NUMBERED_2017 = {"confidence_share": ("Q22_12pct",)}
OPTIONAL = tuple(name for name in SHARES if name not in ("phone_easy_share", "overall_good_share"))
IGNORED_PATTERNS = (
    r"(CCG|ICS|STP|PCN|CR|Region|NHSER|Comm_?Region)_(Code|Name)(_ONS)?",
    r"Q\d+\w*(\.\d+)?",
    r"(base|weight|pop|dv|pcn|imd)\w*",
)


def recognise(sample: Sample) -> Match | None:
    """Ours by the numbered questions; the name or the folder says which year."""
    found = find_table(sample, ("Practice_Code", "distributed", "received", "Q28_12pct"))
    if found is None:
        return None
    year = year_in(sample.name) or year_in(sample.folder)
    if year is not None and not FIRST <= year <= LAST:
        raise SourceError(
            f"The survey of {year} does not have the questions of {FIRST} to {LAST}.",
            place=sample.name,
            advice="Check the year in the file's name.",
        )
    period = Period.year(year) if year else None
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice."""
    headings = raw.collect_schema().names()
    renumbered = NUMBERED_2017 if match.period == Period.year(2017) else {}
    found = columns_for(
        headings,
        HEADINGS | SHARES | renumbered,
        optional=OPTIONAL,
        ignored=matching(headings, *IGNORED_PATTERNS),
    )
    return results(raw, found, SHARES)


CHECKS = checks(SHARES)
