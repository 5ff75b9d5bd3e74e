"""Rounds under two versions of the framework: each is read under its own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, queries
from mainstay.programme.assessment.statements import actions as statements
from tests.records.conftest import NOW
from tests.records.own_statements import OURS, other
from tests.records.teams import agree_on, words
from tests.records.versions import ADDED, GONE, PARTS, REWORDED, SPLIT, WORDS, second_version
from tests.records.world import world

LATER = NOW + timedelta(days=180)
TOLD = "37 as before, 1 reworded, 1 asked in 2 parts now, 1 new and 1 gone"

__all__ = ["second_version"]


@pytest.fixture
def own():
    return world().own


def finished(own, steps, now):
    """A round of a team that answers together."""
    practice, leader = own.organisations[Kind.PRACTICE], own.people[Role.PRACTICE_LEAD]
    found = actions.open_round(
        practice=practice, answer_by=now.date(), together=True, by=leader, now=now
    )
    agree_on(found, leader, steps, now=now)
    return actions.finish_round(team_round=found, met=now.date(), by=leader, now=now)


def test_a_second_round_says_how_the_questions_changed(own, second_version, browser):
    before = {REWORDED: 2, SPLIT: 1, GONE: 4, "pay-and-profit": 2, "safe-care": 1}
    first = finished(own, before, NOW)
    client = browser(own.people[Role.PRACTICE_LEAD])
    new = reverse("round-new", args=[first.practice.pk])
    assert "The questions have changed" not in words(client.get(new))
    second_version()
    told = words(client.get(new))
    assert f"Since your last round: {TOLD}." in told
    assert f"{WORDS} It was: “" in told
    after = {REWORDED: 3, PARTS[0]: 4, PARTS[1]: 1, ADDED: 4, "pay-and-profit": 4, "safe-care": 2}
    second = finished(own, after, LATER)
    assert (first.version, second.version) == ("1.0", "2.0")
    told = words(client.get(reverse("triangle", args=[second.pk])))
    assert f"The questions have changed since: {TOLD}." in told
    assert "From “Not yet” to “How we work”" not in told  # a part is set against nothing
    assert "3 statements moved, which may be chance" in told
    assert "where the words are other ones, nothing is called a change" in told
    assert f"{WORDS} From “Starting” to “Mostly”. It has other words now." in told


def test_a_round_of_before_is_read_under_its_own_version(own, second_version, browser):
    first = finished(own, dict.fromkeys((GONE, SPLIT), 4), NOW)
    page = reverse("triangle", args=[first.pk])
    client = browser(own.people[Role.PRACTICE_LEAD])
    before = words(client.get(page))
    second_version()
    assert words(client.get(page)) == before
    assert queries.framework_of(queries.find(first.pk)).statement(ADDED) is None


def test_the_history_reads_each_round_under_its_own_version(own, second_version, browser):
    """All that the second version dropped was firm: read under it, the level would look else."""
    asked = queries.next_framework(own.organisations[Kind.PRACTICE])
    first = finished(own, {one.id: 4 for one in asked.statements}, NOW)
    second_version()
    finished(own, {"safe-care": 4}, LATER)
    client = browser(own.people[Role.PRACTICE_LEAD])
    told = client.get(reverse("assessment", args=[first.practice.pk])).content.decode()
    assert told.count("Physical is secure; Security is secure") == 1
    assert told.count("Physical is not known; Security is not known") == 1


def test_an_offices_change_of_words_is_told_too(own, browser):
    office, lead = own.organisations[Kind.OFFICE], own.people[Role.OFFICE_LEAD]
    held = statements.add_statement(office=office, told=OURS, by=lead, now=NOW)
    first = finished(own, {held.name: 2}, NOW)
    statements.change_statement(
        statement=held, told=other("We ring round."), seen=held.editions.last().pk, by=lead, now=NOW
    )
    statements.add_statement(office=office, told=other("We keep a key."), by=lead, now=NOW)
    client = browser(own.people[Role.PRACTICE_LEAD])
    told = words(client.get(reverse("round-new", args=[first.practice.pk])))
    assert "Since your last round: 40 as before, 1 reworded and 1 new." in told
    second = finished(own, {held.name: 4}, LATER)
    told = words(client.get(reverse("triangle", args=[second.pk])))
    assert "1 statement moved, which may be chance" in told
    assert "We ring round. (added by own Local office)" in told
