"""Every kind of chart as a Vega-Lite specification. This is the one place where charts are drawn.

Colours are the Government Analysis Function's, and no kind of mark is told from another by
colour alone: the practice is a filled circle, England a diamond, its area a triangle, similar
practices a square. Tables of data are named and empty: `pictures` fills them.
"""

from mainstay.reports.chart_parts import (
    COLOURS,
    DARK,
    GREY,
    LABEL_SPACE,
    MIDDLE,
    NAMES,
    ORANGE,
    PLUM,
    SHAPES,
    WIDTH,
    Spec,
    along,
    axis,
    by_place,
    chart,
    field_of,
    flags,
    key,
    line,
    marked,
    row_names,
    rule,
    text,
)

DOTS_ROW, GAPS_ROW = 34, 20  # pixels
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


def trend() -> Spec:
    """Points in time with their intervals or limits, beside England.

    Tables: `points` (at, value, england; null breaks a line), `known` (at, value, special),
    `spans` (at, lower, upper), `limits` (value), `ends` (at, value, name).
    """
    at = {"field": "at", "type": "quantitative", "scale": {"zero": False, "nice": False}}
    years = {**at, "axis": axis("year", 5, grid=False, tickMinStep=1)}
    value = along("value")
    return chart(
        150,
        54,
        16,
        [
            marked("limits", rule(GREY, 1, strokeDash=_DASHES), y=along("value")),
            marked("spans", rule(MIDDLE, 2.5), x=years, y=along("lower"), y2={"field": "upper"}),
            marked("points", line(ORANGE, 1.5, [5, 3]), x=years, y=along("england")),
            marked("points", line(DARK, 2, [1, 0]), x=years, y=value),
            marked("known", _SPECIAL, x=years, y=value, **_SPECIAL_SHAPES),
            marked(
                "ends", text(align="left", dx=6), x=years, y=value, text=field_of("name", "nominal")
            ),
        ],
        right=82,
    )


def dots() -> Spec:
    """Several measures in one unit: this practice with its interval, and what stands beside it.

    Tables: `rows` (place, lower, upper), `marks` (place, value, name), `key` (name, x), `names`
    (place, measure, drop). The data bring the height.
    """
    value = {**along("value"), "scale": {"zero": False, "nice": True}}
    row = by_place("place")
    who = {"field": "name", "type": "nominal", "legend": None}
    return chart(
        DOTS_ROW,
        LABEL_SPACE,
        26,
        [
            marked("rows", rule(MIDDLE, 4), x=along("lower"), x2={"field": "upper"}, y=row),
            marked(
                "marks",
                {"type": "point", "filled": True, "size": 75, "opacity": 1, "stroke": "white"},
                x=value,
                y=row,
                shape={**who, "scale": {"domain": NAMES, "range": SHAPES}},
                color={**who, "scale": {"domain": NAMES, "range": COLOURS}},
            ),
            row_names(row),
            *key(),
        ],
        bottom=22,
        right=22,
        data_width=WIDTH - LABEL_SPACE - 22,
    )


def gaps() -> Spec:
    """Differences from what is expected, each with its interval, about a line at nothing.

    Tables: `rows` (place, value, lower, upper, clear), as shares; `zero` (value); `names`
    as in `dots`. The data bring the height.
    """
    row = by_place("place")
    clear = {"field": "clear", "type": "nominal", "legend": None}
    return chart(
        GAPS_ROW,
        LABEL_SPACE,
        6,
        [
            marked("zero", rule(GREY, 1), x=along("value", "points")),
            marked(
                "rows", rule(MIDDLE, 3), x=along("lower", "points"), x2={"field": "upper"}, y=row
            ),
            marked(
                "rows",
                {"type": "point", "filled": True, "size": 60, "opacity": 1},
                x=along("value", "points"),
                y=row,
                shape={**clear, "scale": {"domain": [0, 1], "range": ["circle", "diamond"]}},
                color={**clear, "scale": {"domain": [0, 1], "range": [DARK, ORANGE]}},
            ),
            row_names(row),
        ],
        bottom=22,
        right=22,
        data_width=WIDTH - LABEL_SPACE - 22,
    )


