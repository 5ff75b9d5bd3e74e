"""What every kind of chart is made of: colours, axes, marks and names, as Vega-Lite."""

from typing import Any

Spec = dict[str, Any]

DARK, TEAL, PLUM, ORANGE, GREY = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D"
MIDDLE = "#2073BC"
FONT = "Arimo, Arial, Helvetica, sans-serif"
WIDTH = 400
TEXT_SIZE = 12
LABEL_SPACE = 172  # pixels left of a chart for the names of its rows
NAMES = ("This practice", "Similar practices", "Its area", "England")
SHAPES = ("circle", "square", "triangle-up", "diamond")
COLOURS = (DARK, TEAL, PLUM, ORANGE)

_BY_UNIT = (
    "parent.unit == 'share' ? format(datum.value * 100, ',') + '%' : "
    "parent.unit == 'pounds' ? replace('£' + format(datum.value, ','), '£−', '−£') : "
    "format(datum.value, ',')"
)
_TICK_LABELS = {
    "unit": _BY_UNIT,
    "number": "format(datum.value, ',')",
    "year": "format(datum.value, 'd')",
    "points": "(datum.value > 0 ? '+' : '') + format(datum.value * 100, ',')",
}


def chart(
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
    """A whole specification with fixed margins, in pixels, and its tables of data empty.

    `pictures` draws it once for each set of data, which may bring a height and a unit of its own.
    """
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
    "mark": {"invalid": None},
    "axis": {
        "labelFontSize": TEXT_SIZE,
        "labelColor": "#212b32",
        "labelLimit": 0,
        "labelOverlap": False,
        "gridColor": "#e2e6e9",
        "domainColor": "#768692",
        "ticks": False,
        "title": None,
    },
    "axisX": {"labelBaseline": "alphabetic", "labelPadding": 18, "labelFlush": False},
    "axisY": {"labelBaseline": "alphabetic", "labelPadding": 7, "labelOffset": 4, "domain": False},
}


def _tables(layer: Spec) -> set[str]:
    inner = layer.get("layer", [])
    own = {layer["data"]["name"]} if "data" in layer else set()
    return own.union(*(_tables(one) for one in inner))


def marked(table: str, mark: Spec, **encoding: Spec) -> Spec:
    """One layer: a table of data, how it is marked, and what the marks show."""
    data = {"name": table, "format": {"parse": None}}
    return {"data": data, "mark": mark, "encoding": encoding}


def axis(labels: str, ticks: int, **more: object) -> Spec:
    """An axis whose labels carry the unit, so that it needs no title."""
    return {"labelExpr": _TICK_LABELS[labels], "tickCount": ticks, "title": None, **more}


def along(field: str, labels: str = "unit") -> Spec:
    """A number on an axis that need not begin at nothing."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"zero": False},
        "axis": axis(labels, 4),
    }


def by_place(field: str) -> Spec:
    """Rows in the order of their places, without an axis."""
    return {"field": field, "type": "ordinal", "axis": None}


def field_of(field: str, kind: str) -> Spec:
    """A field and its kind, where nothing else is said of it."""
    return {"field": field, "type": kind}


def rule(colour: str, width: float, **more: object) -> Spec:
    """A straight line: a limit or an interval."""
    return {"type": "rule", "color": colour, "strokeWidth": width, **more}


def line(colour: str, width: float, dash: list[int]) -> Spec:
    """A line through points, with a gap where a value is missing."""
    return {
        "type": "line",
        "color": colour,
        "strokeWidth": width,
        "strokeDash": dash,
        "invalid": "break-paths-show-path-domains",
    }


def text(**more: object) -> Spec:
    """Text on the alphabetic baseline, so that nothing depends on its measured size."""
    return {
        "type": "text",
        "font": FONT,
        "fontSize": TEXT_SIZE,
        "color": "#212b32",
        "baseline": "alphabetic",
        "dy": 4,
        **more,
    }


def flags(side: str) -> Spec:
    """Names set to one side of the values they belong to."""
    align, offset = ("right", -5) if side == "left" else ("left", 5)
    return marked(
        side,
        text(align=align, dx=offset, fontWeight="bold"),
        x=along("value"),
        y={"field": "up", "type": "quantitative", "axis": None, "scale": None},
        text=field_of("name", "nominal"),
    )


def row_names(row: Spec) -> Spec:
    """Names left of their rows. `drop`: pixels below the row's middle, for names on two lines."""
    return marked(
        "names",
        text(x=-8, align="right", dy={"expr": "datum.drop"}),
        y=row,
        text=field_of("measure", "nominal"),
    )


def key() -> list[Spec]:
    """What each shape stands for, above the chart: cheaper than a legend, and always in order."""
    at = {"field": "x", "type": "quantitative", "axis": None, "scale": None}
    up: Spec = {"value": -14}
    who = {"field": "name", "type": "nominal", "legend": None}
    dot = {"type": "point", "filled": True, "size": 75, "opacity": 1}
    return [
        marked("key", {**dot, "xOffset": -LABEL_SPACE}, x=at, y=up, shape=who, color=who),
        marked(
            "key",
            text(align="left", dx=9, xOffset=-LABEL_SPACE),
            x=at,
            y=up,
            text=field_of("name", "nominal"),
        ),
    ]
