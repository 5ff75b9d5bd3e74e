"""Every kind of chart as a Vega-Lite specification. This is the one place where charts are drawn.

Colours are the Government Analysis Function's, and no kind of mark is told from another by
colour alone: the practice is a filled circle, England a diamond, its area a triangle, similar
practices a square. Tables of data are named and empty: `pictures` fills them.
"""

from typing import Any

Spec = dict[str, Any]

DARK, TEAL, PLUM, ORANGE, GREY = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D"
MIDDLE = "#2073BC"
FONT = "Arimo, Arial, Helvetica, sans-serif"
WIDTH = 400
TEXT_SIZE = 12
NAMES = ("This practice", "Similar practices", "Its area", "England")
SHAPES = ("circle", "square", "triangle-up", "diamond")
COLOURS = (DARK, TEAL, PLUM, ORANGE)

_TICK_LABELS = {
    "share": "format(datum.value * 100, ',') + '%'",
    "pounds": "replace('£' + format(datum.value, ','), '£−', '−£')",
    "number": "format(datum.value, ',')",
    "year": "format(datum.value, 'd')",
    "points": "(datum.value > 0 ? '+' : '') + format(datum.value * 100, ',')",
}


def trend(unit: str) -> Spec:
    """Points in time with their intervals or limits, beside England.

    Tables: `points` (at, value, lower, upper, special, england), `limits` (value, kind).
    """
    at = {"field": "at", "type": "quantitative", "scale": {"zero": False, "nice": False}}
    years = {**at, "axis": _axis("year", 5, grid=False, tickMinStep=1)}
    value = _y("value", unit)
    return _chart(
        150,
        54,
        16,
        [
            _mark("limits", _rule(GREY, 1, strokeDash=_DASHES), y=_y("value", unit)),
            _mark(
                "points", _rule(MIDDLE, 2.5), x=years, y=_y("lower", unit), y2={"field": "upper"}
            ),
            _mark("points", _line(ORANGE, 1.5, [5, 3]), x=years, y=_y("england", unit)),
            _mark("points", _line(DARK, 2, [1, 0]), x=years, y=value),
            _mark("points", _SPECIAL, x=years, y=value, **_SPECIAL_SHAPES),
            _mark(
                "ends", _text(align="left", dx=6), x=years, y=value, text=_field("name", "nominal")
            ),
        ],
        right=82,
    )


def dots(unit: str, rows: int) -> Spec:
    """Several measures in one unit: this practice with its interval, and what stands beside it.

    Tables: `rows` (place, lower, upper), `marks` (place, value, name), `key` (name, x), and the
    rows' names in `names`, or on two lines in `upper` and `lower` (place, measure).
    """
    value = {**_x("value", unit), "scale": {"zero": False, "nice": True}}
    row = _by_place("place")
    who = {"field": "name", "type": "nominal", "legend": None}
    return _chart(
        34 * rows,
        LABEL_SPACE,
        26,
        [
            _mark("rows", _rule(MIDDLE, 4), x=_x("lower", unit), x2={"field": "upper"}, y=row),
            _mark(
                "marks",
                {"type": "point", "filled": True, "size": 75, "opacity": 1, "stroke": "white"},
                x=value,
                y=row,
                shape={**who, "scale": {"domain": NAMES, "range": SHAPES}},
                color={**who, "scale": {"domain": NAMES, "range": COLOURS}},
            ),
            *_row_names(row),
            *_key(),
        ],
        bottom=22,
        right=22,
        data_width=WIDTH - LABEL_SPACE - 22,
    )


def gaps(rows: int) -> Spec:
    """Differences from what is expected, each with its interval, about a line at nothing.

    Tables: `rows` (place, value, lower, upper, clear), as shares; `zero` (value); names as in
    `dots`.
    """
    row = _by_place("place")
    clear = {"field": "clear", "type": "nominal", "legend": None}
    return _chart(
        20 * rows,
        LABEL_SPACE,
        6,
        [
            _mark("zero", _rule(GREY, 1), x=_x("value", "points")),
            _mark("rows", _rule(MIDDLE, 3), x=_x("lower", "points"), x2={"field": "upper"}, y=row),
            _mark(
                "rows",
                {"type": "point", "filled": True, "size": 60, "opacity": 1},
                x=_x("value", "points"),
                y=row,
                shape={**clear, "scale": {"domain": [0, 1], "range": ["circle", "diamond"]}},
                color={**clear, "scale": {"domain": [0, 1], "range": [DARK, ORANGE]}},
            ),
            *_row_names(row),
        ],
        bottom=22,
        right=22,
        data_width=WIDTH - LABEL_SPACE - 22,
    )


