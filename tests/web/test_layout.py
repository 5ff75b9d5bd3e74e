"""The frame: days, errors, headers and static files."""

import shutil

import pytest

import mainstay
from mainstay.web.layout import errors, preparing
from mainstay.web.layout.paging import Place
from tests.web.conftest import AS_OF, asked
from tests.web.pages import pages_of
from tests.web.test_home import text


def test_a_day_in_three_boxes_comes_back_to_the_same_page(client):
    query = {"day": "3", "month": "2", "year": "2020", "back": "/areas/england?sort=list&page=2"}
    answer = client.get("/as-of", query)
    assert answer["Location"] == "/areas/england?sort=list&page=2&as_of=2020-02-03"


def test_empty_boxes_mean_today(client):
    answer = client.get("/as-of", {"back": "/areas/?as_of=2020-01-01"})
    assert answer["Location"] == "/areas/"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"day": "31", "month": "2", "year": "2026"}, "must be a real date"),
        ({"day": "1", "year": "2026"}, "must include a month"),
        ({"day": "x", "month": "2", "year": "2026"}, "must be a real date"),
        ({"day": "1", "month": "1", "year": "20"}, "Year must include 4 numbers"),
        ({"day": "1", "month": "1", "year": "0x14"}, "Year must include 4 numbers"),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong(typed, problem, client):
    assert problem in text(client.get("/as-of", typed))


def test_the_box_with_the_problem_is_marked_and_linked(client):
    found = text(client.get("/as-of", {"day": "1", "month": "1", "year": "20"}))
    assert 'href="#as-of-year"' in found
    assert found.count("nhsuk-input--error") == 1


def test_the_way_back_never_leads_elsewhere(client):
    query = {"day": "3", "month": "2", "year": "2020", "back": "https://elsewhere.example/x"}
    assert client.get("/as-of", query)["Location"] == "/?as_of=2020-02-03"


def test_a_day_in_the_address_that_cannot_be_read_is_explained(client):
    answer = client.get("/areas/", {"as_of": "yesterday"})
    assert answer.status_code == 400
    assert "Write it like 2026-11-01" in text(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/practices/Z99999",
        "/areas/NOWHERE",
        "/indicators/no_such_thing",
        "/definitions/rules/no-such-rules",
        "/data/no-such-publication",
    ],
)
def test_what_is_not_there_says_so_in_plain_words(path, client):
    answer = client.get(asked(path))
    assert answer.status_code == 404
    assert "Page not found" in text(answer)


def test_a_practice_that_is_not_known_may_be_on_another_day(client):
    found = text(client.get(asked("/practices/z99999")))
    assert "Z99999 is not known on 1 November 2026. It may be known on another day" in found
    assert 'name="year"' in found
    assert "may be known on another day" not in text(client.get(asked("/nowhere")))


def test_nothing_in_a_page_may_run_or_be_fetched_from_elsewhere(client):
    policy = client.get(asked("/"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/areas/england", "/map/", "/indicators/list_size"])
def test_no_page_has_styles_or_scripts_written_into_it(path, client):
    found = text(client.get(asked(path)))
    assert " style=" not in found
    assert "<style" not in found
    assert "<script>" not in found
    assert "http://" not in found.replace("http://www.w3.org/2000/svg", "")


def test_figures_that_are_not_ready_are_prepared_while_a_page_says_so(
    client, made_up, made_up_folder
):
    known = made_up.known(asked_day := early_day(made_up))
    assert not known.ready(), "the day of this test must be one that no other test prepares"
    answer = client.get("/areas/england", {"as_of": asked_day.isoformat()})
    assert answer.status_code == 202
    assert "Working out the figures" in text(answer)
    preparing.prepare(known).thread.join()
    assert client.get("/areas/england", {"as_of": asked_day.isoformat()}).status_code == 200


def test_figures_that_cannot_be_worked_out_say_so_and_can_be_tried_again(made_up_folder, tmp_path):
    shutil.copytree(made_up_folder / "archive", tmp_path / "home/archive")
    for table in (tmp_path / "home/archive/releases/qof-totals").glob("*/*/table.parquet"):
        table.write_bytes(b"not a table")
    with pages_of(tmp_path / "home") as client:
        known = mainstay.open_home(tmp_path / "home").known(AS_OF)
        assert client.get(asked("/areas/england")).status_code == 202
        preparing.prepare(known).thread.join()
        answer = client.get(asked("/areas/england"))
        assert answer.status_code == 500
        assert "could not be worked out" in text(answer)
        assert client.get(asked("/areas/england")).status_code == 202
        preparing.prepare(known).thread.join()


def test_an_error_of_ours_has_a_page_that_needs_no_data(rf):
    answer = errors.server_error(rf.get("/areas/england"))
    assert answer.status_code == 500
    assert "Sorry, there is a problem" in text(answer)


def early_day(made_up):
    """The day the first file of QOF came out: little was known, but something was."""
    return min(one.published for one in made_up.releases() if one.publication == "qof-totals")


def test_the_pages_of_a_long_table():
    assert Place(1, 0).pages == 1
    assert Place(3, 101).stop == 101
    assert Place(6, 600).shown == [1, None, 5, 6, 7, None, 12]
    assert Place(1, 60).shown == [1, 2]