def distribution() -> Spec:
    """How many practices have each value, with a few of the values named above.

    Tables: `bins` (low, high, practices), `marks` (value), and `left` and `right` (value, name,
    up: pixels from the top) for names that stand to the left or the right of their mark.
    """
    bars = marked(
        "bins",
        {"type": "bar", "color": MIDDLE, "stroke": "white", "strokeWidth": 0.5},
        x={**along("low"), "bin": {"binned": True}},
        x2={"field": "high"},
        y={**along("practices", "number"), "scale": {"zero": True}},
    )
    lines = marked(
        "marks",
        {**rule(ORANGE, 2.5, strokeDash=[4, 2])},
        x=along("value"),
        y={"field": "up", "type": "quantitative", "axis": None, "scale": None},
        y2={"value": 150},
    )
    names = [flags(side) for side in ("left", "right")]
    above = {"layer": [lines, *names]}
    return chart(
        150, 54, 58, [bars, above], bottom=22, right=24, resolve={"scale": {"y": "independent"}}
    )


def funnel() -> Spec:
    """Practices by size, with the limits within which chance alone would leave most of them.

    Tables: `points` (size, value, practices), `limits` (size, value, line), `chosen`
    (size, value, name), `centre` (value).
    """
    size = {**along("size", "number"), "scale": {"nice": True, "zero": True}}
    value = along("value")
    limit = {"field": "line", "type": "nominal", "legend": None}
    return chart(
        240,
        54,
        8,
        [
            marked(
                "points",
                {"type": "square", "color": MIDDLE, "opacity": 0.4, "size": 5},
                x=size,
                y=value,
            ),
            marked("centre", rule(GREY, 1), y=value),
            marked(
                "limits",
                {"type": "line", "color": GREY, "strokeWidth": 1.5},
                x=size,
                y=value,
                detail=limit,
                strokeDash={**limit, "scale": {"domain": LIMITS, "range": _LIMIT_DASHES}},
            ),
            marked("chosen", _CHOSEN, x=size, y=value),
            marked(
                "chosen",
                text(align="left", dx=8, fontWeight="bold"),
                x=size,
                y=value,
                text=field_of("name", "nominal"),
            ),
        ],
        bottom=22,
        right=90,
    )


def waits() -> Spec:
    """Days that practices waited, a row for each size of practice, with medians.

    Tables: `names` (name, up), `waits` (days, up, waits: 1 for still waiting), `medians` (lower,
    upper, up), `middles` (days, up). `up`: pixels from the top. The data bring the height.
    """
    days = {**along("days", "number"), "scale": {"zero": True}}
    up: Spec = {"field": "up", "type": "quantitative", "axis": None, "scale": None}
    still = {"field": "waits", "type": "nominal", "legend": None}
    bar = {**days, "field": "lower"}
    return chart(
        56,
        LABEL_SPACE,
        6,
        [
            marked("medians", rule("#DCECF8", 44), x=bar, x2={"field": "upper"}, y=up),
            marked(
                "middles",
                {
                    "type": "tick",
                    "orient": "vertical",
                    "size": 44,
                    "thickness": 2.5,
                    "color": ORANGE,
                },
                x=days,
                y=up,
            ),
            marked(
                "waits",
                {"type": "point", "size": 40, "strokeWidth": 1.5, "opacity": 1, "stroke": DARK},
                x=days,
                y=up,
                shape={**still, "scale": {"domain": [0, 1], "range": ["circle", "triangle-right"]}},
                fill={**still, "scale": {"domain": [0, 1], "range": [DARK, "white"]}},
            ),
            marked("names", text(x=-8, align="right"), y=up, text=field_of("name", "nominal")),
        ],
        bottom=22,
        right=22,
        data_width=WIDTH - LABEL_SPACE + 120,
    )