def distribution(unit: str) -> Spec:
    """How many practices have each value, with a few of the values named above.

    Tables: `bins` (low, high, practices), `marks` (value), and `left` and `right` (value, name,
    up: pixels from the top) for names that stand to the left or the right of their mark.
    """
    bars = _mark(
        "bins",
        {"type": "bar", "color": MIDDLE, "stroke": "white", "strokeWidth": 0.5},
        x={**_x("low", unit), "bin": {"binned": True}},
        x2={"field": "high"},
        y={**_y("practices", "number"), "scale": {"zero": True}},
    )
    lines = _mark(
        "marks",
        {**_rule(ORANGE, 2.5, strokeDash=[4, 2])},
        x=_x("value", unit),
        y={"field": "up", "type": "quantitative", "axis": None, "scale": None},
        y2={"value": 150},
    )
    names = [_named(side, unit) for side in ("left", "right")]
    above = {"layer": [lines, *names]}
    return _chart(
        150, 54, 58, [bars, above], bottom=22, right=24, resolve={"scale": {"y": "independent"}}
    )


def funnel(unit: str) -> Spec:
    """Practices by size, with the limits within which chance alone would leave most of them.

    Tables: `points` (size, value, practices), `limits` (size, value, line), `chosen`
    (size, value, name), `centre` (value).
    """
    size = {**_x("size", "number"), "scale": {"nice": True, "zero": True}}
    value = _y("value", unit)
    line = {"field": "line", "type": "nominal", "legend": None}
    return _chart(
        240,
        54,
        8,
        [
            _mark(
                "points",
                {"type": "square", "color": MIDDLE, "opacity": 0.4, "size": 5},
                x=size,
                y=value,
            ),
            _mark("centre", _rule(GREY, 1), y=value),
            _mark(
                "limits",
                {"type": "line", "color": GREY, "strokeWidth": 1.5},
                x=size,
                y=value,
                detail=line,
                strokeDash={**line, "scale": {"domain": LIMITS, "range": _LIMIT_DASHES}},
            ),
            _mark("chosen", _CHOSEN, x=size, y=value),
            _mark(
                "chosen",
                _text(align="left", dx=8, fontWeight="bold"),
                x=size,
                y=value,
                text=_field("name", "nominal"),
            ),
        ],
        bottom=22,
        right=90,
    )


LABEL_SPACE = 172
_DASHES = [6, 3]
LIMITS = ["95 low", "95 high", "99.8 low", "99.8 high"]
_LIMIT_DASHES = [[2, 2], [2, 2], [1, 0], [1, 0]]
_CHOSEN = {
    "type": "point",
    "shape": "diamond",
    "filled": True,
    "size": 130,
    "color": ORANGE,
    "stroke": GREY,
    "strokeWidth": 1,
    "opacity": 1,
}
_SPECIAL = {"type": "point", "filled": True, "opacity": 1, "stroke": "white", "strokeWidth": 0.5}
_USUAL = {"field": "special", "type": "nominal", "legend": None}
_SPECIAL_SHAPES: Spec = {
    "shape": {**_USUAL, "scale": {"domain": [0, 1], "range": ["circle", "diamond"]}},
    "color": {**_USUAL, "scale": {"domain": [0, 1], "range": [DARK, PLUM]}},
    "size": {**_USUAL, "scale": {"domain": [0, 1], "range": [42, 120]}},
}


