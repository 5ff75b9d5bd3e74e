"""The charts of pages and packs: findings in, a figure with its words and its numbers out.

Each gives None, or leaves a measure out, where there is nothing that a picture could show; the
caller says so in a sentence. No picture takes a blank for zero.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from mainstay.reports import chart_parts, chart_specs
from mainstay.reports import chart_rows as rows
from mainstay.reports import chart_tables as tables
from mainstay.reports import pack_words as say
from mainstay.reports.chart_rows import FunnelLine, Marked
from mainstay.reports.document import Figure
from mainstay.reports.pictures import Rows, drawing
from mainstay.terms import findings as found
from mainstay.terms.findings import Comparison, Trend
from mainstay.terms.indicators import Indicator
from mainstay.terms.wording import counted, listed

Tables = Mapping[str, Rows]
BINS = 32
FEWEST = 3  # points of a trend: two are told in a sentence
AGES = (
    "aged_under_5_share",
    "aged_under_18_share",
    "aged_65_over_share",
    "aged_75_over_share",
    "aged_85_over_share",
)
KEY_AT = (12, 112, 240, 316)


def trend_chart(trend: Trend, who: str) -> Figure | None:
    """One practice's figures in time, with limits (ten points or more) or 95% intervals."""
    known = [one for one in trend.points if one.value is not None and one.period_end is not None]
    if len(known) < FEWEST:
        return None
    data: Tables = {
        **rows.trend_tables(trend),
        "ends": rows.trend_names(known, rows.england_fits(trend)),
    }
    return Figure(
        drawing=drawing("trend", data, unit=rows.unit_of(trend.indicator)),
        title=say.headline(trend),
        caption=f"{_measure(trend.indicator)} {who}{_and_england(trend)}. {say.stretch(known)}. "
        f"{_how_drawn(trend)}",
        alternative=f"{say.over_time(trend)} {say.extremes(known)}",
        table=tables.trend_table(trend, who),
    )


def comparison_chart(
    comparisons: Iterable[Comparison], who: str, area: str, title: str
) -> Figure | None:
    """Measures in one unit: the practice with its interval, similar practices, area, England."""
    known = [one for one in comparisons if one.figure.value is not None]
    if not known:
        return None
    figures = [one.figure for one in known]
    names = rows.told_apart([one.indicator.plain_name for one in figures])
    data: Tables = {
        "names": rows.row_names(names),
        "rows": rows.dot_rows(figures),
        "marks": rows.dot_marks(figures),
        "key": [{"name": name, "x": x} for name, x in zip(chart_parts.NAMES, KEY_AT, strict=True)],
    }
    unit = rows.unit_of(figures[0].indicator)
    return Figure(
        drawing=drawing("dots", data, unit=unit, height=chart_specs.DOTS_ROW * len(figures)),
        title=title,
        caption=f"Source: {_sources(figures)}. {who}, similar practices, {area} and England. "
        f"{say.stretch(figures)}. Bars: 95% intervals, where there are any.",
        alternative=" ".join(say.beside_england(one) for one in known),
        table=tables.comparison_table(figures, title),
    )


def age_profile(comparisons: Iterable[Comparison], who: str, area: str) -> Figure | None:
    """The share of patients in each age band, beside England and the rest."""
    held = {one.figure.indicator.id: one for one in comparisons}
    bands = [held[name] for name in AGES if name in held]
    return comparison_chart(bands, who, area, "How old the patients are")


def prevalence_gap_chart(gaps: Iterable[Comparison], who: str) -> Figure | None:
    """Recorded less expected prevalence for each condition, the furthest below first."""
    known = [one.figure for one in gaps if one.figure.value is not None]
    if not known:
        return None
    known.sort(key=lambda one: one.value or 0.0)
    names = [say.condition(one.indicator) for one in known]
    clear = [name for one, name in zip(known, names, strict=True) if rows.is_clear(one)]
    amount = counted(len(clear), "condition") if clear else "No condition"
    title = f"{amount} away from what is expected"
    told = f"They are {listed(clear)}." if clear else "No interval leaves out no difference."
    data: Tables = {
        "names": rows.row_names(names),
        "rows": rows.gap_rows(known),
        "zero": [{"value": 0}],
    }
    return Figure(
        drawing=drawing("gaps", data, height=chart_specs.GAPS_ROW * len(known)),
        title=title,
        caption="Patients recorded less patients expected, as points of a percentage of the list. "
        f"Source: {_sources(known)}. {who}. {say.stretch(known)}. Bars: 95% intervals. "
        "Diamonds: the bar does not reach the line.",
        alternative=f"{title}. {told}",
        table=tables.gap_table(known, names),
    )


