"""The rows that pictures are drawn from. Missing is left out or left blank, never zero."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mainstay.reports import chart_parts, chart_specs
from mainstay.reports import pack_words as say
from mainstay.terms.findings import Figure, Trend
from mainstay.terms.indicators import Indicator, Unit

Row = Mapping[str, object]
GRID = 120  # a picture of every practice has no more places than this each way
LINE = 28  # letters in a row's name before it is folded
FLAG_STEP = 17  # pixels between the names above a distribution
FAR = 2.0  # times the height of a practice's own figures that England may lie away from them
CLOSE = 0.11  # share of a trend's height within which two names would touch
_UNITS = {Unit.SHARE: "share", Unit.POUNDS: "pounds"}


@dataclass(frozen=True)
class Marked:
    """A value to point out on a picture of every practice. `size` is its denominator."""

    name: str
    value: float
    size: float | None = None


@dataclass(frozen=True)
class FunnelLine:
    """The limits at one size of practice, in the unit of the figures."""

    size: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


def unit_of(indicator: Indicator) -> str:
    """How an axis writes its values."""
    return _UNITS.get(indicator.unit, "number")


def years(figure: Figure) -> float:
    """The end of a figure's period as a year and its part: 30 June 2026 is about 2026.5."""
    end = figure.period_end
    return math.nan if end is None else end.year + (end.timetuple().tm_yday - 1) / 365.25


def england_fits(trend: Trend) -> bool:
    """Whether England's figures can be drawn without flattening the practice's own."""
    own = [
        number
        for one in trend.points
        for number in (one.value, one.lower, one.upper)
        if number is not None
    ]
    own += [line for line in (trend.lower_limit, trend.upper_limit) if line is not None]
    england = [one.england for one in trend.points if one.england is not None]
    if not own or not england:
        return False
    room = FAR * (max(own) - min(own))
    return min(own) - room <= min(england) and max(england) <= max(own) + room


def trend_tables(trend: Trend) -> dict[str, list[Row]]:
    """Every dated figure for the lines, and apart from them those that have a value or interval.

    A missing value stays among the first, so that the line has a gap there.
    """
    limits, fits = trend.kind == "xmr", england_fits(trend)
    marks = dict(zip(map(id, trend.points), trend.special, strict=False))
    dated = [one for one in trend.points if one.period_end is not None]
    return {
        "points": [
            {"at": years(one), "value": one.value, "england": one.england if fits else None}
            for one in dated
        ],
        "known": [
            {"at": years(one), "value": one.value, "special": int(bool(marks.get(id(one))))}
            for one in dated
            if one.value is not None
        ],
        "spans": [
            {"at": years(one), "lower": one.lower, "upper": one.upper}
            for one in dated
            if not limits and one.lower is not None and one.upper is not None
        ],
        "limits": trend_limits(trend),
    }


def trend_limits(trend: Trend) -> list[Row]:
    """The mean and the limits, where there are any."""
    lines = (trend.lower_limit, trend.centre, trend.upper_limit)
    return [{"value": line} for line in lines if line is not None]


def trend_names(known: Sequence[Figure], fits: bool) -> list[Row]:
    """Names at the ends of the two lines, moved apart where they would touch."""
    last = known[-1]
    own, england = _number(last.value), last.england if fits else None
    if england is None:
        return [{"at": years(last), "value": own, "name": "This practice"}]
    held = [one.value for one in known] + [one.england for one in known]
    reach = [number for number in held if number is not None]
    room = CLOSE * (max(reach) - min(reach) or 1.0)
    push = max(0.0, room - abs(own - england)) / 2 * (1 if own >= england else -1)
    return [
        {"at": years(last), "value": own + push, "name": "This practice"},
        {"at": years(last), "value": england - push, "name": "England"},
    ]


def row_names(names: Sequence[str]) -> list[Row]:
    """The names of rows: on one line in the row's middle where it fits, else on two."""
    rows: list[Row] = []
    for place, name in enumerate(names):
        first, second = folded(name)
        if second:
            rows.append({"place": place, "measure": first, "drop": -3})
            rows.append({"place": place, "measure": second, "drop": 11})
        else:
            rows.append({"place": place, "measure": first, "drop": 4})
    return rows


