"""Outlines of areas, as GeoJSON or a shapefile, brought to longitude and latitude and thinned.

`raw` has one row an area: the file's properties as text, and `geometry`, the outline as GeoJSON
text in the file's own coordinates. Outlines in British National Grid metres are told from
degrees by their size, then moved to WGS84, good to about 5 metres (stats/national_grid.py). Lines
are thinned by Douglas and Peucker's method (1973) to within TOLERANCE metres, border by border,
so that a border that two areas share stays one line.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from mainstay.sources.contract import Check, Match, Sample
from mainstay.stats.national_grid import to_wgs84
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from mainstay.terms.releases import OGL, Publication

PUBLICATION = Publication(
    id="area-outlines",
    name="Outlines of health areas and of England",
    publisher="Office for National Statistics",
    licence=f"{OGL}; contains OS data © Crown copyright and database right",
)

TOLERANCE = 300.0
"""Metres that a thinned line may stray: under a pixel on a map of England 1,200 pixels high."""

PLACES = 4  # decimal places of a degree: about 11 metres
DEGREES = 180.0
GRID_EAST = 700_000.0
GRID_NORTH = 1_300_000.0
CORNERS = 4  # a ring of fewer points, the first repeated, has no inside

Ring = np.ndarray


class Kind(NamedTuple):
    """What a code heading says: `icb22cd` are integrated care boards as of 2022."""

    area_type: str
    code: str
    name: str


KINDS = (
    Kind("icb", r"icb(\d\d)cd", r"icb\d\dnm"),
    Kind("sub_icb", r"sicbl(\d\d)cd", r"sicbl\d\dnm"),
    Kind("country", r"ctry(\d\d)cd", r"ctry\d\dnm"),
)

CALENDAR = {str(year): date(year, 7, 1) for year in range(2011, 2031)}
"""The files carry a year and no date: by rule, 1 July, when areas of the health service change."""

HEADINGS = {"area_code": KINDS, "area_name": KINDS, "geometry": ("geometry",)}
"""Any other property of an area (a centre, a length, an identifier) is known and not read."""

TIDY = pl.Schema(
    {"area_code": pl.String, "area_name": pl.String, "area_type": pl.String, "geometry": pl.String}
)


def recognise(sample: Sample) -> Match | None:
    """Ours when a shape file's properties hold the code and name of a kind of area we draw."""
    if sample.kind not in ("geojson", "shapefile"):
        return None
    for kind in KINDS:
        code, name = _heading(sample.heading(), kind.code), _heading(sample.heading(), kind.name)
        if code and name:
            year = 2000 + int(re.findall(r"\d\d", code)[0])
            facts = {"code": code, "name": name, "area_type": kind.area_type}
            return Match(period=Period.year(year), facts=facts, part=kind.area_type)
    return None