def distribution_chart(
    indicator: Indicator, values: Sequence[float], marked: Sequence[Marked], period: str
) -> Figure | None:
    """How many practices have each value, with a few pointed out: a practice, an area, England."""
    held = np.asarray(values, dtype=float)
    held = held[np.isfinite(held)]
    if held.size == 0:
        return None
    counts, edges = np.histogram(held, bins=BINS)
    bins = [
        {"low": float(low), "high": float(high), "practices": float(count)}
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    middle = float(edges[0] + edges[-1]) / 2
    low = rows.flags(indicator, [one for one in marked if one.value < middle])
    high = rows.flags(indicator, [one for one in marked if one.value >= middle])
    data: Tables = {"bins": bins, "marks": [*low, *high], "left": high, "right": low}
    return Figure(
        drawing=drawing("distribution", data, unit=rows.unit_of(indicator)),
        title=f"{indicator.plain_name}: every practice",
        caption=f"{_measure(indicator)} {counted(held.size, 'practice')} in England. "
        f"{say.period(period)}. Height: how many practices have that value.",
        alternative=_spread(indicator, held) + _pointed_out(indicator, marked),
        table=tables.bin_table(indicator, bins),
    )


def funnel_chart(
    indicator: Indicator,
    points: Sequence[tuple[float, float]],
    centre: float,
    lines: Sequence[FunnelLine],
    marked: Sequence[Marked],
    period: str,
) -> Figure | None:
    """Every practice by its size (the denominator), with 95% and 99.8% limits about the centre."""
    spots = rows.thinned(points)
    if not spots:
        return None
    chosen = [
        {"size": one.size, "value": one.value, "name": one.name}
        for one in marked
        if one.size is not None
    ]
    data: Tables = {
        "points": spots,
        "limits": rows.limit_rows(lines),
        "centre": [{"value": centre}],
        "chosen": chosen,
    }
    return Figure(
        drawing=drawing("funnel", data, unit=rows.unit_of(indicator)),
        title=f"{indicator.plain_name}, by size of practice",
        caption=f"{_measure(indicator)} {counted(len(points), 'practice')} in England. "
        f"{say.period(period)}. Across: {indicator.denominator}. Dotted: 95% limits. Solid "
        "curves: 99.8% limits. Practices that lie close together share a dot.",
        alternative=f"Practices lie about {say.amount(indicator, centre)}, small ones further "
        f"from it than large ones.{_pointed_out(indicator, marked)}",
        table=tables.limit_table(indicator, lines),
    )


def _measure(indicator: Indicator) -> str:
    return f"{indicator.name}. Source: {indicator.source}."


def _sources(figures: Sequence[found.Figure]) -> str:
    return listed(list(dict.fromkeys(one.indicator.source for one in figures)))


def _and_england(trend: Trend) -> str:
    if rows.england_fits(trend):
        return " and England"
    england = trend.points[-1].england
    if england is None:
        return ""
    return f" (England, too far away to draw: {say.amount(trend.indicator, england)})"


def _how_drawn(trend: Trend) -> str:
    if trend.kind == "xmr":
        return (
            "Dashed lines: the practice's own mean and the limits of its usual ups and downs. "
            "Diamonds: a change that chance would rarely bring."
        )
    return "Upright bars: 95% intervals, where there are any."


def _spread(indicator: Indicator, held: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> str:
    low, half, high = (
        say.amount(indicator, float(one)) for one in np.percentile(held, [10, 50, 90])
    )
    return (
        f"Half of {counted(held.size, 'practice')} are below {half}. One in ten is below {low} "
        f"and one in ten is above {high}."
    )


def _pointed_out(indicator: Indicator, marked: Sequence[Marked]) -> str:
    return "".join(f" {one.name}: {say.amount(indicator, one.value)}." for one in marked)
