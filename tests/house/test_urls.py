"""Every address is listed here and answers."""

import pytest
from django.urls import URLPattern, get_resolver

from mainstay.terms import definitions
from tests.records import (
    test_access,
    test_answering,
    test_candidate_pages,
    test_demo,
    test_every_page,
    test_programme_pages,
    test_refreshing,
    test_visits,
)
from tests.web.conftest import asked, board, client, known, practice  # noqa: F401

RULES = "gprp-2016"
INDICATOR = "list_size"
ADDRESSES = {
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
    "practice-chart": "/practices/{practice}/charts/{indicator}.svg",
    "practice-history": "/practices/{practice}/history/{indicator}",
    "pack": "/practices/{practice}/pack.html",
    "indicators": "/indicators/",
    "indicator": "/indicators/{indicator}",
    "indicator-csv": "/indicators/{indicator}.csv",
    "indicator-chart": "/indicators/{indicator}/distribution.svg",
    "map": "/map/",
    "data": "/data/",
    "publication": "/data/qof-totals",
    "joins": "/data/joins",
    "definitions": "/definitions/",
    "indicator-definitions": "/definitions/indicators/",
    "indicator-definition": "/definitions/indicators/{indicator}",
    "rule-set": "/definitions/rules/{rules}",
    "glossary": "/definitions/glossary",
    "about": "/about",
    "accessibility": "/accessibility",
    "health": "/health",
}


def _patterns(resolver):
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one.name
        else:
            yield from _patterns(one)


def test_every_address_is_listed():
    found = sorted(_patterns(get_resolver()))
    others = (
        test_access.ADDRESSES,
        test_answering.ADDRESSES,
        test_programme_pages.ADDRESSES,
        test_candidate_pages.ADDRESSES,
        test_refreshing.FROZEN,
        test_demo.ADDRESSES,
        test_every_page.PAGES,
        test_visits.ADDRESSES,
    )
    assert found == sorted([*ADDRESSES, *(name for one in others for name in one)])


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_answers(name, client, practice, board):  # noqa: F811
    path = ADDRESSES[name].format(
        area=board["area_code"],
        practice=practice["practice_code"],
        indicator=INDICATOR,
        rules=RULES,
    )
    answer = client.get(asked(path))
    assert answer.status_code in ((302,) if name == "as-of" else (200,))


@pytest.mark.parametrize("indicator", definitions.indicators())
def test_every_indicator_has_its_page(indicator, client):  # noqa: F811
    assert client.get(asked(f"/indicators/{indicator}")).status_code == 200
    assert client.get(asked(f"/definitions/indicators/{indicator}")).status_code == 200
