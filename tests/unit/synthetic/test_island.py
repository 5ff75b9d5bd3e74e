import numpy as np
import pytest

from mainstay.synthetic import areas, island
from tests.published import published


def test_the_grid_turns_into_degrees_as_the_ordnance_survey_works_it():
    """Their worked example: 651409.903, 313177.270 is 52°39'27.2531"N, 1°43'4.5177"E (Airy)."""
    found = island.degrees(np.array([[651409.903, 313177.270]]))
    assert found[0, 0] == pytest.approx(52 + 39 / 60 + 27.2531 / 3600, abs=1e-6)
    assert found[0, 1] == pytest.approx(1 + 43 / 60 + 4.5177 / 3600, abs=1e-6)


def test_a_square_is_cut_in_two():
    square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])
    below, above = island.cut(square, np.array([1.0, 0]), 1.0)
    assert island.area(below) == pytest.approx(4)
    assert island.area(above) == pytest.approx(12)


def test_inside_a_square():
    square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])
    assert island.inside(np.array([[1.0, 1], [5, 1], [-1, 3]]), square).tolist() == [
        True,
        False,
        False,
    ]


def test_areas_cover_the_island_and_nest(england):
    whole = island.area(england.setting.outline)
    for level in (england.areas.region, england.areas.icb, england.areas.sub_icb):
        assert sum(island.area(piece) for piece in level.outline) == pytest.approx(whole, rel=1e-3)
    assert england.areas.icb.parent.max() == len(england.areas.region.code) - 1
    assert england.areas.sub_icb.parent.max() == len(england.areas.icb.code) - 1


def test_practices_stand_in_their_area(england):
    for index, outline in enumerate(england.areas.sub_icb.outline):
        here = england.areas.sub_icb_of == index
        assert here.any()
        assert island.inside(england.setting.points[here], outline).mean() > 0.98


def test_area_codes_can_never_be_real(england):
    cut = england.areas
    codes = [*cut.region.code, *cut.icb.code, *cut.sub_icb.code, *cut.pcn_code]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("Z") for code in codes)
    assert all(
        code.startswith("Z5")
        for level in (cut.region, cut.icb, cut.sub_icb)
        for code in level.ons_code
    )


def test_areas_for_all_england_are_as_many_as_england_has():
    assert areas.how_many(6300) == (7, 42, 106)


def test_the_island_is_nowhere_near_a_real_practice(england):
    import polars as pl

    real = pl.read_parquet(published("geography/practice-coordinates/practice_coordinates.parquet"))
    low, high = england.degrees.min(axis=0), england.degrees.max(axis=0)
    near = real.filter(
        pl.col("lat").is_between(low[0], high[0]), pl.col("lon").is_between(low[1], high[1])
    )
    assert near.height == 0
