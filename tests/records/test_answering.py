"""The pages that a link opens: for whoever has it, without signing in, and leaving no trace."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, answering
from mainstay.programme.assessment.models import StaffGroup
from tests.records.conftest import NOW
from tests.records.teams import ask, open_round, words

ADDRESSES = {"answer", "answer-keep", "answer-need"}
NURSES = StaffGroup.NURSES
ONE, TWO = "pay-and-profit", "enough-people"


@pytest.fixture
def leader(found, join):
    return join(found(Kind.PRACTICE), Role.PRACTICE_LEAD)


@pytest.fixture
def begun(leader):
    return open_round(leader.memberships.get().organisation, leader)


@pytest.fixture
def link(begun, leader):
    return ask(begun, leader, {NURSES: 5})[NURSES][0]


@pytest.fixture
def anybody(browser):
    return browser(None)


def held(link: str):
    return answering.answers_of(answering.sheet_of(link))


def test_it_says_who_is_asked_and_who_sees_what(link, anybody):
    told = words(anybody.get(reverse("answer", args=[link])))
    assert "Nobody sees your own answers:" in told
    assert "Nurses and healthcare assistants: 5" in told
    assert "10 to 15 minutes" in told


def test_a_page_is_saved_and_leads_on(link, anybody):
    path = reverse("answer-need", args=[link, "physical"])
    answer = anybody.post(path, {ONE: "2", TWO: "-1"})
    assert answer.url == reverse("answer-need", args=[link, "security"])
    assert held(link).steps == {ONE: 2, TWO: -1}
    assert "2 of 41 answered" in words(anybody.get(reverse("answer", args=[link])))
    back = anybody.post(reverse("answer-need", args=[link, "security"]), {"back": "yes"})
    assert back.url == path


def test_the_last_page_takes_hope_and_words(link, anybody):
    path = reverse("answer-need", args=[link, "hope"])
    long = anybody.post(path, {"hope": "3", "words": "x" * 1001})
    assert long.status_code == 422
    assert held(link).hope is None
    assert anybody.post(path, {"hope": "3", "words": "Tea."}).url == reverse("answer", args=[link])
    assert (held(link).hope, held(link).words) == (3, "Tea.")


def test_what_is_chosen_is_kept_on_the_way(link, anybody):
    path = reverse("answer-keep", args=[link])
    assert anybody.post(path, {"need": "physical", ONE: "4"}).json() == {"kept": True}
    assert anybody.post(path, {"need": "physical", ONE: "9"}).status_code == 422
    assert anybody.post(path, {"need": "nowhere", ONE: "1"}).json() == {"kept": True}
    assert held(link).steps == {ONE: 4}
    assert anybody.get(path).status_code == 405


def test_a_page_that_there_is_not_leads_to_the_first(link, anybody):
    answer = anybody.get(reverse("answer-need", args=[link, "nothing"]))
    assert answer.url == reverse("answer", args=[link])


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_wrong_link_and_a_closed_one_are_told_the_same(name, begun, link, leader, anybody):
    rest = ["physical"] if name == "answer-need" else []
    wrong = anybody.post(reverse(name, args=["nothing-at-all", *rest]))
    actions.close_round(team_round=begun, by=leader, now=NOW)
    closed = anybody.post(reverse(name, args=[link, *rest]))
    assert (wrong.status_code, closed.status_code) == (410, 410)
    assert words(wrong) == words(closed)


def test_answering_leaves_no_line_in_the_log_and_no_session(link, anybody):
    before = Entry.objects.count(), Session.objects.count()
    anybody.get(reverse("answer", args=[link]))
    anybody.post(reverse("answer-need", args=[link, "physical"]), {ONE: "2"})
    assert (Entry.objects.count(), Session.objects.count()) == before
    assert "sessionid" not in anybody.cookies


def test_where_figures_are_closed_to_strangers_the_link_still_opens(link, anybody, settings):
    settings.MAINSTAY_EVIDENCE = "signed-in"
    assert anybody.get(reverse("answer", args=[link])).status_code == 200
