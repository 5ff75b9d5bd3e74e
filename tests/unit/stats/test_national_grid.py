"""The worked example is Ordnance Survey's, in annex C of its guide to coordinate systems."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.stats.national_grid import from_grid, to_wgs84

EAST, NORTH = np.array([651409.903]), np.array([313177.270])


def degrees(whole: int, minutes: int, seconds: float) -> float:
    return whole + minutes / 60 + seconds / 3600


def test_the_published_worked_example() -> None:
    latitude, longitude = from_grid(EAST, NORTH)
    millimetre = 1e-8
    assert np.degrees(latitude)[0] == pytest.approx(degrees(52, 39, 27.2531), abs=millimetre)
    assert np.degrees(longitude)[0] == pytest.approx(degrees(1, 43, 4.5177), abs=millimetre)


def test_the_same_place_on_wgs84() -> None:
    longitude, latitude = to_wgs84(EAST, NORTH)
    metre = 1e-5
    assert latitude[0] == pytest.approx(degrees(52, 39, 28.72), abs=metre)
    assert longitude[0] == pytest.approx(degrees(1, 42, 57.79), abs=metre)


def test_the_true_origin_is_two_degrees_west_and_forty_nine_north() -> None:
    latitude, longitude = from_grid(np.array([400_000.0]), np.array([-100_000.0]))
    assert np.degrees(latitude)[0] == pytest.approx(49.0, abs=1e-9)
    assert np.degrees(longitude)[0] == pytest.approx(-2.0, abs=1e-9)


@given(st.floats(100_000, 650_000), st.floats(10_000, 650_000), st.floats(10, 1_000))
def test_a_step_east_is_as_long_on_the_globe(east: float, north: float, step: float) -> None:
    """The grid's scale is within 5 parts in 10,000 of true everywhere in England."""
    longitude, latitude = to_wgs84(np.array([east, east + step]), np.array([north, north]))
    up = np.diff(latitude)[0] * 111_250
    across = np.diff(longitude)[0] * 111_320 * np.cos(np.radians(latitude[0]))
    assert np.hypot(up, across) == pytest.approx(step, rel=0.006)
