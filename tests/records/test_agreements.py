"""Agreements: exact words, who may sign them, and what happens when the words change."""

import hashlib
import io
import json
import re
from datetime import timedelta
from html import unescape

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.agreements import actions as naming
from mainstay.programme.agreements import queries
from mainstay.programme.agreements.models import Agreement, Signature
from mainstay.programme.agreements.parts import Ending, Form, Part
from mainstay.programme.agreements.signing import actions
from mainstay.programme.agreements.words import drafted
from mainstay.programme.cohort.actions import select
from mainstay.programme.engagement.queries import journey
from mainstay.programme.engagement.tasks import TASKS, State
from mainstay.terms.definitions import commitments
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.agreements import offered, paper, signed
from tests.records.world import Side, world

LATER = NOW + timedelta(days=3)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def lead(own, browser):
    """The practice lead's browser."""
    return browser(own.people[Role.PRACTICE_LEAD])


def page(own: Side, name: str, *more: object) -> str:
    return reverse(name, args=[own.selection.pk, *more])


def name_a_lead(own: Side, now=NOW) -> None:
    naming.nominate(
        selection=own.selection,
        part=Part.PRACTICE_LEAD,
        person=own.people[Role.PRACTICE_LEAD],
        by=own.people[Role.PRACTICE_LEAD],
        now=now,
    )


def task(own: Side, form: Form):
    return TASKS[form.value](journey(own.selection.pk))


