"""What the data pages say was lost, as known on the day of the page."""

from datetime import UTC, date, datetime

import pytest

import mainstay
from tests.web.conftest import asked
from tests.web.pages import pages_of
from tests.web.test_home import text

NOW = datetime(2026, 11, 1, tzinfo=UTC)
BEFORE, AFTER = date(2020, 6, 1), date(2021, 1, 1)
REGISTER = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,ONS_CCG_CODE,CCG_CODE,"
    "CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
    "COMM_REGION_NAME\n"
    "GP_PRAC_PAT_LIST,01JAN2020,Z00001,THE MILL SURGERY,ZZ1 1AA,Z50000001,Z0A,MADE UP CCG,"
    "Z50000002,ZQ1,MADE UP STP,Z50000003,ZY1,MADE UP REGION\n"
)
PREVALENCE = (
    "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
    "Z00001,AF,95,TOTAL,4098\n"
    "Z00009,AF,95,TOTAL,4098\n"
)


@pytest.fixture
def home(tmp_path):
    """A register of January 2020, and a file of that August with a practice not in it."""
    opened = mainstay.open_home(tmp_path / "home")
    for name, content in (("map.csv", REGISTER), ("PREVALENCE 2019-20.csv", PREVALENCE)):
        path = tmp_path / name
        path.write_text(content)
        (one,) = opened.take_in([path], now=NOW)
        assert one.result == "imported", one.sentence
    return opened


def test_codes_are_lost_from_the_day_that_their_file_came_out(home):
    assert home.lost_joins(BEFORE) == []
    (sentence,) = home.lost_joins(AFTER)
    assert "1 of 2 practice codes" in sentence
    assert home.lost_joins() == [sentence]


def test_the_page_answers_for_its_own_day_and_says_which(home):
    with pages_of(home.path) as client:
        later = text(client.get("/data/joins", {"as_of": AFTER.isoformat()}))
        earlier = text(client.get("/data/joins", {"as_of": BEFORE.isoformat()}))
    assert "published by 1 January 2021" in later
    assert "1 of 2 practice codes" in later
    assert "published by 1 June 2020" in earlier
    assert "Every practice code found a partner" in earlier


def test_the_way_to_the_page_keeps_the_day(client):
    assert f'href="{asked("/data/joins")}"' in text(client.get(asked("/data/")))
