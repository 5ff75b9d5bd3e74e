"""The board: where every practice stands, and which of them a filter lets through."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts.roles import Role
from mainstay.programme.agreements.actions import nominate
from mainstay.programme.agreements.parts import Part
from mainstay.programme.agreements.policies import Side as Party
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.engagement import actions
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.overview import queries
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import TASKS, State, Task
from mainstay.programme.engagement.visits import actions as visiting
from mainstay.programme.organisations.models import Wave
from tests.records.conftest import NOW
from tests.records.world import Side, world

TODAY, DAY = NOW.date(), timedelta(days=1)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def look(own, browser):
    """The board as a role reads it."""

    def made(role: Role = Role.OFFICE_LEAD, **query: str) -> str:
        path = reverse("board", args=[own.programme.pk])
        answer = browser(own.people[role]).get(path, query)
        assert answer.status_code == 200
        return words(answer)

    return made


def chosen(own: Side, count: int) -> None:
    """More practices of the cohort."""
    lead = own.people[Role.OFFICE_LEAD]
    for number in range(count):
        cohort.select(own.programme, f"Z1{number:04d}", f"ROAD {number}", by=lead, now=NOW)


def withdrawn(own: Side) -> None:
    actions.move(
        selection=own.selection,
        end=Stage.WITHDRAWN,
        seen=Stage.SELECTED,
        reason="They asked.",
        by=own.people[Role.OFFICE_LEAD],
        now=NOW,
    )


def test_it_says_whose_turn_it_is_since_when_and_for_what(look):
    told = look()
    assert "own Practice" in told
    assert "The practice’s turn since 2 November 2026: Name who leads for the practice." in told


def test_the_next_task_is_one_that_is_late(own, monkeypatch):
    late = Task("x", "Send it", State.TO_DO, Party.SUPPORT, NOW, TODAY - timedelta(days=1))
    monkeypatch.setitem(TASKS, "x", lambda selection: late)
    [found] = queries.all_standings(own.programme, TODAY)
    assert found.next == late
    assert found.waiting_on[0] is Party.SUPPORT
    assert found.soon == [late]


def test_what_is_due_in_a_week_is_this_week_and_what_is_later_is_not(own, monkeypatch, look):
    def due(days: int) -> Task:
        return Task(
            f"d{days}", f"In {days}", State.TO_DO, Party.OFFICE, NOW, TODAY + timedelta(days)
        )

    for days in (7, 8):
        monkeypatch.setitem(TASKS, f"d{days}", lambda selection, days=days: due(days))
    [found] = queries.all_standings(own.programme, TODAY)
    assert [one.title for one in found.soon] == ["In 7"]


def test_a_practice_that_left_waits_for_nobody(own, look):
    withdrawn(own)
    [found] = queries.all_standings(own.programme, TODAY)
    assert (found.stage, found.open, found.next) == (Stage.WITHDRAWN, (), None)
    assert "Nobody’s turn. At this stage since 2 November 2026." in look()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"stage": "selected"}, True),
        ({"stage": "ready"}, False),
        ({"stage": "nonsense"}, True),
        ({"waiting": "practice"}, True),
        ({"late": "yes"}, False),
        ({"manager": "change-manager"}, True),
        ({"manager": "nobody"}, False),
    ],
)
def test_filters(look, query, shown):
    assert ("The practice’s turn since" in look(**query)) is shown


def test_waves_are_shown_and_chosen_from(own, look):
    assert "Wave" not in look()
    wave = Wave.objects.create(
        programme=own.programme, name="First wave", starts=TODAY, practices=3
    )
    lead = own.people[Role.OFFICE_LEAD]
    cohort.select(own.programme, "Z10001", "ROAD 1", wave=wave, by=lead, now=NOW)
    both, first, none = look(), look(wave=str(wave.pk)), look(wave="none")
    assert "First wave" in both
    assert ("ROAD 1 The" in first, "own Practice The" in first) == (True, False)
    assert ("ROAD 1 The" in none, "own Practice The" in none) == (False, True)
    assert "No practice is like that." in look(wave="nonsense")


def booked(own: Side, days: int) -> Visit:
    """A readiness conversation some days from today."""
    by, starts = own.people[Role.PROGRAMME_MANAGER], now() + timedelta(days=days)
    made = visiting.want_visit(
        selection=own.selection, kind="readiness", deadline=starts.date(), by=by, now=NOW
    )
    return visiting.move_visit(
        visit=made, starts=starts, words="", seen=made.seen, by=by, now=min(NOW, starts - DAY)
    )


@pytest.mark.parametrize(
    ("days", "in_week", "ahead"),
    [(3, True, True), (30, False, True), (-3, True, False)],
)
def test_visits_are_in_the_week_and_beside_their_practice(own, look, days, in_week, ahead):
    booked(own, days)
    told = look()
    week = told.partition("This week")[2].partition("Every practice")[0]
    assert ("Readiness conversation," in week) is in_week
    assert ("Next visit: Readiness conversation" in told) is ahead
    assert ("Say whether it was held" in week) is (days < 0)


def test_a_filter_that_lets_nothing_through_says_so(look):
    assert "No practice is like that. Show every practice" in look(stage="ready")


def test_a_change_manager_finds_their_own_practices_only(own, look):
    chosen(own, 1)
    assert "ROAD 0" in look(Role.PROGRAMME_MANAGER)
    told = look(Role.CHANGE_MANAGER)
    assert "own Practice" in told
    assert "ROAD 0" not in told


def test_a_change_manager_who_is_named_for_none_is_told_what_to_wait_for(own, look, browser):
    manager = browser(own.people[Role.CHANGE_MANAGER])
    assert "Your practices in" in words(manager.get(reverse("programmes")))
    nominate(
        selection=own.selection,
        part=Part.CHANGE_MANAGER,
        person=own.people[Role.PROGRAMME_MANAGER],
        by=own.people[Role.PROGRAMME_MANAGER],
        now=NOW,
    )
    assert "No practice is here yet." in look(Role.CHANGE_MANAGER)
    assert "Your practices in" not in words(manager.get(reverse("programmes")))


def test_many_practices_take_as_many_queries_as_one(own, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    path = reverse("board", args=[own.programme.pk])
    one = queries_of(client, path)
    chosen(own, 30)
    assert queries_of(client, path) == one


def queries_of(client, path: str) -> int:
    """Of the page a second time: the first may write the session."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as held:
        assert client.get(path).status_code == 200
    return len(held)


TABS = ("time-to-help", "leads", "wordings", "risks", "bookings", "programme-time", "summary")


@pytest.mark.parametrize("name", ["board", *TABS])
def test_the_way_to_everything_of_a_programme_is_on_each_of_its_pages(own, browser, name):
    path, away = (reverse(one, args=[own.programme.pk]) for one in (name, "export"))
    lead, auditor = (browser(own.people[role]) for role in (Role.OFFICE_LEAD, Role.AUDITOR))
    assert f'href="{away}"' in lead.get(path).content.decode()
    assert f'href="{away}"' not in auditor.get(path).content.decode()
