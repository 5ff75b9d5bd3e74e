"""When a round may be finished, and what stands where the team did not meet."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, queries
from mainstay.programme.assessment.models import Round, StaffGroup
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.teams import agree_on, answer_all, ask, open_round, words

NURSES, OFFICE = StaffGroup.NURSES, StaffGroup.OFFICE
ONE, TWO = "pay-and-profit", "enough-people"


@pytest.fixture
def practice(found):
    return found(Kind.PRACTICE)


@pytest.fixture
def leader(practice, join):
    return join(practice, Role.PRACTICE_LEAD)


@pytest.fixture
def begun(practice, leader):
    return open_round(practice, leader)


def unmet_groups(begun, leader, nurses, office) -> Round:
    """A closed round in which both groups answered, each of one mind."""
    links = ask(begun, leader, {NURSES: 5, OFFICE: 5})
    answer_all(links[NURSES], [nurses] * 5)
    answer_all(links[OFFICE], [office] * 5)
    return actions.close_round(team_round=begun, by=leader, now=NOW)


def test_without_a_meeting_groups_that_are_near_have_an_answer(begun, leader, browser):
    closed = unmet_groups(begun, leader, {ONE: 3, TWO: 4}, {ONE: 2, TWO: 1})
    client = browser(leader)
    said = words(client.get(reverse("round-finish", args=[closed.pk])))
    assert "the lower of their middles stands" in said
    assert "1 of 40 statements would be known" in said
    assert "Nothing is agreed yet." in said
    done = actions.finish_round(team_round=closed, met=None, by=leader, now=NOW)
    assert queries.team_answers(done) == {ONE: 2, TWO: None}
    page = client.get(reverse("triangle", args=[done.pk])).text
    assert page.count("Not known: groups differ") == 1
    assert "Less than half is known so far" in page


def test_a_round_of_which_nothing_would_be_known_is_not_finished(begun, leader, browser):
    closed = unmet_groups(begun, leader, {ONE: 4}, {ONE: 1})
    path, client = reverse("round-finish", args=[closed.pk]), browser(leader)
    for given in ({"way": "unmet"}, {"way": "met", "met": NOW.date()}):
        said = client.post(path, {**given, "again": "6"})
        assert said.status_code == 422
        assert "Nothing is agreed yet. Agree one statement" in words(said)
    agree_on(closed, leader, {ONE: None})
    with pytest.raises(MainstayError, match="Nothing is agreed yet"):
        actions.finish_round(team_round=closed, met=None, by=leader, now=NOW)
    assert "Too little is known" in words(client.get(reverse("triangle", args=[closed.pk])))


def test_a_team_cannot_have_met_before_its_round_began(practice, leader):
    """By the day where the practice is: a round begun at half past midnight is of that day."""
    began = datetime(2026, 7, 2, 23, 30, tzinfo=UTC)
    found = actions.open_round(
        practice=practice, answer_by=date(2026, 7, 9), together=True, by=leader, now=began
    )
    agree_on(found, leader, {ONE: 2}, now=began)
    for wrong, why in ((date(2026, 7, 2), "began after that"), (date(2026, 7, 4), "to come")):
        with pytest.raises(MainstayError, match=why):
            actions.finish_round(team_round=found, met=wrong, by=leader, now=began)
    day = date(2026, 7, 3)
    assert actions.finish_round(team_round=found, met=day, by=leader, now=began).met == day
