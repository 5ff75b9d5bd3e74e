"""What a team agrees, a level on one page."""

import re

import pytest
from django.urls import reverse

from mainstay.accounts.audit import Event
from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, queries
from mainstay.programme.assessment.agreeing.actions import Given, agree
from mainstay.programme.assessment.models import StaffGroup
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.teams import agree_on, answer_all, ask, open_round, words

ONE, TWO = "pay-and-profit", "enough-people"
TICKED = '" checked>'


@pytest.fixture
def leader(found, join):
    return join(found(Kind.PRACTICE), Role.PRACTICE_LEAD)


@pytest.fixture
def met(leader):
    """A round of six who said the same of one statement, and differ on another."""
    made = open_round(leader.memberships.get().organisation, leader)
    links = ask(made, leader, {StaffGroup.NURSES: 6})[StaffGroup.NURSES]
    answer_all(links, [{ONE: 3, TWO: 1 if number < 3 else 4} for number in range(6)])
    return actions.close_round(team_round=made, by=leader, now=NOW)


@pytest.fixture
def client(leader, browser):
    return browser(leader)


def sent(met, **more: object) -> dict[str, object]:
    """The form of the lowest level as it is sent, with nothing chosen but what is said."""
    empty = {
        f"{one.id}-{name}": value
        for one in queries.framework_of(met).of_need("physical")
        for name, value in {"reason": "", "seen": 0}.items()
    }
    return empty | {name.replace("__", "-"): value for name, value in more.items()}


def statement(met, name: str):
    return queries.framework_of(met).statement(name)


def path(met, need: str = "physical") -> str:
    return reverse("meeting-level", args=[met.pk, need])


def test_what_all_said_alike_is_ticked_and_nothing_is_kept_before_it_is_saved(met, client):
    said = client.get(path(met)).content.decode()
    assert f'name="{ONE}-step" type="radio" value="3" checked' in said
    assert said.count(TICKED) == 1
    assert "You were of one mind here" in said
    assert queries.agreed(met) == {}


def test_a_level_is_saved_at_once_and_what_is_left_open_stays_open(met, client):
    answer = client.post(
        path(met), sent(met, **{f"{ONE}-step": 3, f"{ONE}-reason": "So it is.", f"{TWO}-step": 0})
    )
    assert answer["Location"] == path(met, "security")
    held = queries.agreed(met)
    assert {name: (one.step, one.reason) for name, one in held.items()} == {
        ONE: (3, "So it is."),
        TWO: (None, ""),
    }
    assert Entry.objects.filter(event=Event.ANSWER_AGREED).count() == 1
    of = len(queries.framework_of(met).of_need("physical"))
    assert f"2 of {of} agreed" in words(client.get(reverse("meeting", args=[met.pk])))


def test_after_the_highest_level_comes_the_meeting(met, client):
    empty = {f"{one.id}-seen": 0 for one in queries.framework_of(met).of_need("self-actualisation")}
    answer = client.post(path(met, "self-actualisation"), empty)
    assert answer["Location"] == reverse("meeting", args=[met.pk])


def test_of_two_writers_the_second_is_told_where_and_nothing_of_theirs_is_lost(
    met, leader, join, client
):
    other = join(leader.memberships.get().organisation, Role.PRACTICE_LEAD, "other@example.org")
    agree_on(met, other, {TWO: 1}, "Two posts are empty.")
    mine = sent(met, **{f"{ONE}-step": 4, f"{TWO}-step": 2, f"{TWO}-reason": "We hired one."})
    answer = client.post(path(met), mine)
    assert answer.status_code == 422
    said = answer.content.decode()
    told = f"“{statement(met, TWO).words}” {other.name} has just written another answer."
    assert f'<a href="#{TWO}">{told}' in said
    assert "Two posts are empty." in said
    assert "We hired one." in said
    assert f'name="{ONE}-step" type="radio" value="4" checked' in said
    assert ONE not in queries.agreed(met), "all or nothing"
    seen = queries.agreed(met)[TWO].pk
    assert f'name="{TWO}-seen" value="{seen}"' in said
    assert client.post(path(met), mine | {f"{TWO}-seen": seen}).status_code == 302
    assert queries.agreed(met)[TWO].reason == "We hired one."


@pytest.mark.parametrize("name", ["meeting-level", "meeting-agree"])
def test_who_wrote_it_in_another_window_is_not_told_of_themselves_by_name(
    name, met, leader, client
):
    agree_on(met, leader, {TWO: 1}, "Two posts are empty.")
    level = name == "meeting-level"
    mine = sent(met, **{f"{TWO}-step": 2}) if level else {"step": 2, "reason": "", "seen": 0}
    answer = client.post(reverse(name, args=[met.pk, "physical" if level else TWO]), mine)
    assert answer.status_code == 422
    said = words(answer)
    assert "You wrote another answer in another window. Read it, then save yours." in said
    assert f"You wrote: {statement(met, TWO).steps[0]} Two posts are empty." in said
    assert f"{leader.name} wrote" not in said


def test_a_reason_that_is_too_long_is_told_of_its_statement_in_plain_words(met, client):
    long = {f"{TWO}-step": 2, f"{TWO}-reason": "x" * 1001, f"{ONE}-reason": "y" * 1002}
    answer = client.post(path(met), sent(met, **long))
    assert answer.status_code == 422
    said = answer.content.decode()
    told = "Why, in a sentence: use 1,000 letters or fewer. It has"
    assert f'<a href="#id_{TWO}-reason">“{statement(met, TWO).words}” {told} 1001.</a>' in said
    assert f'<a href="#id_{ONE}-reason">“{statement(met, ONE).words}” {told} 1002.</a>' in said


def test_of_statements_that_differ_as_much_the_lower_level_comes_first(leader, client):
    made = open_round(leader.memberships.get().organisation, leader)
    framework = queries.framework_of(made)
    names = [one.id for one in framework.statements]
    links = ask(made, leader, {StaffGroup.NURSES: 6})[StaffGroup.NURSES]
    answer_all(links, [dict.fromkeys(reversed(names), 1 if one < 3 else 4) for one in range(6)])
    closed = actions.close_round(team_round=made, by=leader, now=NOW)
    said = client.get(reverse("meeting", args=[closed.pk])).content.decode()
    shown = re.findall(r'<section class="m-criterion" id="([\w-]+)"', said)
    assert shown == [one.id for one in framework.from_the_ground]
    assert "of those that differ as much, the lower level first" in said


def test_twice_is_once(met, client):
    for _ in range(2):
        client.post(path(met), sent(met, **{f"{ONE}-step": 3}))
    assert met.agreed.count() == 1


def test_no_such_level_and_no_such_statement(met, leader, client):
    assert client.get(path(met, "no-such")).status_code == 404
    with pytest.raises(MainstayError, match="no such statement"):
        agree(team_round=met, given=[Given(ONE, 2), Given("no-such", 2)], by=leader, now=NOW)
    assert queries.agreed(met) == {}


def test_a_meeting_without_answers_alone_ticks_nothing(leader, client):
    practice = leader.memberships.get().organisation
    together = open_round(practice, leader, together=True)
    assert TICKED not in client.get(path(together)).content.decode()
