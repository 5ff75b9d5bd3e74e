"""Every practice on one indicator, and the map."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.web.map.projection import fitted
from tests.web.conftest import asked
from tests.web.test_home import text

INDICATOR = "patients_per_gp"


def test_every_practice_is_in_the_table(client, known):
    found = text(client.get(asked(f"/indicators/{INDICATOR}")))
    assert f"{known.practices().height} practices" in found


def test_chosen_practices_come_first_and_are_marked(client, known):
    codes = known.practices()["practice_code"].sort()[5:7].to_list()
    found = text(client.get(asked(f"/indicators/{INDICATOR}", practice=codes)))
    assert found.count('<tr class="m-chosen">') == 2
    assert set(re.findall(r'why-not">(Z\d{5})', found)[:2]) == set(codes)


def test_an_area_narrows_the_table(client, known, board):
    inside = len(known.area_codes(board["area_code"]))
    found = text(client.get(asked(f"/indicators/{INDICATOR}", area=board["area_code"])))
    assert f"{inside} practices" in found


def test_an_area_that_is_not_known_is_explained(client):
    answer = client.get(asked(f"/indicators/{INDICATOR}", area="NOWHERE"))
    assert answer.status_code == 400
    assert "NOWHERE" in text(answer)


def test_missing_values_come_last_either_way(client, known):
    figures = known.figures(indicator=INDICATOR, latest=True)
    here = figures.filter(
        pl.col("practice_code").is_in(known.practices()["practice_code"].implode())
    )
    values = sorted(here["value"].drop_nulls().to_list())
    for direction, expected in (("asc", values[0]), ("desc", values[-1])):
        found = text(client.get(asked(f"/indicators/{INDICATOR}", sort="value", dir=direction)))
        first = re.search(r'm-why-not">Z\d{5}</span></th>\s*<td class="m-number">([\d,]+)', found)
        assert float(first.group(1).replace(",", "")) == pytest.approx(expected, abs=0.5)


def test_a_share_has_a_distribution_and_a_funnel(client):
    found = text(client.get(asked("/indicators/survey_overall_2024")))
    for kind in ("distribution", "funnel"):
        assert f"/indicators/survey_overall_2024/{kind}.svg?" in found
        path = asked(f"/indicators/survey_overall_2024/{kind}.svg")
        assert client.get(path).content.startswith(b"<svg")


def test_the_map_of_england_links_to_its_areas(client, known):
    found = text(client.get(asked("/map/")))
    boards = known.areas().filter(pl.col("area_type") == "icb")["area_code"]
    for code in boards:
        assert f"/map/?as_of=2026-11-01&amp;area={code}" in found


def test_the_map_of_an_area_links_to_its_practices(client, known, board):
    practices = known.practices().filter(pl.col("icb_code") == board["area_code"])
    placed = practices.drop_nulls(["latitude", "longitude"])
    found = text(client.get(asked("/map/", area=board["area_code"], criterion=4)))
    picture = found[found.index("<svg viewBox") :]
    assert placed.height
    for code in placed["practice_code"]:
        assert f"/practices/{code}?" in picture


@given(
    st.lists(st.tuples(st.floats(-6, 2), st.floats(49.5, 56)), min_size=1, max_size=30, unique=True)
)
def test_every_point_lands_on_the_picture_and_north_is_up(points):
    projection = fitted(points, 700)
    placed = [projection.point(*one) for one in points]
    for x, y in placed:
        assert -0.1 <= x <= projection.width + 0.1
        assert -0.1 <= y <= projection.height + 0.1
    northmost = max(range(len(points)), key=lambda at: points[at][1])
    assert placed[northmost][1] == min(y for _, y in placed)


def test_nothing_to_place_gives_no_picture():
    assert fitted([], 700) is None
