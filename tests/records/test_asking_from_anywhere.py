"""Asking for support from any page: one step, with what is known, for who may ask and no others."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from mainstay.accounts.models import Organisation
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment.models import Round
from mainstay.programme.engagement.packs.queries import figures, newest
from mainstay.programme.organisations.models import Programme
from mainstay.programme.support import helping
from mainstay.programme.support.about import about, can_be_asked_about, words_about
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.models import Gap, Offer, SupportRequest
from mainstay.programme.support.offers import actions as offers
from mainstay.programme.support.offers.queries import helping_with
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.terms.support import criterion_themes
from mainstay.web.support import links
from tests.records.conftest import NOW
from tests.records.tables import assessment, packs
from tests.records.tables.support import TOLD
from tests.records.teams import agree_on
from tests.records.test_requests import words
from tests.records.world import Side, World, world
from tests.web.conftest import AS_OF, known, practice  # noqa: F401
from tests.web.pages import pages_of

STATEMENT = "pay-and-profit"
CRITERION = "gprp-2016.4"  # patients for each GP and nurse


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
def asks(own, browser):
    """A window of somebody who may ask."""
    return browser(own.people[Role.PRACTICE_STAFF])


@pytest.fixture
def practice_there(practice, made_up_folder):  # noqa: F811
    """A practice of the made-up England, chosen for a programme."""
    code = practice["practice_code"]
    with pages_of(made_up_folder):
        yield code, world(codes=(code, "Z00002")).own


def add(side: Side, name: str, **more) -> Offer:
    told = replace(TOLD, name=name, **{"statements": [], "themes": [], "domains": [], **more})
    by = side.people[Role.OFFICE_LEAD]
    return offers.add_offer(office=side.organisations[Kind.OFFICE], told=told, by=by, now=NOW)


def path(office: Organisation) -> str:
    return reverse("ask-about", args=[office.pk])


def names(office: Organisation, **asked: str) -> list[str]:
    return [one.offer.name for one in helping_with(office, about(**asked))]


def links_of(answer) -> list[str]:
    """Where a page leads to ask for support."""
    found = re.findall(r'href="(/support/\d+/ask/[^"]*)"', answer.content.decode())
    return [unescape(one) for one in found]


def test_every_criterion_has_a_theme_whose_support_helps():
    numbers = {one.number for rules in rule_sets().values() for one in rules.criteria}
    assert numbers == set(criterion_themes())
    assert set(criterion_themes().values()) <= set(helping.themes())


def test_what_it_is_about_is_read_and_what_is_not_known_is_nothing():
    assert about(STATEMENT).theme == "money"
    assert about(finding="theme:people").words == helping.themes()["people"]
    assert about(finding="domain:workforce").words == "Part of a plan: Workforce"
    assert about(finding="indicator:cqc_overall").theme == "safety"
    found = about(finding=f"criterion:{CRITERION}")
    assert found.words.startswith("Criterion 4 of the matrix: How many patients")
    assert {"people"} <= {found.theme} <= {one.theme for one in found.statements}
    for wrong in ("", "lion", "lion:1", "theme:", "criterion:4", "criterion:gprp-2016.99"):
        assert about(finding=wrong) is None
    assert (about("lion"), words_about("lion", "")) == (None, "lion")


def test_what_helps_with_a_finding_helps_with_a_statement_that_it_bears_on(own, office):
    found = about(finding=f"criterion:{CRITERION}")
    add(own, "Names a statement", statements=[found.statements[0].id], days=60)
    add(own, "Names the theme", themes=[found.theme], days=10)
    add(own, "Part of a plan", domains=["workload"])
    add(own, "Something else", themes=["safety"])
    assert set(names(office, finding=found.finding)) == {"Names a statement", "Names the theme"}
    assert names(office, finding="domain:workload") == ["Part of a plan"]
    assert names(office, finding="theme:safety") == ["Something else"]
    assert names(office, finding="indicator:dispensing") == []
    assert len(helping_with(office, None)) == 4


def test_one_press_asks_for_what_helps_most(own, office, asks):
    first = add(own, "Quick", statements=[STATEMENT], days=1)
    add(own, "Slow", statements=[STATEMENT], days=90)
    said = asks.get(path(office), {"statement": STATEMENT})
    page = said.content.decode()
    assert f"It is about: “{helping.statement(STATEMENT).words}”" in words(said)
    assert re.search(rf'value="{first.pk}"[^>]* checked', page)
    data = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]
        for name in ("selection", "statement")
    }
    made = asks.post(path(office), {**data, "offer": first.pk})
    request = SupportRequest.objects.get()
    assert made["Location"] == reverse("support-request", args=[request.pk])
    assert (request.offer, request.statement, request.finding) == (first, STATEMENT, "")
    again = asks.get(path(office), {"statement": STATEMENT})
    assert "has asked for this already: Quick." in words(again)
    assert not re.search(rf'value="{first.pk}"[^>]* checked', again.content.decode())


def test_a_finding_goes_with_the_request_and_its_reader_sees_it(own, office, asks, browser):
    offer = add(own, "More doctors", themes=["people"])
    page = asks.get(path(office), {"criterion": CRITERION}).content.decode()
    assert f'value="criterion:{CRITERION}"' in page
    data = {"selection": own.selection.pk, "finding": f"criterion:{CRITERION}", "offer": offer.pk}
    made = asks.post(path(office), data)
    for person in (own.people[Role.OFFICE_MEMBER], own.people[Role.PRACTICE_LEAD]):
        said = words(browser(person).get(made["Location"]))
        assert "About Criterion 4 of the matrix: How many patients" in said


def test_where_nothing_is_on_offer_what_is_missing_comes_filled_in(own, office, asks, browser):
    add(own, "Something else", themes=["safety"])
    said = asks.get(path(office), {"criterion": CRITERION})
    assert "Nothing on offer helps with this yet." in words(said)
    page = said.content.decode()
    assert '<option value="people" selected>' in page
    assert f'action="{reverse("new-gap", args=[office.pk])}"' in page
    told = {"selection": own.selection.pk, "finding": f"criterion:{CRITERION}", "theme": "people"}
    empty = asks.post(reverse("new-gap", args=[office.pk]), {**told, "words": ""})
    assert empty.status_code == 422
    assert "It is about: Criterion 4 of the matrix" in words(empty)
    asks.post(reverse("new-gap", args=[office.pk]), {**told, "words": "A locum."})
    gap = Gap.objects.get()
    assert (gap.finding, gap.theme) == (f"criterion:{CRITERION}", "people")
    listed = browser(own.people[Role.OFFICE_LEAD]).get(reverse("gaps", args=[office.pk]))
    assert "About: Criterion 4 of the matrix" in words(listed)


def test_wrong_input_is_said_and_nothing_is_asked(own, there, office, asks):
    offer, elsewhere = add(own, "Ours", themes=["people"]), add(there.other, "Theirs")
    data = {"selection": own.selection.pk, "finding": "theme:people", "offer": offer.pk}
    for wrong in (
        {"offer": ""}, {"offer": elsewhere.pk}, {"selection": 987654},
        {"finding": "theme:lions"}, {"statement": "lion"},
    ):  # fmt: skip
        assert asks.post(path(office), {**data, **wrong}).status_code == 422, wrong
    assert not SupportRequest.objects.exists()
    with pytest.raises(MainstayError, match="not known here"):
        asking.ask(
            offer=offer, selection=own.selection, statement="", finding="lion", words="",
            by=own.people[Role.PRACTICE_LEAD], now=NOW,
        )  # fmt: skip


def test_without_anything_in_the_address_all_support_is_there_to_choose(own, office, asks):
    add(own, "One", themes=["people"])
    said = asks.get(path(office), {"practice": "nonsense", "statement": "lion"})
    assert "One" in words(said)
    assert " checked" not in said.content.decode()
    assert f'value="{own.selection.pk}"' in said.content.decode()


def test_a_link_leads_to_who_may_ask_and_nobody_else(own, there):
    code = own.selection.practice.code
    for role, person in own.people.items():
        found = links.asking(person, code)
        assert (found is not None) == (role in (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)), role
    assert links.asking(there.other.people[Role.PRACTICE_LEAD], code) is None
    lead = own.people[Role.PRACTICE_LEAD]
    assert (
        links.asking(lead, code)
        .to(theme="people")
        .endswith(f"/ask/?theme=people&practice={own.selection.pk}")
    )
    Programme.objects.update(starts="2019-01-01", ends="2020-01-01")
    assert links.asking(lead, code) is None


def test_every_statement_of_the_triangle_leads_to_it(own, browser):
    assessment.arrange(own)
    client = browser(own.people[Role.PRACTICE_STAFF])
    shown = client.get(reverse("triangle", args=[own.more["finished"]]))
    asked = {re.search(r"statement=([a-z0-9-]+)", one)[1] for one in links_of(shown)}
    assert asked == {one.id for one in helping.triangle().statements}
    for one in links_of(shown)[:2]:
        assert client.get(one).status_code == 200
    Programme.objects.update(starts="2019-01-01", ends="2020-01-01")
    assert links_of(client.get(reverse("triangle", args=[own.more["finished"]]))) == []


def test_where_to_begin_names_what_helps_and_how_soon(own, browser, django_assert_num_queries):
    assessment.arrange(own)
    found = assessment.closed(own)
    lead = own.people[Role.PRACTICE_LEAD]
    agree_on(found, lead, {"pay-and-profit": 1, "one-team": 2})
    for name, days in (("Late", 90), ("Soon", 14), ("Now", 0)):
        add(own, name, days=days, statements=["pay-and-profit"], themes=[])
    client, path = browser(lead), reverse("triangle", args=[found.pk])
    said = words(client.get(path))
    assert "What helps: Now , starts at once What helps: Soon , starts in 14 days" in said
    assert "Late" not in said
    assert said.count("Nothing is on offer for this yet. Say that you need it") == 1
    asked = links.asking(lead, own.selection.practice.code)
    with django_assert_num_queries(1):
        links.help_with(asked, helping.triangle().statements)
    assert links.help_with(None, helping.triangle().statements) == {}


def test_what_the_meeting_agreed_leads_to_it(own, browser):
    assessment.arrange(own)
    lead = own.people[Role.PRACTICE_LEAD]
    closed = assessment.closed(own)
    client = browser(lead)
    meeting = reverse("meeting", args=[closed.pk])
    assert links_of(client.get(meeting)) == []
    agree_on(Round.objects.get(pk=closed.pk), lead, {STATEMENT: 2})
    [one] = links_of(client.get(meeting))
    assert f"statement={STATEMENT}" in one


def test_the_figures_of_an_issued_pack_lead_to_it(own, browser):
    packs.issue(own, own.people[Role.OFFICE_LEAD])
    pack = reverse("engagement-pack", args=[own.selection.pk])
    found = links_of(browser(own.people[Role.PRACTICE_STAFF]).get(pack))
    asked = {re.search(r"indicator=([a-z0-9_]+)", one)[1] for one in found}
    shown = {one["indicator"] for one in figures(newest(own.selection))}
    assert asked == {one for one in shown if can_be_asked_about(one)}
    assert set() < asked < shown
    assert links_of(browser(own.people[Role.OFFICE_LEAD]).get(pack)) == []


def test_a_practice_asks_from_the_findings_on_its_page(practice_there, browser):
    """But not about a concern about one person: whoever provides support would read that."""
    code, side = practice_there
    staff = browser(side.people[Role.PRACTICE_STAFF])
    page = f"{reverse('practice', args=[code])}?as_of={AS_OF}"
    asked = {re.search(r"criterion=([a-z0-9.-]+)", one)[1] for one in links_of(staff.get(page))}
    rules = rule_sets()["gprp-2016"]
    assert asked == {f"{rules.id}.{one.number}" for one in rules.criteria if not one.confidential}
    history, ages = (
        f"{reverse('practice-history', args=[code, one])}?as_of={AS_OF}"
        for one in ("patients_per_gp", "aged_85_over_share")
    )
    [one] = links_of(staff.get(history))
    assert "indicator=patients_per_gp" in one
    assert links_of(staff.get(ages)) == []
    for client in (browser(side.people[Role.OFFICE_LEAD]), browser(None)):
        assert links_of(client.get(page)) + links_of(client.get(history)) == []
