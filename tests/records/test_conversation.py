"""The readiness conversation: saved as typed, no words lost, decided with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Role
from mainstay.programme.engagement import queries as journeys
from mainstay.programme.engagement.actions import move
from mainstay.programme.engagement.conversation import actions, queries
from mainstay.programme.engagement.decisions.actions import decide
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import TASKS, State
from mainstay.terms.errors import MainstayError
from mainstay.terms.questionnaires import Writer, questionnaires
from mainstay.web.layout.questionnaires import fingerprint
from tests.records.conftest import NOW
from tests.records.tables.conversation import ANSWERS, begin, prepared, write
from tests.records.test_packs import words
from tests.records.test_stages import moved
from tests.records.world import Side, world

SOON, LATER = NOW + timedelta(minutes=2), NOW + timedelta(hours=1)


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def manager(own):
    return own.people[Role.CHANGE_MANAGER]


@pytest.fixture
def response(own, manager):
    return begin(own, manager)


def saved(response, by, text: str, seen: int, now=NOW, question: str = "where-now"):
    return actions.write(
        response=response, question=question, words=text, seen=seen, by=by, now=now
    )


def task(own: Side, name: str):
    return TASKS[name](journeys.journey(own.selection.pk))


def stage(own: Side) -> Stage:
    return journeys.stage(journeys.journey(own.selection.pk))


def decided(
    own: Side, outcome: Stage, seen: Stage, role=Role.CHANGE_MANAGER, reason="They want to."
):
    return decide(
        selection=own.selection, outcome=outcome, reason=reason, seen=seen, by=own.people[role],
        now=LATER,
    )  # fmt: skip


@pytest.mark.parametrize("one", questionnaires().values(), ids=lambda one: one.id)
def test_a_questionnaire_says_who_wrote_it_and_asks_something(one):
    assert one.author
    assert one.reference
    assert one.reviewed < one.next_review
    assert one.changes
    assert one.questions
    assert all(len(each.text.split()) < 20 for each in one.questions)


def test_the_readiness_conversation_has_the_six_questions():
    asked = questionnaires()["readiness"].asked_of(Writer.ANYBODY)
    assert sum(one.text.endswith("?") and one.kind == "text" for one in asked) == 6


def test_it_is_begun_once(own, manager, response):
    assert begin(own, own.people[Role.OFFICE_LEAD]) == response
    assert own.selection.responses.count() == 1


def test_what_is_typed_in_one_sitting_is_one_row_and_one_line_of_the_log(response, manager):
    version = 0
    for text in ("We", "We lost", "We lost two"):
        version = saved(response, manager, text, version, SOON).version
    assert version == 3
    assert [one.words for one in response.answers.all()] == ["We lost two"]
    assert Entry.objects.filter(event="wrote in the record of").count() == 1


def test_the_same_words_again_change_nothing(response, manager):
    first = saved(response, manager, "We lost two", 0)
    assert saved(response, manager, "We lost two \r\n", 0) == first


def test_another_sitting_keeps_the_earlier_words(response, manager):
    saved(response, manager, "We lost two", 0)
    saved(response, manager, "We lost three", 1, LATER)
    assert [one.words for one in queries.earlier(response, "where-now")] == ["We lost two"]


def test_nobody_writes_over_words_they_have_not_seen(own, response, manager):
    analyst = own.people[Role.ANALYST]
    saved(response, manager, "We lost two", 0)
    with pytest.raises(actions.WrittenSinceError) as told:
        saved(response, analyst, "They lost three", 0)
    assert told.value.held.words == "We lost two"
    saved(response, analyst, "We lost two or three", 1)
    assert queries.answers(response)["where-now"].words == "We lost two or three"
    assert queries.earlier(response, "where-now")[0].by == manager


@pytest.mark.parametrize(
    ("question", "text"), [("held-on", "yesterday"), ("change-accepted", "perhaps")]
)
def test_what_cannot_be_an_answer_is_not_kept(response, manager, question, text):
    with pytest.raises(MainstayError):
        saved(response, manager, text, 0, question=question)
    assert not response.answers.exists()


def test_a_question_that_is_not_asked_is_refused(response, manager):
    with pytest.raises(PermissionDenied):
        saved(response, manager, "x", 0, question="made-up")


def test_the_practice_reads_it_once_shared_and_adds_its_remarks(own, response, manager, browser):
    saved(response, manager, "We lost two partners.", 0)
    lead, path = own.people[Role.PRACTICE_LEAD], reverse("conversation", args=[own.selection.pk])
    assert "We lost two partners." not in words(browser(lead).get(path))
    with pytest.raises(PermissionDenied):
        saved(response, lead, "It was three.", 0, question="practice-remarks")
    actions.share(response=response, by=manager, now=SOON)
    assert "We lost two partners." in words(browser(lead).get(path))
    assert lead.notices.filter(subject__contains="readiness conversation").exists()
    with pytest.raises(PermissionDenied):
        saved(response, lead, "We lost three.", 1)
    data = {"practice-remarks": "It was three.", "practice-remarks-seen": "0"}
    data["practice-remarks-before"] = fingerprint("")
    assert "The record is saved." in words(browser(lead).post(path, data, follow=True))
    assert "It was three." in words(browser(manager).get(path))


def test_one_answer_is_saved_by_itself(own, response, manager, browser):
    path = reverse("save-answer", args=[own.selection.pk])
    data = {"question": "where-now", "words": "We lost two", "seen": "0"}
    said = browser(manager).post(path, data).json()
    assert (said["version"], said["words"]) == (1, "We lost two")
    analyst = browser(own.people[Role.ANALYST])
    clash = analyst.post(path, {**data, "words": "They lost three"})
    assert clash.status_code == 409
    assert clash.json()["words"] == "We lost two"
    assert analyst.post(path, {**data, "question": "held-on"}).status_code == 422
    assert analyst.post(path, {**data, "seen": "x"}).status_code == 422


def test_without_scripts_the_whole_page_is_saved_and_nobody_is_written_over(
    own, response, manager, browser
):
    path = reverse("conversation", args=[own.selection.pk])
    asked = [one.id for one in queries.asked().asked_of(Writer.ANYBODY)]
    data = dict.fromkeys(asked, "")
    data |= {f"{name}-seen": "0" for name in asked}
    data |= {f"{name}-before": fingerprint("") for name in asked}
    mine = {**data, "where-now": "We lost two.\r\nBoth were young.", "held-on": "2026-11-02"}
    assert "The record is saved." in words(browser(manager).post(path, mine, follow=True))
    held = queries.answers(response)
    assert held["where-now"].words == "We lost two.\nBoth were young."
    assert set(held) == {"where-now", "held-on"}
    analyst = browser(own.people[Role.ANALYST])
    told = analyst.post(path, {**data, "where-now": "They lost three.", "options": "A nurse."})
    assert told.status_code == 422
    assert "wrote here while you were writing: “We lost two." in words(told)
    assert "They lost three." in told.content.decode()
    assert queries.answers(response)["options"].words == "A nurse."


def test_the_conversation_is_held_when_what_is_needed_is_answered(own, manager):
    assert task(own, "conversation").state is State.LATER
    moved(own, Stage.AGREED, Role.OFFICE_LEAD, reason="Signed on paper.")
    moved(own, Stage.PREPARING, Role.OFFICE_LEAD)
    assert task(own, "conversation").state is State.TO_DO
    response = begin(own, manager)
    assert task(own, "conversation").state is State.BEGUN
    for question, text in ANSWERS.items():
        write(response, manager, question, text)
    assert task(own, "conversation").done
    assert task(own, "decision").state is State.TO_DO


def test_a_decision_moves_the_practice(own):
    prepared(own)
    made = decided(own, Stage.READY, Stage.PREPARING)
    assert stage(own) is Stage.READY
    assert made.response == own.selection.responses.get()
    assert task(own, "decision").done
    assert Entry.objects.filter(event="decided on readiness:").count() == 1


def test_a_decision_waits_for_what_stands_before_it(own):
    moved(own, Stage.AGREED, Role.OFFICE_LEAD, reason="Signed on paper.")
    moved(own, Stage.PREPARING, Role.OFFICE_LEAD)
    with pytest.raises(MainstayError, match="The data pack is not issued"):
        decided(own, Stage.READY, Stage.PREPARING)
    assert stage(own) is Stage.PREPARING
    decided(own, Stage.NOT_NOW, Stage.PREPARING, Role.PROGRAMME_MANAGER, "They rang us.")
    assert journeys.last_step(own.selection).passed == ["pack-issued", "pack-read", "conversation"]


def test_a_decision_has_a_reason_and_is_taken_once(own):
    prepared(own)
    with pytest.raises(MainstayError, match="Give the reason"):
        decided(own, Stage.READY, Stage.PREPARING, reason=" ")
    decided(own, Stage.READY, Stage.PREPARING)
    with pytest.raises(MainstayError, match="a colleague has moved it"):
        decided(own, Stage.NOT_NOW, Stage.PREPARING)


def test_a_decision_is_corrected_and_both_are_kept(own, browser):
    prepared(own)
    decided(own, Stage.READY, Stage.PREPARING)
    path = reverse("decision", args=[own.selection.pk])
    client = browser(own.people[Role.CHANGE_MANAGER])
    data = {"outcome": "not-now", "reason": "The partners have not agreed.", "seen": "ready"}
    client.post(path, data)
    assert stage(own) is Stage.NOT_NOW
    said = words(client.get(path))
    assert "They want to." in said
    assert "The partners have not agreed." in said
    assert [one.corrects for one in own.selection.decisions.all()] == [False, True]


def test_who_was_not_ready_has_another_conversation(own, manager):
    prepared(own)
    first = own.selection.responses.get()
    decided(own, Stage.NOT_NOW, Stage.PREPARING)
    move(
        selection=own.selection, end=Stage.PREPARING, seen=Stage.NOT_NOW,
        reason="They rang again.", by=own.people[Role.OFFICE_LEAD], now=LATER,
    )  # fmt: skip
    assert task(own, "conversation").state is State.TO_DO
    again = actions.begin(selection=own.selection, by=manager, now=LATER)
    assert again != first
    assert first.answers.exists()


def test_a_decision_is_closed_once_the_next_stage_is_reached(own):
    prepared(own)
    decided(own, Stage.READY, Stage.PREPARING)
    moved(own, Stage.DIAGNOSING, Role.OFFICE_LEAD)
    with pytest.raises(PermissionDenied):
        decided(own, Stage.NOT_NOW, Stage.DIAGNOSING)
