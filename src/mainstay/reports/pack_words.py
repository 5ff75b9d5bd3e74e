"""The sentences of a pack: short, plain, and each with the period of what it says."""

from datetime import date

from mainstay.terms.findings import Comparison, CriterionResult, Figure, Trend, Verdict
from mainstay.terms.indicators import Indicator, Unit
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period

PERCENT = 100
GOOD = (Verdict.BETTER, Verdict.IMPROVED)

_BESIDE = {
    Verdict.BETTER: "better than",
    Verdict.WORSE: "worse than",
    Verdict.HIGHER: "higher than",
    Verdict.LOWER: "lower than",
    Verdict.SIMILAR: "about the same as",
}
_IN_TIME = {
    Verdict.IMPROVED: "has improved",
    Verdict.SUSTAINED: "has stayed about the same",
    Verdict.DETERIORATED: "has got worse",
    Verdict.ROSE: "has risen",
    Verdict.FELL: "has fallen",
}


def day(when: date) -> str:
    """A date as a sentence has it: 1 November 2026."""
    return f"{when.day} {when:%B %Y}"


def amount(indicator: Indicator, value: float | None) -> str:
    """A value as it is read aloud: `2,210`, `84.1%`, `£171`. Never a blank."""
    if value is None:
        return "No data"
    shown = value * PERCENT if indicator.unit is Unit.SHARE else value
    text = f"{abs(shown):,.{indicator.decimals}f}"
    minus = "−" if shown < 0 and text.strip("0.,") else ""
    return minus + _PATTERNS.get(indicator.unit, "{}").format(text)


_PATTERNS = {Unit.SHARE: "{}%", Unit.POUNDS: "£{}"}


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


def beside_england(comparison: Comparison) -> str:
    """One finding as a sentence, with its period and England's figure."""
    figure = comparison.figure
    words = _BESIDE.get(comparison.against_england)
    start = f"{figure.indicator.plain_name}: {shown(figure)} in {period(figure.period)}"
    if words is None or figure.england is None:
        return f"{start}."
    return f"{start}, {words} England ({amount(figure.indicator, figure.england)})."


def over_time(trend: Trend) -> str:
    """What a series did, as a sentence; says so where it cannot be told."""
    points = [point for point in trend.points if point.value is not None]
    name = trend.indicator.plain_name
    if not points:
        return f"{name}: there are no figures to draw."
    if len(points) == 1:
        only = points[0]
        return f"{name}: there is one figure, {shown(only)} in {period(only.period)}, so no trend."
    first, last = points[0], points[-1]
    did = _IN_TIME.get(trend.verdict, "cannot be told from chance")
    return (
        f"{name} {did}: {shown(first)} in {period(first.period)}, "
        f"{shown(last)} in {period(last.period)}."
    )


def criterion_line(result: CriterionResult) -> str:
    """A criterion, what was found and why it is at its level."""
    return f"{result.criterion.plain_name}. {result.reason}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: `1 figure`, `12 figures`."""
    return f"{number:,} {one if number == 1 else many}"
