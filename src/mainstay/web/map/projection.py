"""Longitude and latitude to places on a page.

An equirectangular projection at the middle latitude: over one country the error in shape is under
two parts in a hundred, and north stays up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Point = tuple[float, float]
MARGIN = 0.03
LEAST_SPAN = 0.02  # degrees: one lone practice still gets a picture around it


@dataclass(frozen=True)
class Projection:
    """`west` and `north` are the picture's top left corner; `scale` is units a degree north."""

    west: float
    north: float
    shrink: float
    scale: float
    width: float
    height: float

    def point(self, longitude: float, latitude: float) -> Point:
        across = (longitude - self.west) * self.shrink * self.scale
        return round(across, 1), round((self.north - latitude) * self.scale, 1)

    def path(self, geometry: Mapping[str, Any]) -> str:
        """An SVG path for a GeoJSON Polygon or MultiPolygon."""
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        return "".join(self._ring(ring) for polygon in polygons for ring in polygon)

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        points = [self.point(one[0], one[1]) for one in ring]
        kept = [one for one, before in zip(points, [None, *points], strict=False) if one != before]
        if len(kept) < 3:
            return ""
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept) + "Z"


def fitted(points: Iterable[Point], width: float) -> Projection | None:
    """The projection that fits every (longitude, latitude) into a width; None for no points."""
    found = list(points)
    if not found:
        return None
    west, east = _span([one[0] for one in found])
    south, north = _span([one[1] for one in found])
    shrink = cos(radians((south + north) / 2))
    scale = min(width / ((east - west) * shrink), 1.4 * width / (north - south))
    return Projection(
        west, north, shrink, scale, (east - west) * shrink * scale, (north - south) * scale
    )


def corners(geometry: Mapping[str, Any]) -> list[Point]:
    """The west-south and east-north corners of a geometry."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    points = [point for polygon in polygons for point in polygon[0]]
    across, up = [point[0] for point in points], [point[1] for point in points]
    return [(min(across), min(up)), (max(across), max(up))]


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    edge = max((high - low) * MARGIN, (LEAST_SPAN - (high - low)) / 2, 0)
    return low - edge, high + edge
