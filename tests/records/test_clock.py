"""The clock: from when to when days are counted, and who still waits."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.models import Agreement
from mainstay.programme.cohort.models import FrozenList
from mainstay.programme.engagement import actions
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.visits import actions as visiting
from mainstay.programme.support.answering import actions as answering
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.models import Offer, SupportRequest
from mainstay.programme.support.offers import actions as offers
from mainstay.programme.whole.clock.queries import MILESTONES, SUPPORT, sizes, waits
from mainstay.terms.sizes import NOT_KNOWN, bands
from mainstay.terms.waits import clock
from tests.records.conftest import NOW
from tests.records.tables.support import TOLD
from tests.records.test_board import chosen, queries_of
from tests.records.world import Side, world

TODAY = NOW.date() + timedelta(days=40)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


def moved(own: Side, start: Stage, end: Stage, days: int) -> None:
    actions.move(
        selection=own.selection,
        end=end,
        seen=start,
        reason="On paper.",
        by=own.people[Role.OFFICE_LEAD],
        now=NOW + timedelta(days=days),
    )


def added(own: Side, name: str) -> Offer:
    return offers.add_offer(
        office=own.programme.office,
        told=replace(TOLD, name=name),
        by=own.people[Role.OFFICE_LEAD],
        now=NOW,
    )


def done(action, request: SupportRequest, by: Person, day: int, words: str = "", **more) -> None:
    seen = request.steps.last().pk
    action(
        request=request, words=words, seen=seen, by=by, now=NOW + timedelta(days=day), **more
    )  # fmt: skip


def days(own: Side) -> dict[str, tuple[int, bool]]:
    return {one.milestone: (one.days, one.over) for one in waits(own.programme, TODAY)}


def test_every_milestone_that_is_worked_out_is_defined():
    assert [*MILESTONES, *SUPPORT] == [one.id for one in clock().milestones]


def test_who_waits_has_waited_until_today(own):
    assert set(days(own).values()) == {(40, False)}


def test_what_happened_stops_the_clock(own):
    lead = own.people[Role.OFFICE_LEAD]
    Agreement.objects.create(
        selection=own.selection, form="memorandum", words={}, by=lead, at=NOW + timedelta(days=3)
    )
    moved(own, Stage.SELECTED, Stage.AGREED, 10)
    found = days(own)
    assert found["contact"] == (3, True)
    assert found["agreement"] == (10, True)
    assert found["decision"] == (40, False)


def test_a_visit_is_contact_from_the_day_on_which_it_took_place(own):
    by, starts = own.people[Role.PROGRAMME_MANAGER], NOW + timedelta(days=9)
    visit = visiting.want_visit(
        selection=own.selection, kind="readiness", deadline=TODAY, by=by, now=NOW
    )
    act = {"by": by, "now": NOW + timedelta(days=1)}
    visit = visiting.move_visit(visit=visit, starts=starts, words="", seen=visit.seen, **act)
    visit = visiting.offer_visit(visit=visit, seen=visit.seen, **act)
    assert days(own)["contact"] == (40, False)
    visiting.say_held(visit=visit, seen=visit.seen, by=by, now=NOW + timedelta(days=20))
    assert days(own)["contact"] == (9, True)


def test_support_counts_from_when_it_was_first_asked_for_started_and_finished(own):
    practice, office = own.people[Role.PRACTICE_LEAD], own.people[Role.OFFICE_LEAD]
    first, second = (added(own, name) for name in ("First", "Second"))
    told = {"selection": own.selection, "statement": "", "words": "", "by": practice}
    refused = asking.ask(offer=first, now=NOW + timedelta(days=4), **told)
    had = asking.ask(offer=second, now=NOW + timedelta(days=6), **told)
    done(answering.say_no, refused, office, 7, words="It is full.", instead=None)
    assert days(own)["support-asked"] == (4, True)
    assert days(own)["support-started"] == (40, False)
    done(answering.say_yes, had, office, 8, starts=TODAY)
    done(answering.start, had, office, 15)
    found = days(own)
    assert found["support-started"] == (15, True)
    assert found["support-finished"] == (40, False)
    done(answering.finish, had, office, 30)
    assert days(own)["support-finished"] == (30, True)


def test_support_is_told_where_a_practice_came_from_to_those_who_see_its_requests(own, browser):
    request = asking.ask(
        offer=added(own, "A manager"), selection=own.selection, statement="", words="",
        by=own.people[Role.PRACTICE_LEAD], now=NOW,
    )  # fmt: skip
    done(answering.say_yes, request, own.people[Role.OFFICE_LEAD], 1, starts=TODAY)
    done(answering.start, request, own.people[Role.OFFICE_LEAD], 2)
    path = reverse("engagement-history", args=[own.selection.pk])
    for role in (Role.PRACTICE_STAFF, Role.OFFICE_MEMBER, Role.AUDITOR):
        told = words(browser(own.people[role]).get(path))
        started, asked = told.index("support has started: A manager"), told.index("asked for supp")
        assert started < asked
    assert "A manager" not in words(browser(own.people[Role.CHANGE_MANAGER]).get(path))


def test_a_practice_that_left_waited_until_it_left(own):
    moved(own, Stage.SELECTED, Stage.WITHDRAWN, 12)
    assert days(own)["agreement"] == (12, False)


def test_sizes_are_those_that_the_list_was_frozen_on(own):
    assert sizes(own.programme) == {}
    assert {one.band for one in waits(own.programme, TODAY)} == {NOT_KNOWN}
    row = {"practice_code": own.selection.practice.code, "list_size": 4200}
    none = {"practice_code": "Z09999", "list_size": None}
    own.programme.frozen = FrozenList.objects.create(
        programme=own.programme, by=own.people[Role.OFFICE_LEAD], at=NOW, rows=[row, none]
    )
    assert sizes(own.programme) == {own.selection.practice.code: 4200}
    assert {one.band for one in waits(own.programme, TODAY)} == {bands()[0].name}


def test_the_page_calls_nothing_different_on_noise_and_its_csv_has_every_wait(own, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    told = words(client.get(reverse("time-to-help", args=[own.programme.pk])))
    assert "No size of practice can be told from another" in told
    assert "at least" in told
    table = client.get(reverse("time-to-help-csv", args=[own.programme.pk])).content.decode()
    assert table.splitlines()[0] == "practice_code,practice_name,band,milestone,days,over"
    assert len(table.splitlines()) == 1 + len(MILESTONES) + len(SUPPORT)


def test_a_picture_that_is_not_there_is_not_there(own, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    assert (
        client.get(reverse("time-to-help-chart", args=[own.programme.pk, "x"])).status_code == 404
    )
    answer = client.get(reverse("time-to-help-chart", args=[own.programme.pk, "contact"]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


def test_many_practices_take_as_many_queries_as_one(own, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    path = reverse("time-to-help", args=[own.programme.pk])
    one = queries_of(client, path)
    chosen(own, 20)
    assert queries_of(client, path) == one
