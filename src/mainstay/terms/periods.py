"""The stretch of time that a figure measures."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

MONTHS = 12


@dataclass(frozen=True, order=True)
class Period:
    """An inclusive stretch of days, shown by the label its publishers would use.

    A label is a financial year `2018-19`, a calendar year `2019`, a quarter `2016-Q1`,
    a month `2026-07` or a day `2026-07-01`.
    """

    end: date
    start: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(start=date(year, 1, 1), end=date(year, 12, 31))

    @classmethod
    def financial_year(cls, year: int) -> Self:
        """April of `year` to the March after."""
        return cls(start=date(year, 4, 1), end=date(year + 1, 3, 31))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """Calendar quarter 1 to 4."""
        last = quarter * 3
        return cls(start=date(year, last - 2, 1), end=_month_end(year, last))

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(start=date(year, month, 1), end=_month_end(year, month))

    @classmethod
    def day(cls, day: date) -> Self:
        return cls(start=day, end=day)

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, label: str) -> "Period":
        """Read a label. `2011-12` is taken as a month: no held release is older than 2012-13."""
        for pattern, read in _READERS:
            found = re.fullmatch(pattern, label)
            if found:
                period = read(cls, *(int(part) for part in found.groups()))
                if period is not None:
                    return period
        raise ValueError(f"'{label}' is not a period such as 2018-19, 2019, 2016-Q1, 2026-07")

    @property
    def label(self) -> str:
        for kind in (_as_day, _as_month, _as_quarter, _as_financial_year, _as_year):
            text = kind(self)
            if text is not None:
                return text
        return f"{self.start} to {self.end}"

    @property
    def plain(self) -> str:
        """The label as a sentence would say it: `April 2018 to March 2019`."""
        return _plain(self)

    def __str__(self) -> str:
        return self.label


@lru_cache(maxsize=4096)
def _plain(period: Period) -> str:
    start, end = period.start, period.end
    if start == end:
        return f"{end.day} {end:%B %Y}"
    if period == Period.year(end.year):
        return str(end.year)
    if period == Period.month(end.year, end.month):
        return f"{end:%B %Y}"
    return f"{start:%B %Y} to {end:%B %Y}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _as_day(period: Period) -> str | None:
    return period.start.isoformat() if period.start == period.end else None


def _as_month(period: Period) -> str | None:
    day = period.end
    same = period == Period.month(day.year, day.month)
    return f"{day:%Y-%m}" if same else None


def _as_quarter(period: Period) -> str | None:
    day = period.end
    if day.month % 3 == 0 and period == Period.quarter(day.year, day.month // 3):
        return f"{day.year}-Q{day.month // 3}"
    return None


def _as_financial_year(period: Period) -> str | None:
    first = period.start.year
    if period == Period.financial_year(first):
        return f"{first}-{(first + 1) % 100:02d}"
    return None


def _as_year(period: Period) -> str | None:
    return str(period.end.year) if period == Period.year(period.end.year) else None


def _read_two_parts(cls: type[Period], first: int, second: int) -> Period | None:
    if 1 <= second <= MONTHS:
        return cls.month(first, second)
    return cls.financial_year(first) if second == (first + 1) % 100 else None


def _read_day(cls: type[Period], year: int, month: int, day: int) -> Period | None:
    return cls.day(date(year, month, day))


_READERS = (
    (r"(\d{4})-(\d{2})-(\d{2})", _read_day),
    (r"(\d{4})-Q([1-4])", lambda cls, year, quarter: cls.quarter(year, quarter)),
    (r"(\d{4})-(\d{2})", _read_two_parts),
    (r"(\d{4})", lambda cls, year: cls.year(year)),
)


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; the ends of two months are whole months apart."""
    earlier, later = earlier + timedelta(days=1), later + timedelta(days=1)
    short = later.day < earlier.day
    return (later.year - earlier.year) * MONTHS + later.month - earlier.month - short


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
