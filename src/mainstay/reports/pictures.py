"""From a kind of chart and its data to a picture, by Vega-Lite.

A specification is compiled to Vega once a process, and a picture that was drawn before is not
drawn again. Most of Vega's time goes into reading a specification, so all the pictures of one kind
that a document needs are drawn in one go: the chart becomes a panel, repeated for each set of data,
and the panels are cut apart again. Two more savings, each held by a test to change nothing:
text is drawn with no size, since measuring it costs over a millisecond a label and nothing in our
charts depends on its width, and gets its size in the finished picture; an axis and its grid lines,
which Vega-Lite keeps apart, are one axis.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import vl_convert

from mainstay.reports import chart_parts, chart_specs, panels

Rows = Sequence[Mapping[str, object]]
Spec = dict[str, Any]
VERSION = "6.4"
PICTURES_KEPT = 2000

_kept: OrderedDict[str, str] = OrderedDict()


@dataclass(frozen=True)
class Drawing:
    """What to draw: a function of `chart_specs` by name, and all that differs, as JSON."""

    kind: str
    data: str

    @property
    def key(self) -> str:
        """The same for the same picture."""
        return hashlib.sha256(f"{self.kind} {self.data}".encode()).hexdigest()


def drawing(
    kind: str, tables: Mapping[str, Rows], *, unit: str = "number", height: int | None = None
) -> Drawing:
    """A picture to draw. `height`, in pixels, is for charts with a row for each measure."""
    given = {"unit": unit, "height": height, "tables": tables}
    return Drawing(kind, json.dumps(given, sort_keys=True, default=str))


def svgs(drawings: Sequence[Drawing]) -> list[str]:
    """The pictures, in order; those of one kind that were not drawn before, together."""
    keys = [one.key for one in drawings]
    found = {key: _kept[key] for key in keys if key in _kept}
    missing: dict[str, dict[str, str]] = {}
    for key, one in zip(keys, drawings, strict=True):
        if key not in found:
            missing.setdefault(one.kind, {})[key] = one.data
    for kind, asked in missing.items():
        found.update(zip(asked, drawn(kind, list(asked.values())), strict=True))
    for key in keys:
        _kept[key] = found[key]
        _kept.move_to_end(key)
    while len(_kept) > PICTURES_KEPT:
        _kept.popitem(last=False)
    return [found[key] for key in keys]


def drawn(kind: str, data: Sequence[str], *, measured: bool = False) -> Iterator[str]:
    """Pictures of one kind, drawn anew. With `measured`, text is measured, for the test's sake."""
    chart = _compiled(kind, measured)
    given = [json.loads(one) for one in data]
    for one in given:
        one["height"] = one["height"] or chart["height"]
    made = vl_convert.vega_to_svg(json.dumps(panels.repeated(chart, given)))
    heights = [one["height"] for one in given]
    return panels.cut(made, chart, heights, chart_parts.TEXT_SIZE, chart_parts.FONT)


@cache
def _compiled(kind: str, measured: bool) -> Spec:
    """The chart as Vega, with its tables of data empty."""
    our_font()
    vega = vl_convert.vegalite_to_vega(getattr(chart_specs, kind)(), vl_version=VERSION)
    vega["axes"] = _one_axis_each(vega["axes"])
    return vega if measured else _unmeasured(vega)


def _unmeasured(vega: Spec) -> Spec:
    """The chart with every text at no size, so that nobody measures it."""
    size = chart_parts.TEXT_SIZE
    text = json.dumps(vega)
    for key in (f'"fontSize": {{"value": {size}}}', f'"labelFontSize": {size}'):
        text = text.replace(key, key.replace(str(size), "0"))
    changed: Spec = json.loads(text)
    return changed


def _one_axis_each(axes: Sequence[Spec]) -> list[Spec]:
    """Axes with the grid lines that Vega-Lite draws as axes of their own."""
    grids = {one["scale"]: _other_scale(one) for one in axes if one.get("grid")}
    return [
        {**one, "grid": one["scale"] in grids, **grids.get(one["scale"], {})}
        if one["scale"] in grids
        else one
        for one in axes
        if not one.get("grid")
    ]


def _other_scale(grid: Spec) -> Spec:
    """The scale that grid lines span; a chart whose rows stand by pixels has none."""
    return {"gridScale": grid["gridScale"]} if "gridScale" in grid else {}


@cache
def our_font() -> None:
    """Text is measured in the font that print uses, whatever fonts the machine has."""
    with as_file(files("mainstay.reports") / "fonts") as folder:
        vl_convert.register_font_directory(str(folder))
