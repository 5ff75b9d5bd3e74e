"""The list of tasks as each side reads it: a practice reads what it can do now."""

import re
from datetime import timedelta
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts.roles import Role
from mainstay.programme.agreements.actions import nominate
from mainstay.programme.agreements.parts import Form, Part
from mainstay.programme.cohort.actions import select
from mainstay.programme.engagement.actions import move
from mainstay.programme.engagement.queries import journey
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import TASKS
from mainstay.programme.engagement.visits.actions import move_visit
from tests.records.conftest import NOW
from tests.records.tables.agreements import offered, signed
from tests.records.tables.visits import want
from tests.records.test_agreements import name_a_lead
from tests.records.test_board import withdrawn
from tests.records.world import Side, world

FOLDED = re.compile(r"<details.*?<span[^>]*>(.*?)</span></summary>(.*?)</details>", re.DOTALL)
TASK = re.compile(r'<li class="nhsuk-task-list__item.*?</li>', re.DOTALL)


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def read(own, browser):
    """The page of the journey, as a role reads it."""

    def made(role: Role) -> str:
        answer = browser(own.people[role]).get(reverse("engagement", args=[own.selection.pk]))
        return unescape(answer.content.decode())

    return made


def titles(html: str) -> list[str]:
    return [" ".join(re.sub("<[^>]*>", " ", one).split()) for one in TASK.findall(html)]


def shown(html: str) -> str:
    """What is not folded away."""
    return FOLDED.sub("", html)


def test_a_practice_reads_what_it_can_do_now_and_unfolds_the_rest(own, read):
    name_a_lead(own)
    offered(own)
    html = read(Role.PRACTICE_LEAD)
    now = titles(shown(html))
    assert [one.split(" Nobody")[0].split(" The")[0] for one in now] == [
        "Sign the memorandum of understanding",
        "Say whether your figures may be compared (you may say no)",
    ]
    folded = {name: titles(rest) for name, rest in FOLDED.findall(html)}
    later, done = (folded[one] for one in folded if one.startswith(("For others", "Completed")))
    assert any("Issue the data pack" in one for one in later)
    assert any("Name who leads for the practice" in one for one in done)
    assert len(now) + len(later) + len(done) == len(titles(read(Role.OFFICE_LEAD)))


def test_everybody_signs_in_the_order_that_suits_them(own, read):
    """It is the office that is waited for, and the practice need not wait for it."""
    offered(own)
    task = TASKS[Form.MEMORANDUM.value](journey(own.selection.pk))
    assert (str(task.turn), [str(one) for one in task.may]) == ("the office", ["the practice"])
    assert "Your turn" in next(one for one in titles(read(Role.PRACTICE_LEAD)) if "Sign" in one)
    signed(own, own.people[Role.PRACTICE_LEAD])
    after = read(Role.PRACTICE_LEAD)
    assert "Sign the memorandum" not in shown(after)
    assert "The office has yet to sign." in after


def test_consent_is_there_to_give_and_is_never_pressed_for(own, read):
    name_a_lead(own)
    html = shown(read(Role.PRACTICE_LEAD))
    assert "Say whether your figures may be compared" in html
    assert "Your next task" not in html
    assert "There is nothing for you to do now." in html


@pytest.mark.parametrize("role", [Role.OFFICE_LEAD, Role.PROGRAMME_MANAGER, Role.AUDITOR])
def test_the_others_read_the_whole_list(own, read, role):
    html = read(role)
    assert len(titles(shown(html))) == len(titles(html))


def test_a_journey_that_has_ended_shows_what_was_done_and_waits_for_nobody(own, read):
    name_a_lead(own)
    before = titles(read(Role.OFFICE_LEAD))
    withdrawn(own)
    after = read(Role.OFFICE_LEAD)
    assert len(before) > len(titles(after)) > 0
    assert "There is nothing to do now." in after
    assert "turn" not in "".join(titles(after))


def test_what_comes_before_the_decision_is_said_where_a_practice_is_moved(own, read):
    lead = own.people[Role.OFFICE_LEAD]
    for start, end in pairwise((Stage.SELECTED, Stage.AGREED, Stage.PREPARING)):
        assert "takes the practice on by itself" not in read(Role.OFFICE_LEAD)
        move(selection=own.selection, end=end, seen=start, reason="On paper.", by=lead, now=NOW)
    said = read(Role.OFFICE_LEAD)
    assert "takes the practice on by itself" in said
    assert "It can be recorded now" not in said
    assert "The data pack is not issued." in said


def test_our_work_begins_with_the_next_visit_of_who_must_be_there(own, browser):
    lead = own.people[Role.OFFICE_LEAD]
    other = select(own.programme, "Z00009", "ANOTHER SURGERY", by=lead, now=NOW)
    manager, path = own.people[Role.CHANGE_MANAGER], reverse("engagements")
    held = {"words": "", "by": own.people[Role.PROGRAMME_MANAGER], "now": NOW}
    for kind, days in (("readiness", -1), ("diagnostic", 9), ("options", 3)):
        made = want(own, held["by"], kind)
        move_visit(visit=made, starts=now() + timedelta(days=days), seen=made.seen, **held)
    said = browser(lead).get(path).content.decode()
    assert "Your next visit" not in said
    held = {"by": own.people[Role.PROGRAMME_MANAGER], "now": NOW}
    nominate(selection=other, part=Part.CHANGE_MANAGER, person=manager, **held)
    said = browser(manager).get(path).content.decode()
    assert re.search(r"Your next visit: <a[^>]*>Talk through the options", said)
