"""The matrix of an area."""

import io
import re
from datetime import date, timedelta

import polars as pl
import pytest

from mainstay.web.areas import places, presenters
from tests.web.conftest import asked
from tests.web.test_home import text

RULES = "gprp-2016"


def codes(answer) -> list[str]:
    """The practices of the heat map, in the order of its rows."""
    return re.findall(r'class="m-code">(Z\d{5})<', text(answer))


@pytest.fixture(scope="session")
def matrix(known) -> pl.DataFrame:
    return known.matrix(rules=RULES).frame()


def test_england_is_shown_fifty_at_a_time_in_order(client, matrix):
    assert codes(client.get(asked("/areas/england"))) == matrix["practice_code"][:50].to_list()
    second = codes(client.get(asked("/areas/england", page=2)))
    assert second == matrix["practice_code"][50:100].to_list()


def test_every_practice_is_on_one_page_of_an_area_only(client, known, board):
    seen: list[str] = []
    for number in range(1, board["practices"] // 50 + 2):
        seen += codes(client.get(asked(f"/areas/{board['area_code']}", page=number)))
    assert sorted(seen) == sorted(known.area_codes(board["area_code"]))


def test_each_cell_says_its_level_in_words(client, known, board):
    scored = known.matrix(area=board["area_code"]).frame().row(0, named=True)
    found = text(client.get(asked(f"/areas/{board['area_code']}")))
    row = found[found.index("<tbody>") : found.index("</tr>", found.index("<tbody>"))]
    words = re.findall(r"m-heat__cell--\w+\">([^<]+)<", row)
    levels = [scored[f"c{number:02d}_level"] for number in range(1, 17)]
    assert [word.lower() for word in words] == [
        {"not_yet_judged": "not judged", "no_data": "no data"}.get(level, level) for level in levels
    ]


def test_a_level_on_a_criterion_narrows_the_matrix(client, matrix):
    wanted = matrix.filter(pl.col("c04_level") == "high")["practice_code"].to_list()
    assert codes(client.get(asked("/areas/england", criterion=4, level="high"))) == wanted[:50]


def test_list_size_bounds_leave_out_practices_whose_size_is_not_known(client, known):
    practices = known.practices()
    wanted = practices.filter(pl.col("list_size").is_between(8000, 12000))["practice_code"]
    answer = client.get(asked("/areas/england.csv", smallest="8,000", largest="12000"))
    found = pl.read_csv(io.BytesIO(answer.content))["practice_code"]
    assert sorted(found) == sorted(wanted)


def test_a_contract_narrows_the_matrix(client, known):
    figures = known.figures(indicator="contract", latest=True)
    open_now = known.practices()["practice_code"].to_list()
    wanted = figures.filter(
        (pl.col("category") == "GMS") & pl.col("practice_code").is_in(open_now)
    )["practice_code"]
    answer = client.get(asked("/areas/england.csv", contract="GMS"))
    assert sorted(pl.read_csv(io.BytesIO(answer.content))["practice_code"]) == sorted(wanted)


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("key", ["name", "list", "high", "no_data", "c04", "c11"])
def test_sorting_keeps_every_practice(key, direction, client, matrix):
    answer = client.get(asked("/areas/england.csv", sort=key, dir=direction))
    found = pl.read_csv(io.BytesIO(answer.content))["practice_code"]
    assert sorted(found) == sorted(matrix["practice_code"])


def test_sorting_by_a_criterion_puts_high_first_and_the_unjudged_last(client, matrix):
    answer = client.get(asked("/areas/england.csv", sort="c04", dir="desc"))
    levels = pl.read_csv(io.BytesIO(answer.content))["c04_level"].to_list()
    ranks = ["high", "medium", "low", "no_data", "not_yet_judged"]
    assert [ranks.index(level) for level in levels] == sorted(ranks.index(one) for one in levels)


def test_the_csv_has_the_columns_of_the_command(client, matrix):
    answer = client.get(asked("/areas/england.csv"))
    assert answer["Content-Type"].startswith("text/csv")
    assert pl.read_csv(io.BytesIO(answer.content)).columns == matrix.columns


def test_two_rule_sets_side_by_side(client, known):
    first = known.matrix(rules="gprp-2016").frame().select("practice_code", "order")
    second = known.matrix(rules="local-example").frame().select("practice_code", "order")
    both = first.join(second, on="practice_code")
    moved = both.filter(pl.col("order") != pl.col("order_right")).height
    found = text(client.get(asked("/areas/england/compare", **{"with": "local-example"})))
    assert f"{moved} practice" in found


def test_odd_questions_still_answer(client):
    for query in (
        {"page": "-3"},
        {"page": "99999999999"},
        {"sort": "'; drop"},
        {"criterion": "x", "level": "high"},
        {"criterion": "99", "level": "high"},
        {"smallest": "many"},
    ):
        assert client.get(asked("/areas/england", **query)).status_code == 200


def test_the_pack_of_an_area_comes_as_a_page_and_as_a_pdf(client, known):
    codes = known.areas().filter(area_type="pcn").sort("practices", "area_code")["area_code"]
    path = f"/areas/{codes[0]}"
    assert f"{path}/pack.pdf" in text(client.get(asked(path)))
    page = client.get(asked(f"{path}/pack.html"))
    assert "attachment" in page["Content-Disposition"]
    assert all(code in text(page) for code in known.area_codes(codes[0]))
    assert client.get(asked(f"{path}/pack.pdf")).content.startswith(b"%PDF-")
    assert client.get(asked(f"{path}/pack.doc")).status_code == 404
    assert client.get(asked("/areas/england/pack.pdf")).status_code == 404


def test_a_day_without_a_list_of_practices_says_so_and_leads_to_one_that_has(known):
    held = [one for one in known.releases if one.publication in places.LISTS]
    newest = max(one.published for one in held)
    before = min(one.published for one in held) - timedelta(days=1)
    assert places.lists(held, before) == places.Lists(None, newest)
    assert places.lists(held, date(2099, 1, 1)).known.published == newest
    assert places.lists([], before) == places.Lists(None, None)


def test_an_area_with_no_practices_does_not_speak_of_choices(client, monkeypatch):
    table = presenters.area_table
    monkeypatch.setattr(presenters, "area_table", lambda *asked: table(*asked).clear())
    found = text(client.get(asked("/areas/england")))
    assert "meets every choice" not in found
    assert "too old to say which practices there are" in found
    assert "the newest day that has a list" in found