def dot_rows(figures: Sequence[Figure]) -> list[Row]:
    """One row a measure: its place and its interval."""
    return [
        {
            "place": place,
            "lower": figure.value if figure.lower is None else figure.lower,
            "upper": figure.value if figure.upper is None else figure.upper,
        }
        for place, figure in enumerate(figures)
    ]


def dot_marks(figures: Sequence[Figure]) -> list[Row]:
    """One row a shape, the practice last so that it lies on top."""
    return [
        {"place": place, "name": name, "value": value}
        for place, figure in enumerate(figures)
        for name, value in zip(
            reversed(chart_parts.NAMES),
            (figure.england, figure.area, figure.similar, figure.value),
            strict=True,
        )
        if value is not None
    ]


def gap_rows(figures: Sequence[Figure]) -> list[Row]:
    """One row a condition. `clear` is 1 where the interval leaves out no difference."""
    return [
        {
            "place": place,
            "value": figure.value,
            "lower": figure.value if figure.lower is None else figure.lower,
            "upper": figure.value if figure.upper is None else figure.upper,
            "clear": int(is_clear(figure)),
        }
        for place, figure in enumerate(figures)
    ]


def is_clear(figure: Figure) -> bool:
    """Whether a difference is told from nothing by its interval."""
    if figure.lower is None or figure.upper is None:
        return False
    return figure.lower > 0 or figure.upper < 0


def flags(indicator: Indicator, marked: Sequence[Marked]) -> list[Row]:
    """Names over a distribution, one above the other, in the order of their values."""
    return [
        {
            "value": one.value,
            "name": f"{one.name} {say.amount(indicator, one.value)}",
            "up": -10 - FLAG_STEP * place,
        }
        for place, one in enumerate(sorted(marked, key=lambda one: one.value))
    ]


def thinned(points: Sequence[tuple[float, float]]) -> list[Row]:
    """Practices as dots on a grid, one dot for all that would lie on the same spot."""
    held = [one for one in points if math.isfinite(one[0]) and math.isfinite(one[1])]
    if not held:
        return []
    sizes, values = zip(*held, strict=True)
    across, up = _step(sizes), _step(values)
    spots = {(round(size / across), round(value / up)) for size, value in held}
    return [{"size": across * one, "value": up * two} for one, two in sorted(spots)]


def limit_rows(lines: Sequence[FunnelLine]) -> list[Row]:
    """Four rows a line, one for each limit."""
    return [
        {"size": line.size, "value": value, "line": name}
        for line in lines
        for name, value in zip(
            chart_specs.LIMITS,
            (line.lower_95, line.upper_95, line.lower_998, line.upper_998),
            strict=True,
        )
    ]


def folded(name: str) -> tuple[str, str]:
    """A long name on two lines, the second cut short with dots if it must be."""
    lines = textwrap.wrap(name, LINE, max_lines=2, placeholder="…")
    return lines[0], lines[1] if len(lines) > 1 else ""


def told_apart(names: Sequence[str]) -> list[str]:
    """Names without the words that all of them begin or end with."""
    parts = [name.split() for name in names]
    if len(parts) < 2:
        return list(names)
    first, last = _shared(parts), _shared([list(reversed(part)) for part in parts])
    left = [part[first : len(part) - last] for part in parts]
    if not all(left):
        return list(names)
    return [" ".join(part)[:1].upper() + " ".join(part)[1:] for part in left]


def _shared(parts: Sequence[Sequence[str]]) -> int:
    """How many words all have in common from the start."""
    alike = [len(set(words)) == 1 for words in zip(*parts, strict=False)]
    return alike.index(False) if False in alike else len(alike)


def _step(numbers: Sequence[float]) -> float:
    return (max(numbers) - min(numbers)) / GRID or 1.0


def _number(value: float | None) -> float:
    return math.nan if value is None else value
