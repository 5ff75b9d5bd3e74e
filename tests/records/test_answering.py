"""The pages that a link opens: for whoever has it, without signing in, and leaving no trace."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, answering
from mainstay.programme.assessment.models import StaffGroup
from mainstay.programme.assessment.queries import framework_of
from mainstay.terms.answers import UNSAID
from tests.records.conftest import NOW
from tests.records.teams import ask, open_round, words

ADDRESSES = {"answer", "answer-keep", "answer-need"}
NURSES = StaffGroup.NURSES
WAS = re.compile(r'name="(was\.[\w-]+)" value="([^"]*)"')
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
    assert "Your own words: use 1,000 letters or fewer. It has 1001." in words(long)
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


def as_made(answer) -> dict[str, str]:
    """What a page sends back of what stood on it."""
    return {name: unescape(value) for name, value in WAS.findall(answer.content.decode())}


@pytest.mark.parametrize("name", ["answer-need", "answer-keep"])
def test_an_older_window_keeps_what_a_newer_one_changed(name, link, anybody):
    answering.answer(link, steps={ONE: 1, TWO: 1})
    path = reverse("answer-need", args=[link, "physical"])
    older = as_made(anybody.get(path))
    anybody.post(path, {**as_made(anybody.get(path)), ONE: "4", TWO: "1"})
    more = {"need": "physical"} if name == "answer-keep" else {}
    to = reverse(name, args=[link]) if more else path
    anybody.post(to, {**older, **more, ONE: "1", TWO: "2"})
    assert held(link).steps == {ONE: 4, TWO: 2}


def test_ones_own_words_are_not_put_back_by_an_older_window(link, anybody):
    answering.answer(link, hope=2, words="Tea,\r\nand time.")
    path = reverse("answer-need", args=[link, "hope"])
    older = as_made(anybody.get(path))
    anybody.post(path, {**older, "hope": "2", "words": "Coffee."})
    anybody.post(path, {**older, "hope": "3", "words": "Tea,\nand time."})
    assert (held(link).hope, held(link).words) == (3, "Coffee.")
    anybody.post(path, {**as_made(anybody.get(path)), "hope": "3", "words": ""})
    assert held(link).words == ""


def test_a_page_that_comes_back_with_a_fault_still_says_what_stood_there(link, anybody):
    answering.answer(link, steps={ONE: 1})
    path = reverse("answer-need", args=[link, "physical"])
    older = as_made(anybody.get(path))
    answering.answer(link, steps={ONE: 3})
    again = as_made(anybody.post(path, {**older, ONE: "1", TWO: "9"}))
    anybody.post(path, {**again, ONE: "1", TWO: "2"})
    assert held(link).steps == {ONE: 3, TWO: 2}


def test_who_would_rather_not_say_has_answered(link, anybody, begun):
    names = [one.id for one in framework_of(begun).statements]
    answering.answer(link, steps=dict.fromkeys(names, 2), hope=1)
    path = reverse("answer-need", args=[link, "hope"])
    page = anybody.get(path)
    assert "I would rather not say" in words(page)
    anybody.post(path, {**as_made(page), "hope": str(UNSAID), "words": ""})
    assert held(link).hope == UNSAID
    assert "You have answered everything" in words(anybody.get(reverse("answer", args=[link])))


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
