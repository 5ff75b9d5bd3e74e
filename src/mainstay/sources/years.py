"""Years and months in the names of files, and the days on which yearly publications come out."""

import calendar
import re
from collections.abc import Collection
from datetime import date, timedelta

from mainstay.sources.contract import Sample
from mainstay.sources.recognising import month_in
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period

CENTURY = 2000
THURSDAY = 3
OCTOBER, SEPTEMBER, NOVEMBER = 10, 9, 11

# 2019-20 stands on the publisher's page; 2022-23 and 2023-24 are inferred from corrections dated
# just after; the others are recalled, not checked. Years that are not here follow the custom below.
QOF_PUBLISHED = {
    "2017-18": date(2018, 10, 25),
    "2018-19": date(2019, 10, 24),
    "2019-20": date(2020, 8, 20),
    "2022-23": date(2023, 9, 28),
    "2023-24": date(2024, 8, 29),
}
PAYMENTS_PUBLISHED = {
    "2017-18": date(2018, 12, 20),
    "2019-20": date(2020, 8, 27),
    "2020-21": date(2021, 11, 25),
    "2021-22": date(2022, 11, 24),
}
_YEAR = re.compile(
    r"(?<!\d)20(\d\d)[-_ /]?(?:20)?(\d\d)(?!\d)"
    r"|(?<!\d)(?<!\d\.)(\d\d)[-_ /]?(\d\d)(?!\d)(?!\.\d)"
)


def last_thursday(year: int, month: int) -> date:
    """The day of the week on which NHS England puts out its statistics."""
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - THURSDAY) % 7)


def qof_usually_published(period: Period) -> date:
    """Assumed: late October to 2018-19, since then the last Thursday of September."""
    before = period.end.year <= 2019
    return last_thursday(period.end.year, OCTOBER if before else SEPTEMBER)


def payments_usually_published(period: Period) -> date:
    """Assumed: the last Thursday of November after the year ends."""
    return last_thursday(period.end.year, NOVEMBER)


def financial_year_in(name: str) -> Period | None:
    """The financial year in `QOF 2022-23`, `nhspaymentsgp-17-18-csv` or `ACHIEVEMENT_1819`."""
    found = set()
    for four, after, two, next_two in _YEAR.findall(name):
        first, second = int(four or two), int(after or next_two)
        if second == (first + 1) % 100:
            found.add(CENTURY + first)
    return Period.financial_year(found.pop()) if len(found) == 1 else None


def year_of(sample: Sample, possible: Collection[str] = ()) -> Period | None:
    """The financial year of a file: what its headings allow, settled by its name or folder.

    `possible` are the years that have such headings; empty when they say nothing. Raises
    SourceError when the name says a year that the headings cannot be of.
    """
    named = financial_year_in(sample.name) or financial_year_in(sample.folder)
    if len(possible) == 1 and named is None:
        return Period.parse(next(iter(possible)))
    if named is not None and possible and named.label not in possible:
        raise SourceError(
            f"The name says {named.label}, and the headings are those of "
            f"{min(possible)} to {max(possible)}.",
            place=sample.name,
            advice="Give the right year with --period, such as --period 2022-23, "
            "after renaming the file.",
        )
    return named


def issue_month(sample: Sample) -> Period | None:
    """The month in a file's name, or of a folder named for nothing else: `2019-12`."""
    named = month_in(sample.name)
    if named is not None:
        return named
    folders = reversed(sample.folder.split("/"))
    dated = (part for part in folders if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", part))
    return next((Period.parse(part) for part in dated), None)
