"""Who leads a programme, and the office's own text of its agreements."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.agreements import queries
from mainstay.programme.agreements.actions import name_lead
from mainstay.programme.agreements.models import ProgrammeLead, Wording
from mainstay.programme.agreements.parts import Form, Leading
from mainstay.programme.agreements.wording.actions import change_wording
from mainstay.programme.agreements.words import drafted
from mainstay.terms.agreements import Clause
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.agreements import offered
from tests.records.world import Side, world


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def lead(own, browser):
    return browser(own.people[Role.OFFICE_LEAD])


def text_sent(**more: object) -> dict[str, object]:
    data = {"seen": 0, "parts": 2, "why": "Shorter.", "heading-0": "What this is"}
    return {**data, "text-0": "We help {practice}.\r\n\r\n- well;\r\n- soon.\r\n", **more}


def path(own: Side) -> str:
    return reverse("wording", args=[own.programme.pk, "memorandum"])


def test_the_offices_own_text_takes_the_place_of_ours(own, lead):
    held = offered(own)
    assert lead.post(path(own), text_sent()).status_code == 302
    made = drafted(own.selection, Form.MEMORANDUM)
    assert made.clauses == (
        Clause("What this is", ("We help own Practice.", "- well;", "- soon.")),
    )
    assert made.version == "1.0, wording 1 of the office"
    assert "not Mainstay's" in made.about
    held.refresh_from_db()
    assert "commits to" in str(held.words)
    shown = words(lead.get(reverse("wordings", args=[own.programme.pk])))
    assert "The office’s, wording 1" in shown


def test_the_form_begins_with_the_text_that_counts_and_can_go_back_to_ours(own, lead):
    lead.post(path(own), text_sent())
    shown = lead.get(path(own)).content.decode()
    assert "We help {practice}." in shown
    assert 'name="heading-1"' in shown
    assert 'name="heading-2"' not in shown
    ours = lead.get(path(own) + "?from=mainstay").content.decode()
    assert "Who does what" in ours
    assert 'name="seen" value="1"' in ours


def test_the_second_of_two_browsers_is_told_and_keeps_its_words(own, lead):
    lead.post(path(own), text_sent())
    sent = text_sent(**{"text-0": "My own words.", "why": "Mine."})
    answer = lead.post(path(own), sent)
    assert answer.status_code == 422
    assert "office-lead changed this text while you were writing: Shorter." in words(answer)
    assert "My own words." in answer.content.decode()
    assert lead.post(path(own), {**sent, "seen": 1}).status_code == 302
    assert Wording.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text-0": "We help {who}."}, "nothing fills in {who}"),
        ({"text-0": "See {commitments}."}, "nothing fills in {commitments}"),
        ({"text-0": ""}, "Every part needs a heading and a text."),
        ({"heading-0": "", "text-0": " "}, "Every part needs a heading and a text."),
        ({"why": ""}, "Say what you changed and why"),
        ({"parts": "many"}, "There is a problem"),
        ({"parts": "99999999999"}, "There is a problem"),
    ],
)
def test_a_text_that_cannot_be_used_is_not_kept(own, lead, changed, told):
    answer = lead.post(path(own), text_sent(**changed))
    assert answer.status_code == 422
    assert told in words(answer)
    assert not Wording.objects.exists()


def test_only_the_offices_lead_writes(own, browser):
    client = browser(own.people[Role.OFFICE_MEMBER])
    assert 'name="why"' not in client.get(path(own)).content.decode()
    assert client.post(path(own), text_sent()).status_code == 404
    with pytest.raises(PermissionDenied):
        change_wording(
            programme=own.programme,
            form=Form.MEMORANDUM,
            clauses=[Clause("a", ("b",))],
            why="x",
            seen=0,
            by=own.people[Role.PROGRAMME_MANAGER],
            now=NOW,
        )


def test_there_is_no_other_kind(own, lead):
    assert lead.get(path(own).replace("memorandum", "lease")).status_code == 404


def test_leads_are_named_shown_to_the_practice_and_stand_in_the_words(own, lead, browser):
    page = reverse("leads", args=[own.programme.pk])
    manager = own.people[Role.PROGRAMME_MANAGER]
    data = {"part": "operational", "person": manager.pk, "telephone": "0300 000 0000"}
    assert lead.post(page, data).status_code == 302
    assert lead.post(page, data).status_code == 302
    assert ProgrammeLead.objects.count() == 1
    shown = words(browser(own.people[Role.PRACTICE_LEAD]).get(
        reverse("engagement", args=[own.selection.pk])
    ))  # fmt: skip
    assert "Operational lead programme-manager" in shown
    assert "0300 000 0000" in shown
    assert "programme-manager@own.example.org" in shown
    said = str(drafted(own.selection, Form.MEMORANDUM).data())
    assert "The operational lead is programme-manager." in said
    assert "The strategic lead is a person whom the office names." in said
    data["person"] = own.people[Role.OFFICE_MEMBER].pk
    lead.post(page, data)
    assert queries.leads(own.programme)[Leading.OPERATIONAL].person.name == "office-member"
    assert ProgrammeLead.objects.filter(until=None).count() == 1


def test_the_memorandum_says_what_each_lead_answers_for(own):
    said = str(drafted(own.selection, Form.MEMORANDUM).data())
    assert "the strategic partner, and answers for the programme and its money" in said
    assert "tells the strategic lead how the work goes" in said
    assert "makes sure that the objectives are met as the practice agreed" in said


def test_a_lead_is_of_the_office_and_only_the_daily_work_of_the_support_unit(own, lead):
    page = reverse("leads", args=[own.programme.pk])
    manager = own.people[Role.PROGRAMME_MANAGER]
    answer = lead.post(page, {"part": "strategic", "person": manager.pk})
    assert answer.status_code == 422
    assert lead.post(page, {"part": "", "person": manager.pk}).status_code == 404
    for part, role in [
        (Leading.STRATEGIC, Role.PROGRAMME_MANAGER),
        (Leading.OPERATIONAL, Role.PRACTICE_LEAD),
        (Leading.STRATEGIC, Role.AUDITOR),
    ]:
        with pytest.raises(MainstayError, match="cannot be"):
            name_lead(
                programme=own.programme,
                part=part,
                person=own.people[role],
                telephone="",
                by=own.people[Role.OFFICE_LEAD],
                now=NOW,
            )


def test_the_support_unit_names_who_leads_the_daily_work_alone(own, browser):
    client = browser(own.people[Role.PROGRAMME_MANAGER])
    page = reverse("leads", args=[own.programme.pk])
    member = own.people[Role.OFFICE_MEMBER].pk
    assert client.post(page, {"part": "strategic", "person": member}).status_code == 404
    assert client.post(page, {"part": "operational", "person": member}).status_code == 302
