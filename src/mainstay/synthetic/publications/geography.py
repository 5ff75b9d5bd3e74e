"""Where practices and areas are: coordinates, and outlines of an island that is not England."""

import io
from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import island
from mainstay.synthetic.areas import Level
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.shapes import Record, geojson, shapefile
from mainstay.synthetic.writing import gzipped

DAY = date(2022, 7, 1)
COORDINATES = date(2024, 12, 1)
SUB_ICBS, ICBS = "geography/sicbl-boundaries/SICBL.geojson", "geography/icb2022-boundaries/icb22"
COUNTRY = "geography/england-outline/outline_England.geojson.gz"
POINTS = "geography/practice-coordinates/practice_coordinates.parquet"


def plan(england: England) -> Iterator[Planned]:
    yield Planned(POINTS, ("practice-coordinates",), COORDINATES, partial(coordinates, england))
    yield Planned(SUB_ICBS, ("area-outlines",), DAY, partial(sub_icbs, england))
    yield Planned(COUNTRY, ("area-outlines",), date(2011, 12, 31), partial(country, england))
    for ending in ("shp", "shx", "dbf", "prj", "cpg"):
        yield Planned(f"{ICBS}.{ending}", ("area-outlines",), DAY, partial(icbs, england, ending))


def coordinates(england: England) -> bytes:
    """Latitude and longitude of every practice that ever had patients."""
    which = np.flatnonzero(england.lists.max(axis=0) > 0)
    out = io.BytesIO()
    pl.DataFrame({
        "practice_code": england.about["code"][which.tolist()],
        "lat": england.degrees[which, 0],
        "lon": england.degrees[which, 1],
    }).write_parquet(out, compression="zstd", compression_level=3)  # fmt: skip
    return out.getvalue()


def _records(level: Level, prefix: str, name: str) -> list[Record]:
    middles = np.array([outline.mean(axis=0) for outline in level.outline])
    degrees = island.degrees(middles)
    names = _names(level, name)
    return [
        {
            "OBJECTID": number + 1,
            f"{prefix}22CD": level.ons_code[number],
            f"{prefix}22NM": names[number],
            "BNG_E": int(middles[number, 0]),
            "BNG_N": int(middles[number, 1]),
            "LONG": float(degrees[number, 1]),
            "LAT": float(degrees[number, 0]),
            "GlobalID": f"{{00000000-0000-0000-0000-{number + 1:012d}}}",
        }
        for number in range(len(level.code))
    ]


def _names(level: Level, pattern: str) -> list[str]:
    return [
        pattern.format(name=name, code=code)
        for name, code in zip(level.name, level.code, strict=True)
    ]


def sub_icbs(england: England) -> bytes:
    cut = england.areas
    boards = [cut.icb.name[parent] for parent in cut.sub_icb.parent]
    level = Level(cut.sub_icb.code, cut.sub_icb.ons_code, tuple(boards), cut.sub_icb.parent,
                  cut.sub_icb.outline)  # fmt: skip
    records = _records(level, "SICBL", "NHS {name} ICB - {code}")
    return geojson(level.outline, records, "EPSG:27700")


def icbs(england: England, ending: str) -> bytes:
    level = england.areas.icb
    records = _records(level, "ICB", "NHS {name} Integrated Care Board")
    return shapefile(level.outline, records)[ending]


def country(england: England) -> bytes:
    record: Record = {
        "OBJECTID": 1, "ctry11cd": "Z50000001", "ctry11cdo": "Z50", "ctry11nm": "Made-up England",
        "ctry11nmw": "", "GlobalID": "00000000-0000-0000-0000-000000000001",
    }  # fmt: skip
    return gzipped(geojson([england.setting.outline], [record], "urn:ogc:def:crs:EPSG::27700"))
