"""One chart repeated for many sets of data in a single Vega specification, and cut apart again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
SVG = "http://www.w3.org/2000/svg"
ROWS = "panel_rows"  # all the rows of a panel, each with the name of its table
APART = 100_000  # pixels from panel to panel: no place inside a picture is as far out
_PANEL = re.compile(r'<g transform="translate\(\d+00000,0\)">')
_NOTHING = re.compile(r'<path class="(?:back|fore)ground"[^>]*/>')
_GROUP = re.compile(r'<g class="[^>]*?(/?)>')


def repeated(chart: Mapping[str, Any], data: Sequence[Mapping[str, Any]]) -> Spec:
    """The chart as a group, once for each of `data` (unit, height, tables), all in one place.

    `chart` is compiled Vega. Its root tables are filled; inside, `parent` is the panel's own row.
    """
    roots = [one["name"] for one in chart["data"] if "source" not in one]
    inside = [
        {
            "name": one["name"],
            "source": ROWS,
            "transform": [{"type": "filter", "expr": f"datum.table === '{one['name']}'"}],
        }
        if one["name"] in roots
        else one
        for one in chart["data"]
    ]
    places = [
        {
            "panel": place,
            "unit": one["unit"],
            "height": one["height"],
            ROWS: [{**row, "table": name} for name in roots for row in one["tables"][name]],
        }
        for place, one in enumerate(data)
    ]
    group = {
        "type": "group",
        "from": {"facet": {"name": ROWS, "data": "panels", "field": ROWS}},
        "encode": {
            "update": {
                "x": {"signal": f"(datum.panel + 1) * {APART}"},
                "width": {"value": chart["width"]},
                "height": {"field": "height"},
            }
        },
        "signals": [
            {"name": "width", "update": str(chart["width"])},
            {"name": "height", "update": "parent.height"},
        ],
        "data": inside,
        **{part: chart[part] for part in ("marks", "scales", "axes")},
    }
    return {
        "$schema": chart["$schema"],
        "autosize": "none",
        "padding": 0,
        "width": chart["width"],
        "height": chart["height"],
        "config": chart["config"],
        "data": [{"name": "panels", "values": places}],
        "marks": [group],
    }


def cut(
    svg: str, chart: Mapping[str, Any], heights: Sequence[int], size: int, font: str
) -> Iterator[str]:
    """Each panel of a drawing as an SVG of its own, without what a picture does not need.

    `size`, in pixels, and `font` are those of every text: they are said once.
    """
    pad = chart["padding"]
    width = chart["width"] + pad["left"] + pad["right"]
    shorter = _GROUP.sub(r"<g\1>", _NOTHING.sub("", svg))
    shorter = re.sub(f' font-family="{font}" font-size="(?:0|{size})px"', "", shorter)
    found = _PANEL.split(shorter)[1:]
    found[-1] = _closed(found[-1])
    for inside, height in zip(found, heights, strict=True):
        tall = height + pad["top"] + pad["bottom"]
        yield (
            f'<svg xmlns="{SVG}" width="{width}" height="{tall}" viewBox="0 0 {width} {tall}">'
            f'<g fill="none" stroke-miterlimit="10" font-family="{font}" font-size="{size}px" '
            f'transform="translate({pad["left"]},{pad["top"]})">{inside}</svg>'
        )


def _closed(last: str) -> str:
    """The last panel without the ends of what was around all of them."""
    inside = last.removesuffix("</svg>")
    spare = inside.count("</g>") - inside.count("<g>") - inside.count("<g ") - 1
    return inside.removesuffix("</g>" * spare)
