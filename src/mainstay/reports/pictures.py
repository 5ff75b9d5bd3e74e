"""From a kind of chart and its data to a picture, by Vega-Lite.

A specification is compiled to Vega once a process; after that only its data change, and a picture
that was drawn before is not drawn again. Most of the time that remains would go into measuring
text, over a millisecond a label, to no purpose: our charts have fixed margins and set their text
on the alphabetic baseline, so nothing depends on its width. Text is therefore drawn with no size,
which is not measured, and given its size in the finished picture. A test holds the two equal.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import vl_convert

from mainstay.reports import chart_parts, chart_specs

Rows = Sequence[Mapping[str, object]]
Options = Mapping[str, str | int]
VERSION = "6.4"
PICTURES_KEPT = 2000
SIZED, UNSIZED = f'font-size="{chart_parts.TEXT_SIZE}px"', 'font-size="0px"'

_kept: OrderedDict[str, str] = OrderedDict()


def picture(kind: str, data: Mapping[str, Rows], **options: str | int) -> str:
    """The SVG of one chart. `kind` names a function of `chart_specs`; `data` fills its tables."""
    asked = json.dumps([kind, options, data], sort_keys=True, default=str)
    key = hashlib.sha256(asked.encode()).hexdigest()
    found = _kept.get(key)
    if found is None:
        found = drawn(kind, data, options)
        _kept[key] = found
        if len(_kept) > PICTURES_KEPT:
            _kept.popitem(last=False)
    return found


def drawn(kind: str, data: Mapping[str, Rows], options: Options, *, measured: bool = False) -> str:
    """The SVG of one chart, drawn anew. With `measured`, text is measured, for the test's sake."""
    head, tables, tail = _compiled(kind, tuple(sorted(options.items())), measured)
    filled = [
        {**table, "values": data[table["name"]]} if table["name"] in data else table
        for table in tables
    ]
    made: str = vl_convert.vega_to_svg(f"{head}{json.dumps(filled)}{tail}")
    return made.replace(UNSIZED, SIZED)


@cache
def _compiled(
    kind: str, options: tuple[tuple[str, str | int], ...], measured: bool
) -> tuple[str, list[dict[str, Any]], str]:
    """The compiled chart as text, but for its tables of data, which stand between the two."""
    _our_font()
    make: Callable[..., dict[str, Any]] = getattr(chart_specs, kind)
    vega = vl_convert.vegalite_to_vega(make(**dict(options)), vl_version=VERSION)
    tables = vega.pop("data")
    text = json.dumps(vega)
    return (text if measured else _unmeasured(text))[:-1] + ', "data": ', tables, "}"


def _unmeasured(vega: str) -> str:
    """The chart with every text at no size, so that nobody measures it."""
    size = chart_parts.TEXT_SIZE
    for key in (f'"fontSize": {{"value": {size}}}', f'"labelFontSize": {size}'):
        vega = vega.replace(key, key.replace(str(size), "0"))
    return vega


@cache
def _our_font() -> None:
    """Text is measured in the font that print uses, whatever fonts the machine has."""
    with as_file(files("mainstay.reports") / "fonts") as folder:
        vl_convert.register_font_directory(str(folder))
