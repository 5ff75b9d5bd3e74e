"""One practice."""

import io

import polars as pl
import pytest

from mainstay.terms.definitions import indicators
from mainstay.web.layout.wording import figure
from tests.web.conftest import asked
from tests.web.test_home import text


@pytest.fixture
def findings(known, practice):
    return known.findings(practice["practice_code"])


def test_the_page_says_why_it_stands_where_it_does(client, findings):
    found = text(client.get(asked(f"/practices/{findings.facts.practice_code}")))
    for result in findings.row.results:
        assert escaped(result.reason) in found
        assert escaped(result.would_change) in found


def test_the_page_shows_every_figure_with_its_value(client, findings):
    found = text(client.get(asked(f"/practices/{findings.facts.practice_code}")))
    for one in findings.comparisons:
        if one.figure.known:
            assert escaped(figure(one.figure)) in found


def test_an_old_question_is_left_out_where_what_replaced_it_has_a_figure(known, findings):
    replaced = [one for one in indicators().values() if one.replaced_by]
    assert len(replaced) == 3
    held = {one.figure.indicator.id: one.figure for one in findings.comparisons}
    latest = {
        row["indicator_id"] for row in known.latest([findings.facts.practice_code]).to_dicts()
    }
    told = " ".join(findings.not_known)
    for one in replaced:
        if one.replaced_by in held and held[one.replaced_by].known:
            assert one.id in latest
            assert one.id not in held or held[one.id].known
            assert one.plain_name not in told


def test_a_code_in_small_letters_is_the_same_practice(client, practice):
    answer = client.get(asked(f"/practices/{practice['practice_code'].lower()}"))
    assert practice["practice_code"] in text(answer)


def test_the_page_lists_similar_practices(client, findings):
    found = text(client.get(asked(f"/practices/{findings.facts.practice_code}")))
    assert findings.similar
    for one in findings.similar:
        assert f"/practices/{one.practice_code}?" in found


def test_the_pack_comes_as_a_page_and_as_a_pdf(client, practice):
    path = f"/practices/{practice['practice_code']}"
    page = client.get(asked(f"{path}/pack.html"))
    assert practice["practice_name"] in text(page)
    assert "attachment" in page["Content-Disposition"]
    assert client.get(asked(f"{path}/pack.pdf")).content.startswith(b"%PDF-")
    assert client.get(asked(f"{path}/pack.doc")).status_code == 404


def test_the_same_pack_twice_is_the_same_bytes(client, practice):
    path = asked(f"/practices/{practice['practice_code']}/pack.pdf")
    assert client.get(path).content == client.get(path).content


def test_every_trend_has_its_picture(client, findings):
    path = f"/practices/{findings.facts.practice_code}"
    page = text(client.get(asked(path)))
    drawn = [one for one in findings.trends if f"/charts/{one.indicator.id}.svg" in page]
    assert drawn
    for trend in drawn[:5]:
        picture = client.get(asked(f"{path}/charts/{trend.indicator.id}.svg"))
        assert picture["Content-Type"] == "image/svg+xml"
        assert picture.content.startswith(b"<svg")


def test_history_shows_every_period(client, known, practice):
    code = practice["practice_code"]
    rows = known.figures(practice=code, indicator="list_size")
    found = text(client.get(asked(f"/practices/{code}/history/list_size")))
    assert found.count('<th scope="row">') == rows.height > 1


def test_the_csv_has_every_figure(client, known, practice):
    code = practice["practice_code"]
    answer = client.get(asked(f"/practices/{code}/figures.csv"))
    found = pl.read_csv(io.BytesIO(answer.content), infer_schema_length=None)
    assert found.height == known.figures(practice=code).height
    assert f'"made-up-figures-{code}-' in answer["Content-Disposition"]


def escaped(sentence: str) -> str:
    from markupsafe import escape

    return str(escape(sentence))
