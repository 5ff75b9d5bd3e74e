"""Consent to anonymised benchmarking: a free answer, taken back at any time."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.consent import actions
from mainstay.programme.agreements.consent.queries import consents
from mainstay.programme.agreements.models import Agreement
from mainstay.programme.agreements.parts import Ending, Form
from mainstay.programme.agreements.words import drafted
from mainstay.programme.engagement.queries import journey
from mainstay.programme.engagement.stages import TRANSITIONS
from mainstay.programme.engagement.tasks import TASKS
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.world import Side, world

CODE = "Z00001"
HOUR = timedelta(hours=1)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


def answered(own: Side, how, at=NOW, role: Role = Role.PRACTICE_LEAD, **more):
    return how(selection=own.selection, by=own.people[role], now=at, **more)


def seen(own: Side) -> str:
    return drafted(own.selection, Form.BENCHMARKING).digest


def task(own: Side):
    return TASKS["benchmarking"](journey(own.selection.pk))


def test_a_consent_holds_from_when_it_is_given_until_it_is_withdrawn(own):
    assert consents(own.programme, NOW) == frozenset()
    answered(own, actions.give, NOW + HOUR, seen=seen(own))
    answered(own, actions.withdraw, NOW + 3 * HOUR)
    answered(own, actions.give, NOW + 5 * HOUR, seen=seen(own))
    held = [bool(consents(own.programme, NOW + hours * HOUR)) for hours in range(7)]
    assert held == [False, True, True, False, False, True, True]
    assert consents(own.programme, NOW + HOUR) == {CODE}


def test_a_consent_counts_in_its_own_programme_alone():
    both = world()
    answered(both.own, actions.give, seen=seen(both.own))
    assert consents(both.other.programme, NOW) == frozenset()


def test_no_is_an_answer_and_nobody_asks_again(own):
    assert not task(own).done
    made = answered(own, actions.decline, seen=seen(own))
    assert made.ending == Ending.DECLINED
    assert task(own).done
    assert "which is fine" in task(own).note
    assert consents(own.programme, NOW + HOUR) == frozenset()
    assert not Notice.objects.exists()


def test_nothing_waits_for_it():
    assert not [one for one in TRANSITIONS if Form.BENCHMARKING.value in one.gates]


def test_a_double_click_answers_once(own):
    first = answered(own, actions.give, seen=seen(own))
    assert answered(own, actions.give, NOW + HOUR, seen=seen(own)) == first
    answered(own, actions.withdraw, NOW + 2 * HOUR)
    with pytest.raises(MainstayError, match="no consent to withdraw"):
        answered(own, actions.withdraw, NOW + 2 * HOUR)
    assert answered(own, actions.decline, NOW + 3 * HOUR, seen=seen(own)) == first
    assert Agreement.objects.count() == 1
    assert Entry.objects.filter(subject__startswith="consent").count() == 2


def test_no_does_not_undo_a_yes_that_a_colleague_gave_meanwhile(own):
    answered(own, actions.give, seen=seen(own))
    with pytest.raises(MainstayError, match="has said yes meanwhile"):
        answered(own, actions.decline, seen=seen(own))
    assert consents(own.programme, NOW) == {CODE}


def test_an_answer_to_other_words_is_not_kept(own):
    for how in (actions.give, actions.decline):
        with pytest.raises(MainstayError, match="No answer was kept"):
            answered(own, how, seen="0" * 64)
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("role", [Role.PRACTICE_STAFF, Role.OFFICE_LEAD, Role.PROGRAMME_MANAGER])
def test_only_the_practice_lead_answers(own, role):
    answered(own, actions.give, seen=seen(own))
    with pytest.raises(PermissionDenied):
        answered(own, actions.withdraw, role=role)
    assert consents(own.programme, NOW) == {CODE}


def test_those_who_use_the_figures_are_told_of_a_withdrawal(own):
    answered(own, actions.give, seen=seen(own))
    answered(own, actions.withdraw, NOW + HOUR)
    told = {one.person for one in Notice.objects.filter(subject__contains="withdrawn")}
    assert told == {own.people[Role.OFFICE_LEAD], own.people[Role.PROGRAMME_MANAGER]}


def test_by_page_from_both_sides(own, browser):
    path = reverse("benchmarking", args=[own.selection.pk])
    lead = browser(own.people[Role.PRACTICE_LEAD])
    office = browser(own.people[Role.OFFICE_LEAD])
    assert "The practice has not answered yet." in words(office.get(path))
    empty = lead.post(path, {"seen": seen(own)})
    assert empty.status_code == 422
    assert "Say yes or no. Both are fine" in words(empty)
    assert lead.post(path, {"seen": seen(own), "answer": "yes"}).status_code == 302
    said = words(office.get(path))
    assert "The practice said yes." in said
    assert "Withdraw our consent" not in said
    assert office.post(path, {"withdraw": "yes"}).status_code == 404
    assert lead.post(path, {"withdraw": "yes"}).status_code == 302
    said = words(lead.get(path))
    assert "You said no." in said
    assert "withdrew this consent" in said
    assert "Nobody will ask again." in said


def test_the_second_of_two_browsers_is_told(own, browser):
    path = reverse("benchmarking", args=[own.selection.pk])
    lead = browser(own.people[Role.PRACTICE_LEAD])
    lead.post(path, {"seen": seen(own), "answer": "yes"})
    answer = lead.post(path, {"seen": seen(own), "answer": "no"})
    assert answer.status_code == 422
    assert "Your practice has said yes meanwhile." in words(answer)
