"""What a practice begins with, by its own choice."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx import Document

from mainstay.accounts.audit import Event
from mainstay.accounts.models import Entry, Organisation
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, queries
from mainstay.programme.assessment.beginning.actions import choose
from mainstay.programme.assessment.beginning.queries import beginnings, last
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.teams import agree_on, open_round
from tests.web.conftest import known  # noqa: F401
from tests.web.pages import pages_of

LOW, HIGH, DONE = "pay-and-profit", "led-and-valued", "enough-people"


@pytest.fixture
def leader(found, join):
    return join(found(Kind.PRACTICE), Role.PRACTICE_LEAD)


@pytest.fixture
def met(leader):
    """A round whose team has agreed on three statements, two of them behind."""
    practice = leader.memberships.get().organisation
    made = open_round(practice, leader, together=True)
    agree_on(made, leader, {LOW: 1, HIGH: 2, DONE: 4})
    return made


def ids(found) -> list[str]:
    return [one.id for one in beginnings(found)]


def test_without_a_choice_the_rule_stands_and_a_choice_comes_before_it(met, leader):
    assert ids(met) == [LOW, HIGH]
    choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    assert ids(met) == [HIGH, LOW]
    choose(team_round=met, statements=[], seen=last(met).pk, by=leader, now=NOW)
    assert ids(met) == [LOW, HIGH]


def test_it_may_be_chosen_after_the_end_too(met, leader):
    actions.finish_round(team_round=met, met=NOW.date(), by=leader, now=NOW)
    choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    assert ids(met)[0] == HIGH


def test_four_are_too_many_and_nothing_is_kept(met, leader):
    four = [one.id for one in queries.framework_of(met).statements[:4]]
    with pytest.raises(MainstayError, match="4 statements"):
        choose(team_round=met, statements=four, seen=0, by=leader, now=NOW)
    assert last(met) is None


def test_what_is_done_already_is_refused_and_leaves_what_was_chosen(met, leader):
    with pytest.raises(MainstayError, match="“How we work” already"):
        choose(team_round=met, statements=[HIGH, DONE], seen=0, by=leader, now=NOW)
    choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    agree_on(met, leader, {HIGH: 4}, seen=queries.agreed(met)[HIGH].pk)
    assert ids(met) == [LOW]


def test_a_round_that_is_not_the_newest_keeps_its_choice(met, leader, browser):
    actions.finish_round(team_round=met, met=NOW.date(), by=leader, now=NOW)
    later = open_round(met.practice, leader, together=True)
    client, path = browser(leader), reverse("round-begin", args=[met.pk])
    with pytest.raises(PermissionDenied):
        choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    assert client.get(path).status_code == 404
    assert path not in client.get(reverse("triangle", args=[met.pk])).text
    actions.drop_round(team_round=later, by=leader, now=NOW)
    assert client.get(path).status_code == 200


def test_no_statement_of_another_framework(met, leader):
    with pytest.raises(MainstayError, match="no such statement"):
        choose(team_round=met, statements=["no-such"], seen=0, by=leader, now=NOW)


def test_the_second_of_two_is_told_and_the_first_stands(met, leader):
    choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    with pytest.raises(MainstayError, match="has just chosen"):
        choose(team_round=met, statements=[LOW], seen=0, by=leader, now=NOW)
    assert last(met).statements == [HIGH]


def test_the_same_twice_is_once(met, leader):
    for _ in range(2):
        choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    assert met.chosen.count() == 1
    assert Entry.objects.filter(event=Event.BEGINNING_CHOSEN).count() == 1


def test_the_page_keeps_a_choice_and_says_what_is_wrong(met, leader, browser):
    path, client = reverse("round-begin", args=[met.pk]), browser(leader)
    said = client.get(path).content.decode()
    assert f'value="{DONE}"' not in said, "what is done is not to be begun"
    every = [one.id for one in queries.framework_of(met).statements if one.id != DONE]
    answer = client.post(path, {"statements": every[:4], "seen": 0})
    assert answer.status_code == 422
    assert "You chose 4. Choose 3 at most" in answer.content.decode()
    assert answer.content.decode().count(" checked") == 4
    assert client.post(path, {"statements": [HIGH], "seen": 0}).status_code == 302
    lost = client.post(path, {"statements": [LOW], "seen": 0})
    assert lost.status_code == 422
    assert "has just chosen" in lost.content.decode()
    assert f'value="{LOW}" checked' in lost.content.decode(), "what was ticked is not lost"


HEADINGS = {
    "session-guide": "5. Begin (10 minutes)",
    "conversation-guide": "What helps",
    "one-page": "Where to begin",
}


def told(client, found, name: str) -> list[str]:
    """The paragraphs of a paper."""
    file = client.get(reverse("round-paper", args=[found.pk, name, "docx"]))
    assert file.status_code == 200
    return [one.text for one in Document(io.BytesIO(file.content)).paragraphs]


@pytest.mark.parametrize(("name", "heading"), HEADINGS.items())
def test_the_papers_say_it_first(met, leader, browser, name, heading):
    choose(team_round=met, statements=[HIGH], seen=0, by=leader, now=NOW)
    every = told(browser(leader), met, name)
    after = every[every.index(heading) :]
    first, second = (queries.framework_of(met).statement(one).words for one in (HIGH, LOW))
    assert first in after
    if second in after:
        assert after.index(first) < after.index(second)


def test_a_guide_for_a_visit_asks_about_published_figures(leader, browser, known, made_up_folder):  # noqa: F811
    """Of a practice whose figures are worse than elsewhere where its team says that all is well."""
    practice = leader.memberships.get().organisation
    with pages_of(made_up_folder):
        for code in sorted(known.practices()["practice_code"]):
            Organisation.objects.filter(pk=practice.pk).update(code=code)
            practice.refresh_from_db()
            found = agreed_on_all(practice, leader)
            every = told(browser(leader), found, "conversation-guide")
            if "Published figures to ask about" in every:
                break
        asked = [one for one in every if one.count("You say that you do well here.")]
        assert asked
        assert told(browser(leader), found, "conversation-guide") == every


def agreed_on_all(practice, by):
    found = queries.under_way(practice)
    if found is not None:
        return found
    found = open_round(practice, by, together=True)
    agree_on(found, by, {one.id: 4 for one in queries.framework_of(found).statements})
    return found
