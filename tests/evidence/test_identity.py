"""Which release a file is: by its bytes, and by the period that it is of."""

from datetime import UTC, datetime

import pytest

import mainstay
from mainstay.terms.errors import MainstayError

NOW = datetime(2026, 11, 1, tzinfo=UTC)
POINTS = (
    "INDICATOR_CODE,INDICATOR_DESCRIPTION,INDICATOR_POINT_VALUE,INDICATOR_GROUP_CODE,"
    "INDICATOR_GROUP_DESCRIPTION,DOMAIN_CODE,DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE\n"
    "AF001,A register,5,AF,Atrial fibrillation,CL,Clinical,TOTAL\n"
)
YEARS = ("2021-22", "2022-23", "2023-24")


@pytest.fixture
def home(tmp_path):
    return mainstay.open_home(tmp_path / "home")


def told(outcomes):
    return [(one.result, one.period) for one in outcomes]


def points_of(folder, year, name="MAPPING_INDICATORS"):
    path = folder / year / f"{name}.csv"
    path.parent.mkdir(parents=True)
    path.write_text(POINTS)
    return path


def test_the_same_bytes_are_a_release_in_each_year(home, tmp_path):
    files = [points_of(tmp_path, year) for year in YEARS]
    for result in ("imported", "already held"):
        outcomes = home.take_in(files, now=NOW)
        assert told(outcomes) == [(result, year) for year in YEARS]
    assert [one.period.label for one in home.releases()] == list(YEARS)
    assert len({one.original_sha256 for one in home.releases()}) == 1
    assert home.faults() == []


def test_the_same_bytes_without_a_period_are_held(home, tmp_path):
    path = points_of(tmp_path, "loose", "points")
    assert told(home.take_in([path], now=NOW, period="2021-22")) == [("imported", "2021-22")]
    assert told(home.take_in([path], now=NOW)) == [("already held", "2021-22")]
    assert told(home.take_in([path], now=NOW, period="2022-23")) == [("imported", "2022-23")]


@pytest.mark.parametrize(
    ("folder", "name"), [("2021-22", "MAPPING_INDICATORS"), ("loose", "QOF 2021-22")]
)
def test_a_period_that_the_file_denies_is_refused(home, tmp_path, folder, name):
    (refused,) = home.take_in([points_of(tmp_path, folder, name)], now=NOW, period="2019-20")
    assert refused.refused
    assert "2021-22, and --period says 2019-20" in refused.sentence
    assert home.releases() == ()


def test_a_closer_period_within_the_one_given_is_kept(home, tmp_path):
    path = tmp_path / "coordinates 2025-03.csv"
    path.write_text("practice_code,lat,lon\nZ00001,53.1,-1.2\n")
    assert told(home.take_in([path], now=NOW, period="2025")) == [("imported", "2025-03")]


def test_what_is_no_period_is_said_before_any_file_is_read(home, tmp_path):
    with pytest.raises(MainstayError, match="'banana' is not a period"):
        home.take_in([tmp_path], now=NOW, period="banana")


def test_a_home_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path):
    (tmp_path / "a file").write_text("")
    home = mainstay.open_home(tmp_path / "a file" / "home")
    with pytest.raises(MainstayError, match=r"Nothing can be written to .*--home"):
        home.take_in([tmp_path], now=NOW)