def _heading(headings: Iterable[str], pattern: str) -> str | None:
    return next((text for text in headings if re.fullmatch(pattern, text, re.IGNORECASE)), None)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row an area: code, name, kind, and its outline as GeoJSON text in WGS84."""
    areas = raw.select(
        area_code=pl.col(match.facts["code"]).str.strip_chars().str.to_uppercase(),
        area_name=pl.col(match.facts["name"]).str.strip_chars(),
        area_type=pl.lit(match.facts["area_type"]),
        geometry=pl.col("geometry"),
    )
    return areas.map_batches(_drawn, schema=TIDY, streamable=False)


def _drawn(areas: pl.DataFrame) -> pl.DataFrame:
    """All areas at once: a border is thinned once for both its sides."""
    outlines = [_polygons(text) for text in areas["geometry"]]
    rings = [ring for polygons in outlines for polygon in polygons for ring in polygon]
    metres = _in_metres(rings)
    meeting = junctions(rings)
    tolerance = TOLERANCE if metres else TOLERANCE / 111_320  # metres in a degree of latitude
    drawn = [_outline(polygons, meeting, tolerance, metres) for polygons in outlines]
    return areas.with_columns(geometry=pl.Series(drawn, dtype=pl.String))


def _polygons(text: str | None) -> list[list[Ring]]:
    """The rings of each polygon of one outline, as arrays of points."""
    try:
        outline: dict[str, Any] = json.loads(text or "")
        found = {"Polygon": lambda parts: [parts], "MultiPolygon": list}[outline["type"]](
            outline["coordinates"]
        )
        return [[np.asarray(ring, dtype=float)[:, :2] for ring in polygon] for polygon in found]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise SourceError(
            "An area has no outline that can be read.",
            place="geometry",
            advice="Download the outlines again as polygons.",
        ) from error


def _in_metres(rings: Sequence[Ring]) -> bool:
    """True for British National Grid, False for degrees; anything else is an error."""
    points = np.vstack(rings) if rings else np.zeros((0, 2))
    if not np.isfinite(points).all():
        raise SourceError("An outline has a point that is not a number.", place="geometry")
    if (np.abs(points) <= DEGREES).all():
        return False
    east, north = points[:, 0], points[:, 1]
    if ((east >= 0) & (east <= GRID_EAST) & (north >= 0) & (north <= GRID_NORTH)).all():
        return True
    raise SourceError(
        "The outlines are neither in degrees nor on the British National Grid.",
        place="geometry",
        advice="Download them in WGS84 (EPSG 4326) or British National Grid (EPSG 27700).",
    )


def _outline(
    polygons: list[list[Ring]], meeting: set[tuple[float, float]], tolerance: float, metres: bool
) -> str:
    """GeoJSON text. An island too small to see is left out, unless nothing else is there."""
    thinned = [[thin_ring(ring, meeting, tolerance) for ring in polygon] for polygon in polygons]
    kept = [polygon for polygon in thinned if len(polygon[0]) >= CORNERS]
    kept = kept or [max(polygons, key=lambda polygon: len(polygon[0]))]
    shapes = [
        [_placed(ring, metres) for number, ring in enumerate(polygon) if _seen(number, ring)]
        for polygon in kept
    ]
    return json.dumps({"type": "MultiPolygon", "coordinates": shapes}, separators=(",", ":"))


def _seen(number: int, ring: Ring) -> bool:
    return number == 0 or len(ring) >= CORNERS


def _placed(ring: Ring, metres: bool) -> list[list[float]]:
    """Points as longitude and latitude, rounded, without repeats."""
    if metres:
        longitude, latitude = to_wgs84(ring[:, 0], ring[:, 1])
        ring = np.column_stack([longitude, latitude])
    points = [list(point) for point in ring.round(PLACES).tolist()]
    return [points[0], *(after for before, after in pairwise(points) if before != after)]


def junctions(rings: Iterable[Ring]) -> set[tuple[float, float]]:
    """Points where borders part: those with more than two different neighbours."""
    neighbours: dict[tuple[float, float], set[tuple[float, float]]] = {}
    for ring in rings:
        points = [tuple(point) for point in ring[:-1].tolist()]
        for place, point in enumerate(points):
            beside = (points[place - 1], points[(place + 1) % len(points)])
            neighbours.setdefault(point, set()).update(beside)
    return {point for point, beside in neighbours.items() if len(beside) > 2}


def thin_ring(ring: Ring, meeting: set[tuple[float, float]], tolerance: float) -> Ring:
    """A closed ring thinned between the points where borders meet, which all stay."""
    points = [tuple(point) for point in ring[:-1].tolist()]
    cuts = [place for place, point in enumerate(points) if point in meeting]
    cuts = cuts or [points.index(min(points))]
    turned = np.vstack([ring[cuts[0] : -1], ring[: cuts[0] + 1]])
    ends = [cut - cuts[0] for cut in cuts] + [len(points)]
    borders = [_thin_border(turned[start : end + 1], tolerance) for start, end in pairwise(ends)]
    return np.vstack([border[:-1] for border in borders] + [turned[:1]])


def _thin_border(line: Ring, tolerance: float) -> Ring:
    """Thin a border the same way whichever of its two areas it is read from."""
    backwards = line[::-1]
    if tuple(line.ravel()) <= tuple(backwards.ravel()):
        return thin(line, tolerance)
    return thin(backwards, tolerance)[::-1]


def thin(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker: the fewest of the points found that stay within the tolerance."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = _distances(line[first : last + 1])
        furthest = int(away.argmax())
        if away[furthest] > tolerance:
            keep[first + furthest] = True
            waiting += [(first, first + furthest), (first + furthest, last)]
    return line[keep]


def _distances(line: Ring) -> np.ndarray:
    """Each point's distance from the straight stretch between the first and the last."""
    offsets, span = line - line[0], line[-1] - line[0]
    length = float(span @ span)
    along = np.clip(offsets @ span / length, 0, 1) if length else np.zeros(len(line))
    distances: np.ndarray = np.hypot(*(offsets - along[:, None] * span).T)
    return distances


_REPEATED = pl.col("area_code").is_duplicated()
_NAMELESS = pl.col("area_code").is_null() | pl.col("area_name").is_null()

CHECKS = (
    Check(
        "An area has more than one outline.",
        broken=_REPEATED.sum(),
        example=pl.col("area_code").filter(_REPEATED).first(),
    ),
    Check(
        "An area has no code or no name.",
        broken=_NAMELESS.sum(),
        example=pl.col("area_name").filter(_NAMELESS).first(),
    ),
)
