"""The nine commitments: what the records show, what people say, and both sides' words kept."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.agreements.actions import nominate
from mainstay.programme.agreements.parts import Part
from mainstay.programme.engagement.commitments import actions, queries
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.programme.engagement.models import CommitmentWord
from mainstay.programme.engagement.packs.actions import go_through
from mainstay.programme.engagement.queries import journey
from mainstay.programme.engagement.tasks import TASKS, State
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.agreements import offered, signed
from tests.records.tables.packs import issue
from tests.records.world import Side, world


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


def say(own: Side, role: Role, keeping=Keeping.KEPT, told="They came.", seen=0, number=1):
    return actions.say(
        selection=own.selection,
        number=number,
        keeping=keeping,
        words=told,
        seen=seen,
        by=own.people[role],
        now=NOW,
    )


def stands(own: Side, number: int) -> queries.Standing:
    return queries.standings(journey(own.selection.pk))[number - 1]


def test_nothing_is_due_before_anything_is_said(own):
    counts = queries.counts(journey(own.selection.pk))
    assert counts == {Keeping.NOT_DUE: 9}
    task = TASKS["commitments"](journey(own.selection.pk))
    assert (task.state, task.note) == (State.TO_DO, "Of nine: 9 not due yet.")


def test_a_lead_who_is_named_shows_by_itself_that_the_ninth_is_kept(own):
    assert stands(own, 9).keeping is Keeping.NOT_DUE
    offered(own)
    signed(own, own.people[Role.PRACTICE_LEAD])
    assert stands(own, 9).keeping is Keeping.NOT_KEPT
    lead = own.people[Role.PRACTICE_LEAD]
    nominate(selection=own.selection, part=Part.PRACTICE_LEAD, person=lead, by=lead, now=NOW)
    say(own, Role.OFFICE_LEAD, Keeping.NOT_KEPT, "We do not think so.", number=9)
    assert stands(own, 9).keeping is Keeping.KEPT
    assert stands(own, 9).shown == "practice-lead is named to lead for the practice."
    assert TASKS["commitments"](journey(own.selection.pk)).state is State.BEGUN


def test_a_pack_gone_through_before_the_decision_shows_that_the_fifth_is_kept(own):
    reader, lead = own.people[Role.PRACTICE_STAFF], own.people[Role.OFFICE_LEAD]
    pack = issue(own, own.people[Role.ANALYST])
    assert stands(own, 5).keeping is Keeping.NOT_DUE
    decided = own.selection.decisions.create(
        outcome="ready", reason="They are.", corrects=False, by=lead, at=NOW + timedelta(days=2)
    )
    assert stands(own, 5).keeping is Keeping.NOT_KEPT
    go_through(pack=pack, by=reader, now=NOW + timedelta(days=1))
    assert stands(own, 5).keeping is Keeping.KEPT
    assert stands(own, 5).shown == "practice-staff has gone through the data pack."
    decided.at = NOW
    decided.save()
    assert stands(own, 5).keeping is Keeping.NOT_KEPT


def test_both_sides_words_are_kept_and_the_last_counts(own):
    first = say(own, Role.PRACTICE_STAFF)
    say(own, Role.ANALYST, Keeping.NOT_KEPT, "Nobody came in May.", seen=first.pk)
    found = stands(own, 1)
    assert found.keeping is Keeping.NOT_KEPT
    assert [one.side for one in found.words] == ["support-unit", "practice"]


def test_the_second_of_two_is_told_and_keeps_the_words(own, browser):
    say(own, Role.PRACTICE_LEAD)
    path = reverse("say-of-commitment", args=[own.selection.pk, 1])
    client = browser(own.people[Role.OFFICE_MEMBER])
    data = {"seen": 0, "keeping": "not-kept", "words": "We saw nobody."}
    answer = client.post(path, data)
    assert answer.status_code == 422
    assert "practice-lead said 'kept' meanwhile: They came." in words(answer)
    assert "We saw nobody." in answer.content.decode()
    last = CommitmentWord.objects.get()
    assert client.post(path, {**data, "seen": last.pk}).status_code == 302
    assert client.post(path, {**data, "seen": last.pk}).status_code == 302  # a second press
    assert CommitmentWord.objects.count() == 2


def test_every_side_reads_the_same_page(own, browser):
    say(own, Role.PROGRAMME_MANAGER, Keeping.NOT_KEPT, "Nobody came in May.")
    path = reverse("commitments", args=[own.selection.pk])
    for role in (Role.PRACTICE_STAFF, Role.OFFICE_LEAD, Role.AUDITOR, Role.CHANGE_MANAGER):
        shown = words(browser(own.people[role]).get(path))
        assert "programme-manager, for the support unit, 2 November 2026: not kept." in shown
        assert "1 not kept, 8 not due yet." in shown
    assert "Say how it stands" not in words(browser(own.people[Role.AUDITOR]).get(path))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"words": " "}, "Say in a sentence what shows it"),
        ({"keeping": ""}, "Choose how it stands"),
        ({"keeping": "perhaps"}, "There is a problem"),
    ],
)
def test_half_a_word_is_not_kept(own, browser, changed, told):
    path = reverse("say-of-commitment", args=[own.selection.pk, 1])
    data = {"seen": 0, "keeping": "kept", "words": "They came.", **changed}
    answer = browser(own.people[Role.PRACTICE_LEAD]).post(path, data)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not CommitmentWord.objects.exists()


def test_there_are_no_more_than_nine_and_an_auditor_only_reads(own, browser):
    lead = browser(own.people[Role.PRACTICE_LEAD])
    data = {"seen": 0, "keeping": "kept", "words": "They came."}
    assert (
        lead.post(reverse("say-of-commitment", args=[own.selection.pk, 10]), data).status_code
        == 404
    )
    with pytest.raises(MainstayError, match="no such commitment"):
        say(own, Role.PRACTICE_LEAD, number=10)
    with pytest.raises(MainstayError, match="in a sentence"):
        say(own, Role.PRACTICE_LEAD, told=" ")
    with pytest.raises(PermissionDenied):
        say(own, Role.AUDITOR)