def test_the_words_have_the_parties_and_the_people_in_them(own):
    name_a_lead(own)
    held = offered(own, Form.SERVICE_LEVEL)
    said = json.dumps(held.words, ensure_ascii=False)
    for part in ("own Support unit", "own Practice", "own programme", "£3,050", "30 November 2027"):
        assert part in said
    assert "The practice lead is practice-lead." in said
    assert "{" not in said.replace('{"', "")
    written = json.dumps(held.words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(written.encode()).hexdigest() == held.digest
    held.refresh_from_db()
    assert queries.in_force(own.selection, Form.SERVICE_LEVEL) == held


def test_a_memorandum_holds_the_nine_commitments_and_both_partners(own):
    said = json.dumps(offered(own).words, ensure_ascii=False)
    assert all(f"{one.number}. {one.words}" in said for one in commitments())
    assert "the strategic partner" in said
    assert "the operational partner" in said


def test_a_programmes_own_objectives_stand_in_the_memorandum(own):
    assert "- make the practice stable" in str(drafted(own.selection, Form.MEMORANDUM).data())
    own.programme.objectives.create(place=1, words="No practice closes.")
    said = str(drafted(own.selection, Form.MEMORANDUM).data())
    assert "- No practice closes." in said
    assert "- make the practice stable" not in said


def test_all_have_signed_when_those_who_must_have(own):
    offered(own)
    assert task(own, Form.MEMORANDUM).state is State.BEGUN
    signed(own, own.people[Role.PRACTICE_LEAD])
    assert queries.missing(own.selection, Form.MEMORANDUM) == (Kind.OFFICE,)
    signed(own, own.people[Role.OFFICE_LEAD], Kind.OFFICE)
    assert task(own, Form.MEMORANDUM).done
    signed(own, own.people[Role.PROGRAMME_MANAGER], Kind.SUPPORT_UNIT)
    assert Signature.objects.count() == 3


def test_those_who_must_sign_are_told_once(own):
    offered(own)
    told = Notice.objects.filter(subject__startswith="Please sign")
    assert {one.person for one in told} == {
        own.people[Role.OFFICE_LEAD],
        own.people[Role.PRACTICE_LEAD],
    }
    assert {one.path for one in told} == {page(own, "memorandum")}


@pytest.mark.parametrize(
    ("role", "party"),
    [
        (Role.PRACTICE_STAFF, Kind.PRACTICE),
        (Role.OFFICE_MEMBER, Kind.OFFICE),
        (Role.OFFICE_LEAD, Kind.PRACTICE),
        (Role.CHANGE_MANAGER, Kind.SUPPORT_UNIT),
        (Role.AUDITOR, Kind.OFFICE),
    ],
)
def test_nobody_signs_for_whom_they_do_not_lead(own, role, party):
    offered(own)
    with pytest.raises(PermissionDenied):
        signed(own, own.people[role], party)
    assert not Signature.objects.exists()


def test_who_is_no_party_does_not_sign(own):
    offered(own, Form.SERVICE_LEVEL)
    with pytest.raises(PermissionDenied):
        signed(own, own.people[Role.OFFICE_LEAD], Kind.OFFICE, Form.SERVICE_LEVEL)


def test_another_name_is_no_signature(own, lead):
    held = offered(own)
    data = {"seen": held.digest, "party": "practice", "name": "Somebody Else"}
    answer = lead.post(page(own, "sign", "memorandum"), data)
    assert answer.status_code == 422
    assert "Type your name as your account has it: practice-lead" in words(answer)
    assert 'value="Somebody Else"' in answer.content.decode()
    assert not Signature.objects.exists()


def test_a_double_click_signs_once(own, lead):
    held = offered(own)
    data = {"seen": held.digest, "party": "practice", "name": "  PRACTICE-lead "}
    for _ in range(2):
        assert lead.post(page(own, "sign", "memorandum"), data).status_code == 302
    assert Signature.objects.get().digest == held.digest
    assert Entry.objects.filter(event="signed the").count() == 1


def test_a_colleague_who_comes_second_is_told_who_signed(own):
    held = offered(own)
    signed(own, own.people[Role.PRACTICE_LEAD])
    Signature.objects.update(by=own.people[Role.PRACTICE_STAFF])
    with pytest.raises(MainstayError, match="practice-lead has signed for the practice already"):
        signed(own, own.people[Role.PRACTICE_LEAD])
    assert held.signatures.count() == 1


def test_words_that_changed_meanwhile_are_not_signed(own, lead, browser):
    """Two browsers: the practice reads, the office puts new words, the practice signs."""
    held = offered(own)
    name_a_lead(own)
    office = browser(own.people[Role.OFFICE_LEAD])
    shown = office.get(page(own, "memorandum"))
    assert "What the words are made from has changed" in words(shown)
    seen = drafted(own.selection, Form.MEMORANDUM).digest
    data = {"seen": seen, "why": "A lead is named."}
    assert office.post(page(own, "offer", "memorandum"), data).status_code == 302
    data = {"seen": held.digest, "party": "practice", "name": "practice-lead"}
    answer = lead.post(page(own, "sign", "memorandum"), data)
    assert answer.status_code == 422
    assert "The words have changed since you opened the page. Nothing was signed." in words(answer)
    assert f'value="{seen}"' in answer.content.decode()
    assert 'value="practice-lead"' in answer.content.decode()
    assert not Signature.objects.exists()


def test_new_words_ask_for_signatures_anew_and_the_old_stay(own, lead):
    held = offered(own)
    signed(own, own.people[Role.PRACTICE_LEAD])
    name_a_lead(own)
    with pytest.raises(MainstayError, match="Say why there are new words"):
        offered(own)
    new = actions.offer(
        selection=own.selection,
        form=Form.MEMORANDUM,
        seen=drafted(own.selection, Form.MEMORANDUM).digest,
        why="A lead is named.",
        by=own.people[Role.OFFICE_LEAD],
        now=LATER,
    )
    held.refresh_from_db()
    assert (held.ending, held.ended) == (Ending.REPLACED, LATER)
    assert queries.missing(own.selection, Form.MEMORANDUM) == (Kind.OFFICE, Kind.PRACTICE)
    assert new.digest != held.digest
    said = words(lead.get(page(own, "agreement-kept", held.pk)))
    assert "New words took the place of these on 5 November 2026" in said
    assert "A lead is named." in said
    assert "signed by practice-lead" in said


def test_the_same_words_are_not_put_twice(own):
    offered(own)
    with pytest.raises(MainstayError, match="with the parties already"):
        offered(own)
    assert Agreement.objects.count() == 1


def test_words_other_than_those_read_are_not_put_to_the_parties(own, browser):
    seen = drafted(own.selection, Form.MEMORANDUM).digest
    name_a_lead(own)
    client = browser(own.people[Role.OFFICE_LEAD])
    answer = client.post(page(own, "offer", "memorandum"), {"seen": seen})
    assert answer.status_code == 422
    assert "The words have changed since you opened the page." in words(answer)
    assert not Agreement.objects.exists()


def test_words_that_were_tampered_with_can_be_neither_signed_nor_printed(own, lead):
    held = offered(own)
    held.words["clauses"][0]["lines"][0] = "The practice pays twice."
    held.save()
    for seen in (held.digest, drafted(own.selection, Form.MEMORANDUM).digest):
        data = {"seen": seen, "party": "practice", "name": "practice-lead"}
        answer = lead.post(page(own, "sign", "memorandum"), data)
        assert answer.status_code == 422
        assert "are not as they were put" in words(answer)
    assert "are not as they were put" in words(lead.get(page(own, "memorandum")))
    assert lead.get(page(own, "agreement-file", held.pk, "pdf")).status_code == 404
    assert not Signature.objects.exists()


def test_a_paper_counts_as_signed_and_can_be_read(own, browser, lead):
    held = offered(own, Form.CONFIDENTIALITY)
    office = browser(own.people[Role.OFFICE_LEAD])
    data = {
        "seen": held.digest,
        "signed_on": "2026-10-30",
        "office": "Ada Lead",
        "support-unit": "",
        "practice": "Bo Practice",
        "file": paper(),
    }
    answer = office.post(page(own, "attach-paper", "confidentiality"), data)
    assert answer.status_code == 302, words(answer)
    assert queries.missing(own.selection, Form.CONFIDENTIALITY) == (Kind.SUPPORT_UNIT,)
    said = words(lead.get(page(own, "confidentiality")))
    assert "signed by Bo Practice on paper, 30 October 2026" in said
    one = Signature.objects.first()
    given = lead.get(page(own, "agreement-paper", one.pk))
    assert given.content == b"%PDF-1.7 signed"
    assert given["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"practice": ""}, "Say who signed"),
        ({"signed_on": "2999-01-01"}, "still to come"),
        ({"signed_on": ""}, "Enter the day it was signed"),
        ({"seen": "0" * 64}, "The words have changed"),
        ({"file": ""}, "Choose a file"),
    ],
)
def test_a_paper_that_cannot_be_taken_is_refused_and_the_words_typed_stay(
    own, browser, changed, told
):
    held = offered(own)
    data = {"seen": held.digest, "signed_on": "2026-10-30", "practice": "Bo Practice"}
    data = {**data, "file": paper(), **changed}
    client = browser(own.people[Role.PROGRAMME_MANAGER])
    answer = client.post(page(own, "attach-paper", "memorandum"), data)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not Signature.objects.exists()
    if data["practice"]:
        assert 'value="Bo Practice"' in answer.content.decode()


