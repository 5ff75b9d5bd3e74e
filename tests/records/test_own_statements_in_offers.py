"""An office's own statements in its directory: chosen in an offer, asked about, and found by."""

from dataclasses import replace

import pytest
from django.urls import reverse

from mainstay.accounts.models import Organisation
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment.models import OwnStatement
from mainstay.programme.assessment.statements.actions import add_statement, withdraw_statement
from mainstay.programme.support import helping
from mainstay.programme.support.models import Offer
from mainstay.programme.support.offers import actions as offers
from mainstay.programme.support.offers.queries import Wanted, directory
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.own_statements import OURS
from tests.records.tables.support import TOLD, TYPED
from tests.records.test_board import queries_of
from tests.records.test_requests import words
from tests.records.world import Side, World, world


@pytest.fixture
def there() -> World:
    return world()


@pytest.fixture
def own(there) -> Side:
    return there.own


@pytest.fixture
def office(own) -> Organisation:
    return own.organisations[Kind.OFFICE]


@pytest.fixture
def added(own, office) -> OwnStatement:
    by = own.people[Role.OFFICE_LEAD]
    return add_statement(office=office, told=OURS, by=by, now=NOW)


@pytest.fixture
def offer(own, office, added) -> Offer:
    """It helps with nothing but what the office has added."""
    told = replace(TOLD, statements=[added.name], themes=[], domains=[])
    by = own.people[Role.OFFICE_LEAD]
    return offers.add_offer(office=office, told=told, by=by, now=NOW)


def test_it_is_chosen_below_those_of_the_framework(own, office, added, browser):
    client = browser(own.people[Role.OFFICE_MEMBER])
    path = reverse("new-offer", args=[office.pk])
    said = words(client.get(path))
    last = helping.triangle().statements[-1].words
    assert said.index(last) < said.index("What your office has added") < said.index(OURS["words"])
    client.post(path, {**TYPED, "need_own": [added.name]})
    assert Offer.objects.get().statements == ["pay-and-profit", added.name]
    other = client.post(path, {**TYPED, "need_own": ["office-of-another"]})
    assert other.status_code == 422


def test_what_names_it_helps_with_it_and_with_its_theme(office, added, offer):
    asked = helping.statement(added.name)
    assert [one.offer for one in directory(office, Wanted(statements=(asked,)))] == [offer]
    assert [one.offer for one in directory(office, Wanted(theme="people"))] == [offer]
    assert [one.offer for one in directory(office, Wanted(words="colleague is ill"))] == [offer]
    assert directory(office, Wanted(theme="money")) == []


def test_a_practice_asks_about_it_in_one_step(own, office, added, offer, browser):
    client = browser(own.people[Role.PRACTICE_STAFF])
    path = reverse("ask-about", args=[office.pk])
    said = client.get(path, {"statement": added.name})
    assert f"It is about: “{OURS['words']}”" in words(said)
    data = {"selection": own.selection.pk, "statement": added.name, "offer": offer.pk}
    made = client.post(path, data)
    assert OURS["words"] in words(client.get(made["Location"]))


def test_what_is_withdrawn_stays_with_an_offer_that_names_it(own, office, added, offer, browser):
    lead = own.people[Role.OFFICE_LEAD]
    seen = added.editions.last().pk
    withdraw_statement(statement=added, seen=seen, by=lead, now=NOW)
    client = browser(lead)
    assert OURS["words"] not in words(client.get(reverse("new-offer", args=[office.pk])))
    path = reverse("change-offer", args=[offer.pk])
    page = client.get(path).content.decode()
    assert f'value="{added.name}" checked' in page
    client.post(path, {**TYPED, "need_physical": [], "need_own": [added.name], "seen": "1"})
    offer.refresh_from_db()
    assert offer.statements == [added.name]


def test_the_statement_of_another_office_is_not_named(there, added):
    other = there.other
    told = replace(TOLD, statements=[added.name])
    given = {"office": other.organisations[Kind.OFFICE], "told": told, "now": NOW}
    with pytest.raises(MainstayError, match="has no statement"):
        offers.add_offer(by=other.people[Role.OFFICE_LEAD], **given)


def test_a_directory_of_many_costs_no_more_questions(own, office, offer, added, browser):
    by = own.people[Role.OFFICE_LEAD]
    client = browser(own.people[Role.PRACTICE_STAFF])
    path = reverse("support", args=[office.pk])
    one = queries_of(client, path)
    for number in range(12):
        told = replace(TOLD, name=f"Offer {number}", statements=[added.name], themes=[])
        offers.add_offer(office=office, told=told, by=by, now=NOW)
    assert queries_of(client, path) == one
