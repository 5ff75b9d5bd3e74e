"""The sentences of a pack: short, plain, and each with the period of what it says."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from mainstay.terms.findings import Comparison, CriterionResult, Figure, Trend, Verdict
from mainstay.terms.indicators import Indicator
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.wording import spoken

MINUS = "−"
GOOD = (Verdict.BETTER, Verdict.IMPROVED)

_BESIDE = {
    Verdict.BETTER: "better than",
    Verdict.WORSE: "worse than",
    Verdict.HIGHER: "higher than",
    Verdict.LOWER: "lower than",
    Verdict.SIMILAR: "about the same as",
}
_IN_TIME = {
    Verdict.IMPROVED: "a change for the better",
    Verdict.DETERIORATED: "a change for the worse",
    Verdict.ROSE: "a rise",
    Verdict.FELL: "a fall",
}


def day(when: date) -> str:
    """A date as a sentence has it: 1 November 2026."""
    return f"{when.day} {when:%B %Y}"


def amount(indicator: Indicator, value: float | None) -> str:
    """A value as a table has it: `2,210`, `84.1%`, `£171.20`. Never a blank."""
    if value is None:
        return "No data"
    return spoken(value, indicator.unit, indicator.decimals).replace("-", MINUS)


def shown(figure: Figure) -> str:
    """A figure in a table's cell: its value or category, else why there is none."""
    if figure.category is not None:
        return figure.category
    if figure.value is None:
        return no_data(figure.missing)
    return amount(figure.indicator, figure.value)


def no_data(missing: Missing | None) -> str:
    """`No data`, with the reason where one is known."""
    return f"No data: {missing}" if missing else "No data"


def span(figure: Figure) -> str:
    """A figure's 95% interval, or that it has none."""
    if figure.lower is None or figure.upper is None:
        return "Not given"
    lower, upper = amount(figure.indicator, figure.lower), amount(figure.indicator, figure.upper)
    return f"{lower} to {upper}"


def period(label: str) -> str:
    """A period's label in words, `April 2018 to March 2019`; one that cannot be read, as it is."""
    try:
        return Period.parse(label).plain
    except ValueError:
        return label


def when(label: str) -> str:
    """A period in a sentence: `in September 2026`, `on 1 October 2026`."""
    words = period(label)
    return f"on {words}" if words[:1].isdigit() and " " in words else f"in {words}"


@lru_cache(maxsize=4096)
def short_period(label: str) -> str:
    """A period as a narrow cell has it: `Apr 2018 to Mar 2019`, `Sep 2026`."""
    return re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", period(label)) or "Not known"


def beside(verdict: Verdict) -> str:
    """A verdict as a cell has it: `Better`, `About the same`, `Not compared`."""
    if verdict is Verdict.UNKNOWN:
        return "Not compared"
    return "About the same" if verdict is Verdict.SIMILAR else str(verdict).capitalize()


def beside_england(comparison: Comparison) -> str:
    """One finding as a sentence, with its period and England's figure."""
    figure = comparison.figure
    words = _BESIDE.get(comparison.against_england)
    start = f"{figure.indicator.plain_name}: {shown(figure)} {when(figure.period)}"
    if words is None or figure.england is None:
        return f"{start}."
    return f"{start}, {words} England ({amount(figure.indicator, figure.england)})."


def among_the_best(comparison: Comparison) -> str:
    """A figure without an interval that few practices better, with its period and England's."""
    figure = comparison.figure
    england = amount(figure.indicator, figure.england)
    return (
        f"{figure.indicator.plain_name}: {shown(figure)} {when(figure.period)}, among the best "
        f"tenth of practices (England {england})."
    )


def why(result: CriterionResult) -> str:
    """Why a criterion has its level. What concerns one person is not for all who read a pack."""
    if result.criterion.confidential and result.judgement is not None:
        return "Judged by the office, which will talk about it with those whom it concerns."
    return result.reason or "No reason is held."


def did(verdict: Verdict) -> str:
    """What a series did, as a noun."""
    return _IN_TIME.get(verdict, "no clear change")


def stretch(figures: Sequence[Figure]) -> str:
    """The time that some figures cover, from the start of the first to the end of the last."""
    periods = [Period.parse(one.period) for one in figures if one.period_end is not None]
    if not periods:
        return "Period not known"
    return from_to(min(periods, key=lambda one: one.start), max(periods))


def from_to(first: Period, last: Period) -> str:
    """The time from the start of one period to the end of another."""
    return Period(start=first.start, end=last.end).plain


def extremes(figures: Sequence[Figure]) -> str:
    """The lowest and the highest of a run of figures."""
    known = [one for one in figures if one.value is not None]
    low = min(known, key=lambda one: one.value or 0.0)
    high = max(known, key=lambda one: one.value or 0.0)
    return f"Lowest: {shown(low)} {when(low.period)}. Highest: {shown(high)} {when(high.period)}."


def condition(indicator: Indicator) -> str:
    """The condition that a prevalence measure is about: what its name has before the colon."""
    return indicator.name.partition(":")[0]


def over_time(trend: Trend) -> str:
    """What a series did, as a sentence; says so where it cannot be told."""
    points = [point for point in trend.points if point.value is not None]
    name = trend.indicator.plain_name
    if not points:
        return f"{name}: there are no figures to draw."
    if len(points) == 1:
        only = points[0]
        return f"{name}: there is one figure, {shown(only)} {when(only.period)}, so no trend."
    first, last = points[0], points[-1]
    if trend.centre is not None:
        return (
            f"{name}: {shown(last)} {when(last.period)}. Its own mean since "
            f"{period(first.period)} is {amount(trend.indicator, trend.centre)}. "
            f"The latest figures show {did(trend.verdict)}."
        )
    moved = f"{name} went from {shown(first)} {when(first.period)} to {shown(last)}"
    if trend.verdict is Verdict.UNKNOWN:
        return f"{moved} {when(last.period)}."
    return f"{moved} {when(last.period)}: {did(trend.verdict)}."


def headline(trend: Trend) -> str:
    """What a chart shows. Without an interval nothing is tested, so only the ends are told."""
    known = [point for point in trend.points if point.value is not None]
    name = trend.indicator.plain_name
    if trend.verdict is Verdict.UNKNOWN and known:
        return f"{name}: from {shown(known[0])} to {shown(known[-1])}"
    return f"{name}: {did(trend.verdict)}"


def lower_first(text: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
