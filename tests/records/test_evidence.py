"""Who may read the evidence, as the setting says; and what every answer tells the browser."""

import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.web.people.evidence import ALWAYS, FIGURES, OF_ONE, ORDER
from mainstay.web.people.evidence import SIGNED_IN as CLOSED
from tests.records.conftest import EVERY_ROLE
from tests.web.conftest import AS_OF, board, known, practice  # noqa: F401
from tests.web.pages import pages_of

EVIDENCE = {
    "home": "/",
    "search": "/search",
    "as-of": "/as-of",
    "areas": "/areas/",
    "area": "/areas/{area}",
    "area-csv": "/areas/{area}.csv",
    "area-pack": "/areas/{area}/pack.html",
    "compare": "/areas/{area}/compare",
    "practice": "/practices/{practice}",
    "practice-csv": "/practices/{practice}/figures.csv",
    "practice-chart": "/practices/{practice}/charts/list_size.svg",
    "practice-history": "/practices/{practice}/history/list_size",
    "pack": "/practices/{practice}/pack.html",
    "indicators": "/indicators/",
    "indicator": "/indicators/list_size",
    "indicator-csv": "/indicators/list_size.csv",
    "indicator-chart": "/indicators/list_size/distribution.svg",
    "map": "/map/",
    "data": "/data/",
    "publication": "/data/qof-totals",
    "joins": "/data/joins",
    "definitions": "/definitions/",
    "indicator-definitions": "/definitions/indicators/",
    "indicator-definition": "/definitions/indicators/list_size",
    "rule-set": "/definitions/rules/gprp-2016",
}
WORK_WITH_IT = {
    Role.OFFICE_LEAD,
    Role.OFFICE_MEMBER,
    Role.AUDITOR,
    Role.PROGRAMME_MANAGER,
    Role.CHANGE_MANAGER,
    Role.ANALYST,
}


@pytest.fixture
def evidence(known, made_up_folder):  # noqa: F811
    with pages_of(made_up_folder):
        yield


@pytest.fixture
def path(board, practice):  # noqa: F811
    def made(name: str) -> str:
        parts = {"area": board["area_code"], "practice": practice["practice_code"]}
        return f"{EVIDENCE[name].format(**parts)}?as_of={AS_OF}"

    return made


def test_every_address_of_evidence_is_here():
    from tests.house.test_urls import ADDRESSES

    assert set(EVIDENCE) == set(ADDRESSES) - {"about", "accessibility", "glossary", "health"}
    assert set(EVIDENCE) >= ORDER
    assert not ALWAYS & set(EVIDENCE)


@pytest.mark.parametrize("name", EVIDENCE)
def test_closed_it_asks_a_stranger_to_sign_in_and_brings_them_back(name, path, browser, settings):
    settings.MAINSTAY_EVIDENCE = CLOSED
    answer = browser(None).get(path(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=%2F")


def test_closed_it_says_the_same_of_what_is_not_there(browser, settings):
    settings.MAINSTAY_EVIDENCE = CLOSED
    assert browser(None).get("/practices/Z99999").status_code == 302


@pytest.mark.parametrize("name", ["about", "accessibility", "glossary", "health", "account_login"])
def test_closed_the_way_in_stays_open(name, browser, settings):
    settings.MAINSTAY_EVIDENCE = CLOSED
    assert browser(None).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", EVIDENCE)
def test_figures_are_open_and_the_order_is_not(name, path, evidence, browser, settings):
    settings.MAINSTAY_EVIDENCE = FIGURES
    answer = browser(None).get(path(name))
    asked = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert asked == (name in ORDER)


@pytest.mark.parametrize("mode", [FIGURES, CLOSED])
@pytest.mark.parametrize(("kind", "role"), EVERY_ROLE)
def test_the_order_is_for_who_works_with_it(
    mode, kind, role, path, evidence, practice, found, join, browser, settings  # noqa: F811
):  # fmt: skip
    settings.MAINSTAY_EVIDENCE = mode
    me = join(found(kind, code=practice["practice_code"] if kind == Kind.PRACTICE else ""), role)
    client = browser(me)
    for name in ("area", "practice"):
        own = kind == Kind.PRACTICE and name in OF_ONE
        wanted = 200 if role in WORK_WITH_IT or own else 404
        assert client.get(path(name)).status_code == wanted, name
    refused = Entry.objects.filter(event="was refused").exists()
    assert refused == (role not in WORK_WITH_IT)


def test_another_practices_standing_is_not_there(path, evidence, found, join, browser, settings):
    settings.MAINSTAY_EVIDENCE = FIGURES
    me = join(found(Kind.PRACTICE, code="Z99998"), Role.PRACTICE_LEAD)
    assert browser(me).get(path("practice")).status_code == 404
    assert browser(me).get(path("practice-history")).status_code == 200


def test_closed_no_shared_cache_keeps_a_picture(path, evidence, lead, browser, settings):
    assert "public" in browser(lead).get(path("practice-chart"))["Cache-Control"]
    settings.MAINSTAY_EVIDENCE = CLOSED
    said = browser(lead).get(path("practice-chart"))["Cache-Control"]
    assert "private" in said
    assert "public" not in said


@pytest.mark.parametrize("where", ["/about", "/nothing-is-here", "/sign-in/", "/you/"])
def test_every_answer_carries_the_headers(where, browser):
    answer = browser(None).get(where)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PROPFIND"])
def test_methods_that_no_page_has_are_refused(method, browser):
    assert browser(None).generic(method, "/about").status_code == 405
