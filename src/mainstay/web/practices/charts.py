"""A practice's charts: their words for the page, and the drawing only when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from mainstay.reports import charts as drawing
from mainstay.reports import pack_words as say
from mainstay.reports.document import Figure
from mainstay.terms.findings import PracticeFindings, Trend
from mainstay.terms.wording import counted
from mainstay.web.layout.wording import capital, period

TREND_SIZE = (400, 186)
FEWEST_POINTS = 2


@dataclass(frozen=True)
class Chart:
    """`draw` gives the whole figure; everything else is known without drawing it."""

    indicator_id: str
    topic: str
    title: str
    alternative: str
    caption: str
    draw: Callable[[], Figure | None]
    width: int = TREND_SIZE[0]
    height: int = TREND_SIZE[1]


@dataclass(frozen=True)
class Topic:
    name: str
    charts: list[Chart]


def trends(found: PracticeFindings) -> list[Topic]:
    """A chart for each series with at least two values, under their topics."""
    by_topic: dict[str, list[Chart]] = {}
    for trend in found.trends:
        if _points(trend) >= FEWEST_POINTS:
            chart = _chart(trend, found)
            by_topic.setdefault(chart.topic, []).append(chart)
    return [Topic(name, charts) for name, charts in by_topic.items()]


def of(found: PracticeFindings, indicator_id: str) -> Chart | None:
    """The chart of one indicator, if there is enough to draw."""
    for topic in trends(found):
        for chart in topic.charts:
            if chart.indicator_id == indicator_id:
                return chart
    return None


def drawn(chart: Chart) -> str:
    """The chart as SVG."""
    figure = chart.draw()
    return "" if figure is None else figure.svg


def _chart(trend: Trend, found: PracticeFindings) -> Chart:
    indicator = trend.indicator
    return Chart(
        indicator_id=indicator.id,
        topic=capital(indicator.topic),
        title=capital(indicator.plain_name),
        alternative=say.over_time(trend),
        caption=_caption(trend, found),
        draw=lambda: drawing.trend_chart(trend, found.facts.practice_name),
    )


def _caption(trend: Trend, found: PracticeFindings) -> str:
    known = [point for point in trend.points if point.value is not None]
    first, last = period(known[0].period), period(known[-1].period)
    return (
        f"{say.over_time(trend)} Source: {trend.indicator.source}. "
        f"{found.facts.practice_name}, {counted(len(known), 'figure')}, {first} to {last}."
    )


def _points(trend: Trend) -> int:
    return sum(point.value is not None for point in trend.points)
