"""The front page and the search."""

import polars as pl
import pytest

from tests.web.conftest import asked


def text(answer) -> str:
    return answer.content.decode()


def test_an_empty_home_says_what_to_do(empty_client):
    answer = empty_client.get("/")
    assert answer.status_code == 200
    assert "mainstay import" in text(answer)


@pytest.mark.parametrize("path", ["/areas/england", "/practices/Z00001", "/indicators/", "/map/"])
def test_every_journey_through_an_empty_home_says_what_to_do(path, empty_client):
    assert "No data yet" in text(empty_client.get(path))


def test_made_up_data_say_so_on_every_page(client, practice):
    for path in ("/", "/areas/england", f"/practices/{practice['practice_code']}", "/data/"):
        found = text(client.get(asked(path)))
        assert "Made-up data." in found
        assert "Open Government Licence" not in found


def test_a_whole_code_goes_straight_to_the_practice(client, practice):
    answer = client.get(asked("/search", q=practice["practice_code"].lower()))
    assert answer.status_code == 302
    assert answer["Location"] == asked(f"/practices/{practice['practice_code']}")


def test_a_name_and_a_postcode_find_the_practice(client, practice):
    for asked_for in (practice["practice_name"], practice["postcode"]):
        assert practice["practice_code"] in text(client.get(asked("/search", q=asked_for)))


def test_a_place_finds_its_practices(client, known, board):
    inside = known.practices().filter(pl.col("icb_name") == board["area_name"]).height
    found = text(client.get(asked("/search", q=board["area_name"])))
    assert f"{inside} practices" in found
    assert f"/areas/{board['area_code']}?" in found


def test_a_search_for_nothing_finds_nothing(client):
    assert "0 practices" in text(client.get(asked("/search", q="zzzz-no-such-place")))


def test_links_carry_the_day_and_the_rule_set(client, board):
    found = text(client.get(asked("/", rules="local-example")))
    assert f"/areas/{board['area_code']}?as_of=2026-11-01&amp;rules=local-example" in found