def test_the_print_has_the_words_the_signatures_and_the_fingerprint(own, lead):
    held = offered(own)
    signed(own, own.people[Role.PRACTICE_LEAD])
    path = page(own, "agreement-file", held.pk, "docx")
    first, second = lead.get(path), lead.get(path)
    assert first.content == second.content
    made = docx.Document(io.BytesIO(first.content))
    said = " ".join(one.text for one in made.paragraphs)
    assert held.digest in said
    assert "Mainstay wrote these words" in said
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    assert "practice-lead" in cells
    assert "Not yet signed" in cells
    printed = lead.get(page(own, "agreement-file", held.pk, "pdf"))
    assert printed.content.startswith(b"%PDF-")
    assert printed.content == lead.get(page(own, "agreement-file", held.pk, "pdf")).content
    assert lead.get(page(own, "agreement-file", held.pk, "exe")).status_code == 404


def test_a_programme_without_a_support_unit_has_no_service_level(own, browser):
    own.programme.support_unit = None
    own.programme.save()
    client = browser(own.people[Role.OFFICE_LEAD])
    assert client.get(page(own, "service-level")).status_code == 404
    assert client.get(page(own, "offer", "service-level")).status_code == 404
    said = words(client.get(page(own, "offer", "memorandum")))
    assert "the office's own team is the operational partner" in said.replace("’", "'")


def test_nobody_puts_the_question_on_benchmarking(own, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    assert client.get(page(own, "offer", "benchmarking")).status_code == 404
    with pytest.raises(PermissionDenied):
        offered(own, Form.BENCHMARKING)


def test_an_agreement_of_another_practice_is_not_there(own, browser):
    there = world_of_another(own)
    client = browser(own.people[Role.OFFICE_LEAD])
    assert client.get(page(own, "agreement-kept", there.pk)).status_code == 404
    assert client.get(page(own, "agreement-file", there.pk, "pdf")).status_code == 404


def world_of_another(own: Side) -> Agreement:
    """An agreement with another practice of the same programme."""
    lead = own.people[Role.OFFICE_LEAD]
    other = select(own.programme, "Z00009", "NEWMERE", by=lead, now=NOW)
    words = drafted(other, Form.MEMORANDUM)
    return actions.offer(
        selection=other, form=Form.MEMORANDUM, seen=words.digest, why="", by=lead, now=NOW
    )
