import pytest

from mainstay.sources import practice_coordinates
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied


def test_a_practice_and_its_place() -> None:
    table = tidied(practice_coordinates, "practice_code,lat,lon\nZ00001,54.56,-1.31\n")
    assert table.rows() == [("Z00001", 54.56, -1.31)]


def test_longer_headings() -> None:
    text = "practice_code,latitude,longitude\nZ00001,54.56,-1.31\n"
    assert tidied(practice_coordinates, text).height == 1


@pytest.mark.parametrize("place", ["16.87,80.98", "51.5,-75.97", ",", "54.5,"])
def test_a_place_that_cannot_be_right_is_none_at_all(place: str) -> None:
    text = f"practice_code,lat,lon\nZ00001,{place}\n"
    table, remarks = checked(practice_coordinates, text)
    assert table.rows() == [("Z00001", None, None)]
    assert "1 rows, for example Z00001" in remarks[0].sentence


def test_the_month_of_an_edition() -> None:
    text = "practice_code,lat,lon\n"
    undated = match_of(practice_coordinates, text, "places.parquet", "places")
    dated = match_of(practice_coordinates, text, "places-2026-03.parquet")
    assert (undated.period, dated.period) == (Period.month(2024, 12), Period.month(2026, 3))


def test_a_wider_table_is_something_else() -> None:
    assert practice_coordinates.recognise(sample_of("practice_code,lat,lon,rating\n")) is None


def test_a_practice_twice_stops_the_file() -> None:
    text = "practice_code,lat,lon\nZ00001,54.56,-1.31\nZ00001,54.57,-1.31\n"
    with pytest.raises(SourceError, match="more than one row"):
        checked(practice_coordinates, text)