def _chart(
    height: int,
    left: int,
    top: int,
    layer: list[Spec],
    *,
    bottom: int = 20,
    right: int = 14,
    data_width: int | None = None,
    resolve: Spec | None = None,
) -> Spec:
    names = sorted({name for one in layer for name in _tables(one)})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": data_width or WIDTH - left - right,
        "height": height,
        "padding": {"left": left, "right": right, "top": top, "bottom": bottom},
        "autosize": "none",
        "datasets": {name: [] for name in names},
        "layer": layer,
        **({"resolve": resolve} if resolve else {}),
        "config": _CONFIG,
    }


_CONFIG = {
    "background": None,
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": TEXT_SIZE,
        "labelColor": "#212b32",
        "labelLimit": 0,
        "labelOverlap": False,
        "gridColor": "#e2e6e9",
        "domainColor": "#768692",
        "tickColor": "#768692",
        "title": None,
    },
    "axisX": {"labelBaseline": "alphabetic", "labelPadding": 13, "labelFlush": False},
    "axisY": {"labelBaseline": "alphabetic", "labelOffset": 4},
}


def _tables(layer: Spec) -> set[str]:
    inner = layer.get("layer", [])
    own = {layer["data"]["name"]} if "data" in layer else set()
    return own.union(*(_tables(one) for one in inner))


def _mark(table: str, mark: Spec, **encoding: Spec) -> Spec:
    return {"data": {"name": table}, "mark": mark, "encoding": encoding}


def _axis(unit: str, ticks: int, **more: object) -> Spec:
    return {"labelExpr": _TICK_LABELS[unit], "tickCount": ticks, "title": None, **more}


def _x(field: str, unit: str) -> Spec:
    axis = _axis(unit, 4)
    return {"field": field, "type": "quantitative", "scale": {"zero": False}, "axis": axis}


def _y(field: str, unit: str) -> Spec:
    axis = _axis(unit, 4)
    return {"field": field, "type": "quantitative", "scale": {"zero": False}, "axis": axis}


def _by_place(field: str) -> Spec:
    return {"field": field, "type": "ordinal", "axis": None}


def _field(field: str, kind: str) -> Spec:
    return {"field": field, "type": kind}


def _rule(colour: str, width: float, **more: object) -> Spec:
    return {"type": "rule", "color": colour, "strokeWidth": width, **more}


def _line(colour: str, width: float, dash: list[int]) -> Spec:
    return {
        "type": "line",
        "color": colour,
        "strokeWidth": width,
        "strokeDash": dash,
        "invalid": "break-paths-show-path-domains",
    }


def _text(**more: object) -> Spec:
    return {
        "type": "text",
        "font": FONT,
        "fontSize": TEXT_SIZE,
        "color": "#212b32",
        "baseline": "alphabetic",
        "dy": 4,
        **more,
    }


def _named(side: str, unit: str) -> Spec:
    """Names set to one side of the values they belong to."""
    align, offset = ("right", -5) if side == "left" else ("left", 5)
    return _mark(
        side,
        _text(align=align, dx=offset, fontWeight="bold"),
        x=_x("value", unit),
        y={"field": "up", "type": "quantitative", "axis": None, "scale": None},
        text=_field("name", "nominal"),
    )


def _row_names(row: Spec) -> list[Spec]:
    """Names left of their rows: on one line (`names`), or on two (`upper` and `lower`)."""
    return [
        _mark(table, _text(x=-8, align="right", dy=drop), y=row, text=_field("measure", "nominal"))
        for table, drop in (("names", 4), ("upper", -3), ("lower", 11))
    ]


def _key() -> list[Spec]:
    """What each shape stands for, above the chart: cheaper than a legend, and always in order."""
    at = {"field": "x", "type": "quantitative", "axis": None, "scale": None}
    up: Spec = {"value": -14}
    who = {"field": "name", "type": "nominal", "legend": None}
    dot = {"type": "point", "filled": True, "size": 75, "opacity": 1}
    return [
        _mark("key", {**dot, "xOffset": -LABEL_SPACE}, x=at, y=up, shape=who, color=who),
        _mark(
            "key",
            _text(align="left", dx=9, xOffset=-LABEL_SPACE),
            x=at,
            y=up,
            text=_field("name", "nominal"),
        ),
    ]
