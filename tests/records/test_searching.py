"""Times are looked for by a worker: once, on records as they are, and told when it fails."""

import json
import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from mainstay.accounts.audit import Event
from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.actions import nominate
from mainstay.programme.agreements.parts import Part as Named
from mainstay.programme.engagement.models import Visit, VisitSearch
from mainstay.programme.engagement.visits.keeping.actions import add_day_off
from mainstay.programme.engagement.visits.planning import answer
from mainstay.programme.engagement.visits.searching import making, queries, sweeping
from mainstay.programme.engagement.visits.searching.actions import look_for_times
from mainstay.programme.engagement.visits.states import Part, Search, State
from tests.records.conftest import NOW
from tests.records.homes import run
from tests.records.tables.visits import want
from tests.records.test_visits import words
from tests.records.world import Side, world

SOON, LATER = NOW + timedelta(seconds=10), NOW + timedelta(minutes=2)
TIMES = int(os.environ.get("MAINSTAY_KILLS", "3"))


@pytest.fixture
def own() -> Side:
    """A practice that wants a readiness conversation."""
    made = world().own
    nominate(
        selection=made.selection, part=Named.PRACTICE_LEAD,
        person=made.people[Role.PRACTICE_LEAD], by=made.people[Role.OFFICE_LEAD], now=NOW,
    )  # fmt: skip
    want(made, made.people[Role.PROGRAMME_MANAGER], "readiness")
    return made


@pytest.fixture
def manager(own):
    return own.people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def search(own, manager) -> VisitSearch:
    return look_for_times(programme=own.programme, by=manager, now=NOW)


def made(search: VisitSearch, at=SOON) -> VisitSearch:
    making.make(search.pk, clock=lambda: at)
    search.refresh_from_db()
    return search


def change_while_it_thinks(monkeypatch, own, times: int) -> list[int]:
    """Somebody says while the solver thinks that there is no time; as often as `times`."""
    thought: list[int] = []

    def thinks(asked):
        found = answer(asked)
        if len(thought) < times:
            day = found.times[next(iter(found.times))].date()
            by = own.people[Role.PRACTICE_STAFF]
            add_day_off(selection=own.selection, first=day, last=day, part=Part.DAY, by=by, now=NOW)
        thought.append(1)
        return found

    monkeypatch.setattr(making, "answer", thinks)
    return thought


def test_a_second_press_is_the_first_search(own, search):
    lead = own.people[Role.OFFICE_LEAD]
    assert look_for_times(programme=own.programme, by=lead, now=NOW) == search
    assert DBTaskResult.objects.count() == 1
    made(search)
    assert look_for_times(programme=own.programme, by=lead, now=NOW) != search


def test_what_was_found_is_kept_once(search):
    assert made(search).state == Search.DONE
    assert (search.times, search.without, search.ended) == (1, 0, SOON)
    visit = Visit.objects.get()
    assert visit.state == State.PROPOSED
    made(search, LATER)  # the queue may call twice
    assert Entry.objects.filter(event=Event.VISITS_PLANNED).count() == 1


def test_records_that_changed_meanwhile_are_asked_again(own, search, monkeypatch):
    thought = change_while_it_thinks(monkeypatch, own, 1)
    assert made(search).state == Search.DONE
    assert len(thought) == 2
    off = own.selection.practice.days_off.get().first
    assert Visit.objects.get().starts.date() > off


def test_records_that_keep_changing_are_told(own, search, monkeypatch):
    change_while_it_thinks(monkeypatch, own, 99)
    assert made(search).state == Search.FAILED
    assert search.problem == making.CHANGED
    assert Visit.objects.get().state == State.WANTED


def test_who_left_meanwhile_books_nothing(search, manager):
    manager.memberships.update(until=NOW)
    assert made(search).state == Search.FAILED
    assert search.problem == making.NOT_ALLOWED
    assert Visit.objects.get().state == State.WANTED


def test_a_failure_is_told_and_can_be_tried_again(own, search, manager, browser, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(making, "answer", lambda asked: 1 / 0)
        assert made(search).state == Search.FAILED
    client, path = browser(manager), reverse("bookings", args=[own.programme.pk])
    said = words(client.get(path))
    assert "Something went wrong on our side." in said
    assert "Press Propose times to try again." in said
    client.post(reverse("bookings-propose", args=[own.programme.pk]))
    assert made(queries.newest(own.programme)).state == Search.DONE
    assert "1 time was found." in words(client.get(path))


def test_the_page_waits_and_goes_on_by_itself(own, search, manager, browser):
    client, path = browser(manager), reverse("bookings-search", args=[own.programme.pk])
    waits = client.get(path)
    assert waits.status_code == 202
    assert '<noscript><meta http-equiv="refresh"' in waits.content.decode()
    assert "Propose times" not in words(client.get(reverse("bookings", args=[own.programme.pk])))
    made(search)
    assert client.get(path)["Location"] == reverse("bookings", args=[own.programme.pk])
    polled = client.get(path, headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == reverse("bookings", args=[own.programme.pk])


@pytest.mark.parametrize("state", [Search.WAITING, Search.UNDER_WAY])
def test_without_a_worker_the_page_says_so(state, own, search, manager, browser):
    VisitSearch.objects.update(state=state, until=NOW)
    said = words(browser(manager).get(reverse("bookings-search", args=[own.programme.pk])))
    assert "mainstay work should run" in said


def test_what_a_dead_worker_left_is_made_by_the_next(search):
    VisitSearch.objects.update(state=Search.UNDER_WAY, until=SOON)
    sweeping.sweep_searches(NOW)
    assert DBTaskResult.objects.count() == 1
    sweeping.sweep_searches(LATER)
    sweeping.sweep_searches(LATER + timedelta(minutes=5))  # it waits in the queue still
    assert DBTaskResult.objects.count() == 2
    assert made(search, LATER).state == Search.DONE


def test_what_takes_every_worker_with_it_is_given_up(search):
    VisitSearch.objects.update(state=Search.UNDER_WAY, until=SOON, tries=sweeping.MOST)
    sweeping.sweep_searches(LATER)
    search.refresh_from_db()
    assert (search.state, search.problem) == (Search.FAILED, sweeping.STOPPED)


def test_a_worker_killed_in_the_middle_leaves_nothing_half_written(own_settings):
    told = json.loads(run("-m", "tests.records.searching_killed", str(TIMES), **own_settings))
    assert told["half"] == []
    assert told["kept"] == TIMES
    assert told["caught"] > 0
    print(f"\n{TIMES} kills caught {told['caught']} searches under way")  # noqa: T201
