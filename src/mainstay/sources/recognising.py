"""What the head of a file and its name say, for sources to recognise it by."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mainstay.sources.contract import Sample
from mainstay.terms.periods import Period

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
MONTH_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY_FORMATS = ("%Y-%m-%d", "%d%b%Y", "%d/%m/%Y", "%Y%m%d")
CENTURY = 2000
THURSDAY = 3


class Found(NamedTuple):
    """Where a table is in a file: its sheet, the row of its headings, and the headings."""

    sheet: str
    row: int
    headings: tuple[str, ...]


def find_table(sample: Sample, needed: Collection[str], *, within: int = 12) -> Found | None:
    """The first row, on any sheet, that holds every heading needed, without regard to case."""
    wanted = {heading.casefold() for heading in needed}
    for sheet, rows in sample.sheets.items():
        for number, row in enumerate(rows[:within]):
            if wanted <= {cell.strip().casefold() for cell in row}:
                return Found(sheet, number, tuple(row))
    return None


def first_record(sample: Sample, found: Found) -> Mapping[str, str]:
    """The first row of data by heading, in small letters; empty when there is none."""
    rows = sample.rows(found.sheet)
    row: Sequence[str] = rows[found.row + 1] if len(rows) > found.row + 1 else ()
    return {
        heading.strip().casefold(): cell.strip()
        for heading, cell in zip(found.headings, row, strict=False)
    }


def matching(headings: Collection[str], *patterns: str) -> tuple[str, ...]:
    """The headings that one of the patterns describes in full, without regard to case."""
    joined = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    return tuple(heading for heading in headings if joined.fullmatch(heading))


def as_day(text: str) -> date | None:
    """A day written 2026-07-01, 01JUL2026, 01/07/2026 or 20260701."""
    for style in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), style).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def day_in(name: str) -> date | None:
    """The day in a name such as `02_January_2026_HSCA_Active_Locations.ods`."""
    words = re.search(rf"(?<!\d)(\d\d?)[ _-]{MONTH_NAME}[ _-](20\d\d)(?!\d)", name, re.IGNORECASE)
    if words:
        return _day(int(words[3]), MONTHS[words[2][:3].casefold()], int(words[1]))
    digits = re.search(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", name)
    return _day(*(int(part) for part in digits.groups())) if digits else None


def month_in(name: str) -> Period | None:
    """The month in `September 2019`, `Aug_25`, `GPWPracticeCSV.092024` or `2024-08`."""
    words = re.search(rf"{MONTH_NAME}[ _-](?:20)?(\d\d)(?!\d)", name, re.IGNORECASE)
    if words:
        return Period.month(CENTURY + int(words[2]), MONTHS[words[1][:3].casefold()])
    digits = re.search(r"(?<!\d)(0[1-9]|1[0-2])(20\d\d)(?!\d)", name)
    if digits:
        return Period.month(int(digits[2]), int(digits[1]))
    stamp = re.search(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?!\d)", name)
    return Period.month(int(stamp[1]), int(stamp[2])) if stamp else None


def year_in(name: str) -> int | None:
    """The only year, 2000 to 2099, that a name holds."""
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", name))
    return int(years.pop()) if len(years) == 1 else None


def second_thursday(period: Period) -> date:
    """When NHS England by custom publishes the lists of patients taken in a period's month."""
    first = period.start.replace(day=1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7)


def last_thursday_after(period: Period) -> date:
    """The last Thursday of the month after a period's last month: a custom of NHS England's."""
    month_after = (period.end.replace(day=1) + timedelta(days=31)).replace(day=1)
    following = (month_after + timedelta(days=31)).replace(day=1)
    last = following - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - THURSDAY) % 7)


def months_later(period: Period, months: int) -> Period:
    """The whole month so many months after a period's last."""
    counted = period.end.year * 12 + period.end.month - 1 + months
    return Period.month(counted // 12, counted % 12 + 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
