"""A partner's people begin where requests wait for them; nobody else is led there."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.support.asking.queries import to_answer
from tests.records.tables import support
from tests.records.test_requests import words
from tests.records.world import Side, World, world

PATH = reverse("support-provided")
ITEM = f'href="{PATH}"'


@pytest.fixture
def there() -> World:
    return world()


@pytest.fixture
def own(there) -> Side:
    return there.own


def test_what_waits_for_an_answer_comes_first(own, browser):
    client = browser(own.people[Role.PARTNER])
    assert "No practice has asked for what you offer yet." in words(client.get(PATH))
    support.arrange(own)
    told = words(client.get(PATH))
    places = [told.index(one) for one in ("Waiting for your answer", "Promised, or", "Over (")]
    assert places == sorted(places)
    assert "Help asked for own Practice own Local office" in told
    assert told.index("Help started") > places[1]
    assert "Place 1 in line." in told


def test_the_header_counts_what_is_to_be_answered(own, browser):
    support.arrange(own)
    partner = own.people[Role.PARTNER]
    assert to_answer(partner) == 2
    told = words(browser(partner).get(reverse("you")))
    assert "Requests 2 to answer" in told


def test_a_partner_sees_what_is_asked_of_it_and_nothing_of_others(there, browser):
    support.arrange(there.own)
    told = words(browser(there.other.people[Role.PARTNER]).get(PATH))
    assert "own Practice" not in told
    assert "No practice has asked" in told


def test_nobody_else_sees_the_item_nor_the_page(own, browser):
    for role, person in own.people.items():
        page = browser(person).get(reverse("you")).content.decode()
        assert (ITEM in page) == (role == Role.PARTNER), role
        if role != Role.PARTNER:
            assert browser(person).get(PATH)["Location"] == reverse("support-offices"), role
    assert ITEM not in browser(None).get(reverse("about")).content.decode()


def test_a_partner_begins_there_after_signing_in(own, browser):
    for role, start in ((Role.PARTNER, PATH), (Role.PRACTICE_LEAD, None)):
        said = browser(own.people[role]).get(resolve_url(settings.LOGIN_REDIRECT_URL))
        wanted = start or reverse("engagement", args=[own.selection.pk])
        assert said["Location"] == wanted
