import json
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mainstay.analysis.schemas import RELEASE, SCHEMAS
from mainstay.sources import area_outlines
from mainstay.sources.contract import Match, Sample, check_frame, verdict
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period

SQUARE = [[400_000, 300_000], [400_000, 310_000], [410_000, 310_000], [410_000, 300_000]]
SPECK = [[450_000, 300_000], [450_000, 300_010], [450_010, 300_010], [450_010, 300_000]]


def closed(points: list[list[float]]) -> list[list[float]]:
    return [*points, points[0]]


def polygon(*rings: list[list[float]]) -> str:
    return json.dumps({"type": "Polygon", "coordinates": [closed(ring) for ring in rings]})


def sample_of(*headings: str, kind: str = "geojson") -> Sample:
    return Sample(name="outlines", kind=kind, sheets={"": ((*headings, "geometry"),)})


def match_of(*headings: str) -> Match:
    match = area_outlines.recognise(sample_of(*headings))
    assert match is not None
    return match


def drawn(*outlines: str) -> pl.DataFrame:
    raw = pl.LazyFrame(
        {
            "ICB22CD": [f"Z5400000{number}" for number in range(len(outlines))],
            "ICB22NM": [f"Made Up Board {number}" for number in range(len(outlines))],
            "geometry": outlines,
        }
    )
    table = area_outlines.tidy(raw, match_of("ICB22CD", "ICB22NM")).collect(engine="streaming")
    schema = {k: v for k, v in SCHEMAS["area-outlines"].items() if k not in RELEASE}
    assert dict(table.schema) == schema
    row = check_frame(table.lazy(), area_outlines.CHECKS).collect().row(0, named=True)
    assert verdict(row, area_outlines.CHECKS) == ()
    return table


def rings_of(text: str) -> list[list[list[float]]]:
    return [ring for part in json.loads(text)["coordinates"] for ring in part]


@pytest.mark.parametrize(
    ("headings", "kind", "year"),
    [
        (("OBJECTID", "ICB22CD", "ICB22NM", "LONG"), "icb", 2022),
        (("SICBL23CD", "SICBL23NM"), "sub_icb", 2023),
        (("ctry11cd", "ctry11cdo", "ctry11nm"), "country", 2011),
    ],
)
def test_the_kind_and_year_are_in_a_heading(
    headings: tuple[str, ...], kind: str, year: int
) -> None:
    match = match_of(*headings)
    assert (match.part, match.period) == (kind, Period.year(year))
    assert str(year) in area_outlines.CALENDAR


def test_a_table_with_such_headings_is_not_an_outline() -> None:
    assert area_outlines.recognise(sample_of("ICB22CD", "ICB22NM", kind="csv")) is None


def test_other_outlines_are_not_ours() -> None:
    assert area_outlines.recognise(sample_of("LAD22CD", "LAD22NM")) is None


def test_grid_metres_become_degrees() -> None:
    ring = rings_of(drawn(polygon(SQUARE))["geometry"][0])[0]
    assert ring[0] == ring[-1]
    longitudes, latitudes = zip(*ring, strict=True)
    assert min(longitudes) == pytest.approx(-2.0015, abs=0.001)
    assert min(latitudes) == pytest.approx(52.5977, abs=0.001)


def test_degrees_stay_as_they_are() -> None:
    square = [[-2.0, 52.0], [-2.0, 52.5], [-1.5, 52.5], [-1.5, 52.0]]
    rings = rings_of(drawn(polygon(square))["geometry"][0])
    assert sorted(map(tuple, rings[0][:-1])) == sorted(map(tuple, square))


@pytest.mark.parametrize(
    "outline",
    [
        polygon([[-200_000.0, 6_800_000.0], [-100_000.0, 6_800_000.0], [0.0, 7_000_000.0]]),
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Polygon"}',
        '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 1], [1, 1], [1, 2], [NaN, 1]]]}',
        "null",
        "not an outline",
        None,
    ],
)
def test_what_cannot_be_drawn_stops_the_file(outline: str) -> None:
    with pytest.raises(SourceError, match="outline"):
        drawn(outline)


def test_a_speck_beside_an_area_is_left_out_and_a_speck_alone_is_kept() -> None:
    both = json.dumps({"type": "MultiPolygon", "coordinates": [[closed(SPECK)], [closed(SQUARE)]]})
    assert len(rings_of(drawn(both)["geometry"][0])) == 1
    assert len(rings_of(drawn(polygon(SPECK))["geometry"][0])) == 1


def test_neighbours_keep_one_border_between_them() -> None:
    wiggle = [[405_000 + (number % 3) * 90, 300_000 + number * 500] for number in range(21)]
    west = polygon([[400_000, 300_000], *wiggle, [400_000, 310_000]])
    east = polygon([[410_000, 310_000], *reversed(wiggle), [410_000, 300_000]])
    first, second = (set(map(tuple, rings_of(text)[0])) for text in drawn(west, east)["geometry"])
    assert len(first) == len(second) == 4
    assert len(first & second) == 2


lines = arrays(float, st.tuples(st.integers(2, 40), st.just(2)), elements=st.floats(0, 1e5))


@given(lines, st.floats(1, 1e4))
def test_no_point_of_a_line_strays_further_than_the_tolerance(
    line: np.ndarray, tolerance: float
) -> None:
    thinned = area_outlines.thin(line, tolerance)
    assert (thinned[0] == line[0]).all()
    assert (thinned[-1] == line[-1]).all()
    for point in line:
        nearest = min(_away(point, start, end) for start, end in pairwise(thinned))
        assert nearest <= tolerance + 1e-6


def _away(point: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    span = end - start
    length = float(span @ span)
    along = min(1.0, max(0.0, float((point - start) @ span) / length)) if length else 0.0
    return float(np.hypot(*(point - start - along * span)))
