"""The stages of a journey, what stands before them, and who may go on all the same."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.actions import select
from mainstay.programme.engagement import actions, queries
from mainstay.programme.engagement.stages import ENDED, TRANSITIONS, Stage, leading_from
from mainstay.programme.engagement.tasks import TASKS
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.world import Side, world


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


def moved(own: Side, end: Stage, role: Role, *, reason: str = "", seen: Stage | None = None):
    return actions.move(
        selection=own.selection,
        end=end,
        seen=seen or queries.stage(queries.journey(own.selection.pk)),
        reason=reason,
        by=own.people[role],
        now=NOW,
    )


def test_every_stage_is_reached_and_left():
    reached = {Stage.SELECTED}
    while more := {one.end for one in TRANSITIONS if one.start in reached} - reached:
        reached |= more
    assert reached == set(Stage)
    assert all(leading_from(stage) for stage in Stage)


def test_there_is_one_way_between_two_stages():
    pairs = [(one.start, one.end) for one in TRANSITIONS]
    assert len(pairs) == len(set(pairs))


def test_whoever_is_under_way_can_leave():
    for stage in set(Stage) - ENDED:
        ends = {one.end for one in leading_from(stage)}
        assert {Stage.WITHDRAWN, Stage.PRACTICE_GONE} <= ends


def test_every_gate_is_a_task_that_says_what_blocks(own):
    gates = {gate for one in TRANSITIONS for gate in one.gates}
    assert gates <= set(TASKS)
    selection = queries.journey(own.selection.pk)
    for gate in gates:
        task = TASKS[gate](selection)
        assert task is None or task.done or task.blocks, gate


def test_a_gate_holds_who_does_not_manage(own):
    with pytest.raises(MainstayError, match="memorandum of understanding is not signed"):
        moved(own, Stage.AGREED, Role.ANALYST, reason="We are in a hurry.")
    assert queries.stage(queries.journey(own.selection.pk)) is Stage.SELECTED


def test_a_manager_passes_a_gate_with_a_reason_which_is_kept(own):
    with pytest.raises(MainstayError, match="Give the reason"):
        moved(own, Stage.AGREED, Role.PROGRAMME_MANAGER)
    made = moved(own, Stage.AGREED, Role.PROGRAMME_MANAGER, reason="Signed on paper.")
    assert "memorandum" in made.passed
    assert Entry.objects.filter(event__contains="although something was not done").exists()


def test_a_decision_is_never_taken_by_a_button(own):
    moved(own, Stage.AGREED, Role.OFFICE_LEAD, reason="Signed on paper.")
    moved(own, Stage.PREPARING, Role.OFFICE_LEAD)
    with pytest.raises(PermissionDenied):
        moved(own, Stage.READY, Role.OFFICE_LEAD, reason="They are.")


def test_two_people_move_at_once_the_second_is_told(own):
    moved(own, Stage.WITHDRAWN, Role.PRACTICE_LEAD, reason="We have help elsewhere.")
    with pytest.raises(MainstayError, match="a colleague has moved it"):
        moved(own, Stage.WITHDRAWN, Role.OFFICE_LEAD, reason="They asked.", seen=Stage.SELECTED)


def test_who_presses_twice_has_moved_it_once(own):
    first = moved(own, Stage.WITHDRAWN, Role.PRACTICE_LEAD, reason="We are too few.")
    again = moved(
        own, Stage.WITHDRAWN, Role.PRACTICE_LEAD, reason="We are too few.", seen=Stage.SELECTED
    )
    assert again == first
    assert own.selection.steps.count() == 1


def test_a_practice_that_left_can_come_back(own):
    moved(own, Stage.WITHDRAWN, Role.PRACTICE_LEAD, reason="We have help elsewhere.")
    moved(own, Stage.SELECTED, Role.OFFICE_LEAD, reason="They rang again.")
    assert queries.stage(queries.journey(own.selection.pk)) is Stage.SELECTED


def test_each_side_sees_whose_turn_it_is(own, browser):
    path = reverse("engagement", args=[own.selection.pk])
    office = words(browser(own.people[Role.OFFICE_LEAD]).get(path))
    assert "Your next task: Sign the memorandum of understanding" in office
    practice = words(browser(own.people[Role.PRACTICE_LEAD]).get(path))
    assert "Your next task: Name who leads for the practice" in practice
    assert "The office’s turn" in practice


def test_the_page_keeps_the_words_and_says_who_came_first(own, browser):
    moved(own, Stage.AGREED, Role.OFFICE_LEAD, reason="Signed on paper.")
    client = browser(own.people[Role.PRACTICE_LEAD])
    data = {"end": "withdrawn", "seen": "selected", "reason": "We are too few."}
    told = client.post(reverse("move", args=[own.selection.pk]), data)
    assert told.status_code == 422
    assert "is at the stage 'Agreed' now" in words(told)
    assert "We are too few." in told.content.decode()


def test_many_practices_take_as_many_queries_as_few(own, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    client.get(reverse("engagements"))  # the first page of a session writes it

    def queries_with(practices: int) -> int:
        for number in range(practices):
            code = f"Z{practices}{number:04}"
            select(own.programme, code, f"SURGERY {code}", by=own.selection.by, now=NOW)
        with CaptureQueriesContext(connection) as held:
            assert client.get(reverse("engagements")).status_code == 200
        return len(held)

    assert queries_with(2) == queries_with(20)


def test_whoever_follows_one_practice_is_taken_there(own, browser):
    answer = browser(own.people[Role.PRACTICE_STAFF]).get(reverse("engagements"))
    assert answer["Location"] == reverse("engagement", args=[own.selection.pk])
