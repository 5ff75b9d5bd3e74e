"""Outlines as the files that carry them: GeoJSON, and a shapefile's four parts."""

import json
import struct
from collections.abc import Mapping, Sequence

import numpy as np

from mainstay.synthetic.island import area
from mainstay.synthetic.streams import Floats

GRID = (
    'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID['
    '"Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",'
    '0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],'
    'PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER['
    '"Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]'
)
POLYGON = 5
Record = Mapping[str, str | int | float]


def closed(outline: Floats, *, clockwise: bool = False) -> Floats:
    """An outline whose last point is its first, turning the way the format wants."""
    turned = outline if (area(outline) < 0) == clockwise else outline[::-1]
    return np.vstack([turned, turned[:1]])


def geojson(outlines: Sequence[Floats], records: Sequence[Record], crs: str) -> bytes:
    """A FeatureCollection of polygons in grid metres."""
    features = [
        {
            "type": "Feature",
            "id": number,
            "geometry": {"type": "Polygon", "coordinates": [closed(outline).tolist()]},
            "properties": dict(record),
        }
        for number, (outline, record) in enumerate(zip(outlines, records, strict=True), start=1)
    ]
    whole = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": crs}},
        "features": features,
    }
    return json.dumps(whole, separators=(",", ":")).encode()


def shapefile(outlines: Sequence[Floats], records: Sequence[Record]) -> dict[str, bytes]:
    """The parts of a shapefile by their ending: shp, shx, dbf, prj and cpg."""
    rings = [closed(outline, clockwise=True) for outline in outlines]
    bodies = [_polygon(ring) for ring in rings]
    every = np.vstack(rings)
    box = (*every.min(axis=0).tolist(), *every.max(axis=0).tolist())
    return {
        "shp": _header(100 + sum(len(body) + 8 for body in bodies), box)
        + b"".join(struct.pack(">ii", number, len(body) // 2) + body
                   for number, body in enumerate(bodies, start=1)),
        "shx": _header(100 + 8 * len(bodies), box) + _index(bodies),
        "dbf": _table(records),
        "prj": GRID.encode(),
        "cpg": b"UTF-8",
    }  # fmt: skip


def _polygon(ring: Floats) -> bytes:
    box = (*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist())
    head = struct.pack("<i4dii", POLYGON, *box, 1, len(ring)) + struct.pack("<i", 0)
    return head + ring.astype("<f8").tobytes()


def _header(size: int, box: tuple[float, ...]) -> bytes:
    return (
        struct.pack(">i5ii", 9994, 0, 0, 0, 0, 0, size // 2)
        + struct.pack("<ii", 1000, POLYGON)
        + struct.pack("<8d", *box, 0, 0, 0, 0)
    )


def _index(bodies: Sequence[bytes]) -> bytes:
    entries, offset = [], 50
    for body in bodies:
        entries.append(struct.pack(">ii", offset, len(body) // 2))
        offset += len(body) // 2 + 4
    return b"".join(entries)


def _table(records: Sequence[Record]) -> bytes:
    """dBase III: every field as text or a number wide enough for its values."""
    names = list(records[0])
    texts = {name: [_cell(record[name]) for record in records] for name in names}
    widths = {name: max(1, *(len(text) for text in texts[name])) for name in names}
    kinds = {name: "C" if isinstance(records[0][name], str) else "N" for name in names}
    size = 1 + sum(widths.values())
    head = struct.pack("<B3BIHH20x", 3, 120, 1, 1, len(records), 33 + 32 * len(names), size)
    fields = b"".join(_field(name, kinds[name], widths[name], texts[name]) for name in names)
    rows = b"".join(
        b" " + b"".join(_padded(texts[name][row], widths[name], kinds[name]) for name in names)
        for row in range(len(records))
    )
    return head + fields + b"\r" + rows + b"\x1a"


def _cell(value: str | int | float) -> bytes:
    return (f"{value:.6f}" if isinstance(value, float) else str(value)).encode()


def _field(name: str, kind: str, width: int, texts: Sequence[bytes]) -> bytes:
    decimals = 6 if kind == "N" and b"." in texts[0] else 0
    return struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), width, decimals)


def _padded(text: bytes, width: int, kind: str) -> bytes:
    return text.rjust(width) if kind == "N" else text.ljust(width)
