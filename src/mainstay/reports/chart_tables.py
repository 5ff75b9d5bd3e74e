"""The numbers behind each picture, for those who would rather read them."""

from collections.abc import Mapping, Sequence

from mainstay.reports import pack_words as say
from mainstay.reports.chart_rows import FunnelLine
from mainstay.reports.document import Column, ColumnKind, Table
from mainstay.terms.findings import Figure, Trend
from mainstay.terms.indicators import Indicator

NUMBER = ColumnKind.NUMBER


def trend_table(trend: Trend, who: str) -> Table:
    """One row a period; intervals and notes where there are any; no value without its reason."""
    rows = [_trend_row(*one) for one in zip(trend.points, _notes(trend), strict=True)]
    columns = (
        Column("Period", weight=3),
        Column("This practice", NUMBER, 2),
        Column("England", NUMBER, 2),
        Column("95% interval", NUMBER, 3),
        Column("Note", weight=2),
    )
    empty = {3: "Not given", 4: "None"}
    kept = [
        place
        for place in range(len(columns))
        if place not in empty or any(row[place] != empty[place] for row in rows)
    ]
    return Table(
        caption=f"{trend.indicator.plain_name}: {who}, period by period",
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


def _trend_row(point: Figure, note: str) -> tuple[str, ...]:
    return (
        say.short_period(point.period),
        say.shown(point),
        say.amount(point.indicator, point.england),
        say.span(point),
        note,
    )


def _notes(trend: Trend) -> list[str]:
    special = (*trend.special, *("" for _ in trend.points))
    return [mark.capitalize() or "None" for mark in special[: len(trend.points)]]


def comparison_table(figures: Sequence[Figure], title: str) -> Table:
    """One row a measure: the practice, its interval and what stands beside it."""
    return Table(
        caption=f"{title}: the figures",
        columns=(
            Column("Measure", weight=4),
            Column("This practice", NUMBER, 2),
            Column("95% interval", NUMBER, 3),
            Column("Similar practices", NUMBER, 2),
            Column("Its area", NUMBER, 2),
            Column("England", NUMBER, 2),
        ),
        rows=tuple(
            (
                one.indicator.plain_name,
                say.shown(one),
                say.span(one),
                *(say.amount(one.indicator, value) for value in (one.similar, one.area)),
                say.amount(one.indicator, one.england),
            )
            for one in figures
        ),
    )


def gap_table(figures: Sequence[Figure], names: Sequence[str]) -> Table:
    """One row a condition: how far what is recorded lies from what is expected."""
    return Table(
        caption="Recorded less expected, by condition",
        columns=(
            Column("Condition", weight=3),
            Column("Difference", NUMBER, 2),
            Column("95% interval", NUMBER, 3),
        ),
        rows=tuple(
            (name, say.shown(one), say.span(one)) for one, name in zip(figures, names, strict=True)
        ),
    )


def bin_table(indicator: Indicator, bins: Sequence[Mapping[str, float]]) -> Table:
    """How many practices lie between each pair of values."""
    return Table(
        caption=f"{indicator.plain_name}: how many practices have each value",
        columns=(
            Column("From", NUMBER),
            Column("To", NUMBER),
            Column("Practices", NUMBER),
        ),
        rows=tuple(
            (
                say.amount(indicator, one["low"]),
                say.amount(indicator, one["high"]),
                f"{one['practices']:,.0f}",
            )
            for one in bins
        ),
    )


def limit_table(indicator: Indicator, lines: Sequence[FunnelLine]) -> Table:
    """The limits at each size that was worked out."""
    return Table(
        caption=f"{indicator.plain_name}: limits by size of practice",
        columns=(
            Column("Size", NUMBER),
            Column("95% limits", NUMBER, 2),
            Column("99.8% limits", NUMBER, 2),
        ),
        rows=tuple(
            (
                f"{line.size:,.0f}",
                _between(indicator, line.lower_95, line.upper_95),
                _between(indicator, line.lower_998, line.upper_998),
            )
            for line in lines
        ),
    )


def _between(indicator: Indicator, low: float, high: float) -> str:
    return f"{say.amount(indicator, low)} to {say.amount(indicator, high)}"
