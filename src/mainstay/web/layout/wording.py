"""How pages write dates and missing values; numbers are written by `terms.wording`."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.timezone import localtime

from mainstay.terms.findings import Figure, Verdict
from mainstay.terms.indicators import Indicator
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.wording import capital, counted, listed, ordinal, spoken, uncapped

NO_DATA = "No data"
NEARLY_NONE = 0.005
VERDICTS = {Verdict.SIMILAR: "About the same", Verdict.UNKNOWN: "Not tested"}


def day(value: date | None) -> str:
    """1 November 2026."""
    return "not known" if value is None else f"{value.day} {value:%B %Y}"


def count(value: float | None) -> str:
    """6,300. Missing is said, never shown as zero."""
    return NO_DATA if value is None else f"{value:,.0f}"


def percent(value: float | None) -> str:
    """A share of 0 to 1 as 97%; what would round to all or nothing without being so says so."""
    if value is None:
        return NO_DATA
    if 0 < value < NEARLY_NONE:
        return "under 1%"
    if 1 - NEARLY_NONE <= value < 1:
        return "over 99%"
    return f"{value:.0%}"


def period(label: str | None) -> str:
    """A period's label in plain words; a label that is not ours is shown as it is."""
    if not label:
        return NO_DATA
    try:
        return Period.parse(label).plain
    except ValueError:
        return label


def amount(value: float | None, indicator: Indicator) -> str:
    """A value in its indicator's unit."""
    return NO_DATA if value is None else spoken(value, indicator.unit, indicator.decimals)


def figure(one: Figure) -> str:
    """A figure's value or category."""
    if one.category is not None:
        return capital(one.category)
    return amount(one.value, one.indicator)


def limits(one: Figure) -> str:
    """A figure's 95% limits, or nothing where it has none."""
    if one.lower is None or one.upper is None:
        return ""
    return f"{amount(one.lower, one.indicator)} to {amount(one.upper, one.indicator)}"


def because(reason: str | None) -> str:
    """The sentence for a missing value's reason."""
    return Missing(reason).sentence if reason else ""


def verdict(one: Verdict) -> str:
    """How a figure stands to England's, in a word or two."""
    return VERDICTS.get(one, capital(one.value))


def local(moment: datetime) -> date:
    """The day of a moment, where its readers live."""
    return localtime(moment).date()


def moment(value: datetime) -> str:
    """1 November 2026, 09:30, as clocks show it where its readers live."""
    here = localtime(value)
    return f"{day(here.date())}, {here:%H:%M}"


def fours(code: str) -> str:
    """Letters of a key or code in fours, as people copy them."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def when(value: datetime) -> str:
    """Monday 7 December 2026 at 09:30, where its readers live."""
    here = localtime(value)
    return f"{here:%A} {here.day} {here:%B %Y} at {here:%H:%M}"


FILTERS: dict[str, Callable] = {
    "amount": amount,
    "because": because,
    "capital": capital,
    "count": count,
    "day": day,
    "figure": figure,
    "fours": fours,
    "limits": limits,
    "listed": listed,
    "local": local,
    "many": counted,
    "moment": moment,
    "ordinal": ordinal,
    "percent": percent,
    "period": period,
    "uncapped": uncapped,
    "verdict": verdict,
    "when": when,
}
