"""The GP Patient Survey from 2024 on, weighted, a practice a row.

The questions and how people are reached changed in 2024: nothing here is comparable with
gpps_2018, and the two are separate publications so that no trend can join them. Each question has
a stem; `<stem>.pcteval` is the share of good answers among those who had tried. Of some thousand
columns, those named here are read; the rest are known by the shape of their names. A negative
number, such as -97, stands for a result hidden because too few people answered. Shares are
0 to 1 or percentages, by year: the values tell which.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.recognising import find_table, matching, second_thursday, year_in
from mainstay.sources.survey_results import checks, results
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gpps-2024",
    name="GP Patient Survey, 2024 on",
    publisher="NHS England",
)
CALENDAR = {"2024": date(2024, 7, 11), "2025": date(2025, 7, 10)}
FIRST = 2024

HEADINGS = {
    "practice_code": ("ad_practicecode",),
    "practice_name": ("ad_practicename",),
    "distributed": ("distributed",),
    "received": ("received",),
}
SHARES = {
    "response_share": ("resprate",),
    "phone_easy_share": ("localgpservicesphone.pcteval",),
    "contact_good_share": ("gpcontactoverall.pcteval",),
    "overall_good_share": ("overallexp.pcteval",),
    "preferred_gp_share": ("localgpservicesprefhpsee.pcteval",),
    "confidence_share": ("lastgpapptconf.pcteval",),
    "needs_met_share": ("lastgpapptneeds.pcteval",),
}
OPTIONAL = tuple(name for name in SHARES if name not in ("phone_easy_share", "overall_good_share"))
IGNORED_PATTERNS = (
    r"ad_\w+",
    r"popsize",
    r"[a-z]+\w*\.(pct\w*|low\w*|hi\w*|base\w*|n|w?count\w*)",
    r"[a-z]+\w*_(base|pct|n|wt|weighted|unweighted)\w*",
    r"dv_\w+(\.\w+)?",
)


def usually_published(period: Period) -> date:
    """The second Thursday of July, as in 2024 and 2025."""
    return second_thursday(Period.month(period.end.year, 7))


def recognise(sample: Sample) -> Match | None:
    """Ours by the stems of the questions; the name or the folder says which year."""
    found = find_table(sample, ("ad_practicecode", "received", "overallexp.pcteval"))
    if found is None:
        return None
    year = year_in(sample.name) or year_in(sample.folder)
    if year is not None and year < FIRST:
        raise SourceError(
            f"The survey of {year} does not have the questions of {FIRST} on.",
            place=sample.name,
            advice="Check the year in the file's name.",
        )
    period = Period.year(year) if year else None
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice."""
    headings = raw.collect_schema().names()
    found = columns_for(
        headings,
        HEADINGS | SHARES,
        optional=OPTIONAL,
        ignored=matching(headings, *IGNORED_PATTERNS),
    )
    return results(raw, found, SHARES)


CHECKS = checks(SHARES)
