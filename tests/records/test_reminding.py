"""Reminders between rounds, and what becomes of a round that nobody closes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.accounts.mail.models import Mail
from mainstay.accounts.models import Entry
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, answering, queries
from mainstay.programme.assessment.models import Asked, Outcome, Round, Sheet, StaffGroup
from mainstay.programme.assessment.reminding import sweeping
from mainstay.programme.assessment.reminding.actions import look_again
from mainstay.programme.assessment.reminding.queries import drops_on
from mainstay.terms.errors import MainstayError
from mainstay.terms.periods import months_after
from tests.records.conftest import NOW
from tests.records.teams import ANSWER_BY, agree_on, ask, open_round, words

AGAIN = date(2027, 5, 2)
FIRST, SECOND = "Time to look at your resilience", "Would you still like to look"
WAIT, WARN, GONE = "wait for you", "will be destroyed in a week", "were destroyed"


@pytest.fixture
def practice(found):
    return found(Kind.PRACTICE)


@pytest.fixture
def leader(practice, join):
    return join(practice, Role.PRACTICE_LEAD)


@pytest.fixture
def done(practice, leader):
    """A round that is finished today, whose lead wants to be reminded in six months."""
    found = open_round(practice, leader, together=True)
    agree_on(found, leader, {"safe-care": 3})
    return actions.finish_round(team_round=found, met=None, again=6, by=leader, now=NOW)


@pytest.fixture
def begun(practice, leader):
    return open_round(practice, leader)


def on(day: date) -> None:
    """The worker's minutes of a day."""
    for hour in (1, 9, 9, 20):
        sweeping.remind(datetime.combine(day, time(hour, 30), tzinfo=UTC))


def told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("subject", flat=True))


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def test_the_lead_is_reminded_on_the_day_and_once_more_a_month_later(done):
    assert done.again == AGAIN
    on(after(AGAIN, -1))
    assert told() == []
    for days in range(100):
        sweeping.remind(datetime.combine(after(AGAIN, days), time(9), tzinfo=UTC))
    first, second = told()
    assert first.startswith(FIRST)
    assert second.startswith(SECOND)
    notices = Notice.objects.order_by("pk")
    assert [one.at.date() for one in notices] == [AGAIN, date(2027, 6, 2)]
    assert "2 November 2026" in notices[0].words
    logged = Entry.objects.filter(event="reminded whoever leads").order_by("number")
    assert [one.details["of"] for one in logged] == ["again", "later"]
    assert {one.person_name for one in logged} == {"The worker"}


def test_it_comes_by_mail_in_the_morning(done, mailed):
    on(AGAIN + timedelta(days=1))  # a Monday
    mailed(datetime.combine(AGAIN + timedelta(days=1), time(9), tzinfo=UTC))
    assert Mail.objects.filter(to="practice-lead@example.org", subject__startswith=FIRST).exists()


def test_a_round_that_begins_ends_it_and_one_that_is_dropped_does_not(done, practice, leader):
    begun = open_round(practice, leader)
    on(AGAIN)
    assert FIRST not in " ".join(told())
    actions.drop_round(team_round=begun, by=leader, now=NOW)
    on(AGAIN)
    assert FIRST in " ".join(told())


def test_who_wants_none_gets_none_and_another_day_is_another_reminder(done, leader):
    look_again(team_round=done, months=None, by=leader, now=NOW)
    on(AGAIN)
    assert told() == []
    look_again(team_round=done, months=12, by=leader, now=NOW)
    on(date(2027, 11, 2))
    assert len(told()) == 1
    later = look_again(
        team_round=done, months=6, by=leader, now=datetime(2027, 11, 3, 9, tzinfo=UTC)
    )
    on(later.again)
    assert len(told()) == 2
    with pytest.raises(MainstayError, match="cannot be chosen"):
        look_again(team_round=done, months=7, by=leader, now=NOW)


def test_a_worker_that_was_away_does_not_catch_up_for_ever(done):
    on(after(AGAIN, 40))
    assert len(told()) == 1
    on(after(AGAIN, 41))
    on(after(AGAIN, 200))
    assert len(told()) == 1


def test_every_lead_is_told_and_who_has_left_is_not(done, practice, join):
    join(practice, Role.PRACTICE_LEAD, "second@example.org")
    join(practice, Role.PRACTICE_STAFF, "nurse@example.org")
    left = join(practice, Role.PRACTICE_LEAD, "left@example.org")
    left.memberships.update(until=NOW)
    on(AGAIN)
    people = set(Notice.objects.values_list("person__email", flat=True))
    assert people == {"practice-lead@example.org", "second@example.org"}


def test_a_forgotten_round_is_told_of_warned_of_and_dropped(begun, leader):
    link = ask(begun, leader, {StaffGroup.NURSES: 6})[StaffGroup.NURSES][0]
    answering.answer(link, steps={"pay-and-profit": 1})
    heard = {}
    for days in range(120):
        day, before = after(ANSWER_BY, days), len(told())
        sweeping.remind(datetime.combine(day, time(9), tzinfo=UTC))
        for one in told()[before:]:
            heard[days] = one
        if days < 90:
            assert answering.sheet_of(link) is not None
    assert list(heard) == [7, 83, 90]
    for days, said in zip(heard, (WAIT, WARN, GONE), strict=True):
        assert said in heard[days]
    assert (Sheet.objects.count(), Asked.objects.count(), Outcome.objects.count()) == (0, 0, 0)
    assert Round.objects.get().salt == ""
    assert queries.find(begun.pk) is None
    (entry,) = Entry.objects.filter(event__startswith="had answers that nobody closed")
    assert entry.person_name == "The worker"


def test_what_is_closed_in_time_is_left_alone(begun, leader):
    ask(begun, leader, {StaffGroup.NURSES: 6})
    on(after(ANSWER_BY, 83))
    actions.close_round(team_round=begun, by=leader, now=NOW)
    on(after(ANSWER_BY, 120))
    assert len(told()) == 1
    assert queries.find(begun.pk) is not None


def test_a_warning_that_came_late_still_gives_a_week(begun, leader):
    """Where the worker was away: nothing is destroyed without a word before it."""
    ask(begun, leader, {StaffGroup.NURSES: 6})
    on(after(ANSWER_BY, 200))
    assert drops_on(Round.objects.get()) == after(ANSWER_BY, 207)
    assert "destroyed unseen on 25 June 2027" in Notice.objects.get().words
    on(after(ANSWER_BY, 206))
    assert Asked.objects.count() == 6
    on(after(ANSWER_BY, 207))
    assert Asked.objects.count() == 0


def test_where_nobody_leads_any_more_answers_are_destroyed_all_the_same(begun, leader):
    ask(begun, leader, {StaffGroup.NURSES: 6})
    leader.memberships.update(until=NOW)
    on(after(ANSWER_BY, 83))
    on(after(ANSWER_BY, 90))
    assert (Asked.objects.count(), told()) == (0, [])


def test_what_fails_halfway_is_done_whole_the_next_minute(begun, monkeypatch):
    """As if the worker were killed after the first of what it writes."""

    def die(**given) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "tell", die)
        with pytest.raises(KeyboardInterrupt):
            on(after(ANSWER_BY, 7))
    assert Round.objects.get().reminded == ""
    on(after(ANSWER_BY, 7))
    assert len(told()) == 1


def test_pages_say_when_and_let_the_lead_choose(begun, practice, leader, browser):
    client = browser(leader)
    ask(begun, leader, {StaffGroup.NURSES: 6})
    said = words(client.get(reverse("round", args=[begun.pk])))
    assert "If nobody closes the questions by 28 February 2027" in said
    actions.close_round(team_round=begun, by=leader, now=NOW)
    finish = reverse("round-finish", args=[begun.pk])
    assert 'value="12" checked' in client.get(finish).content.decode()
    agree_on(begun, leader, {"safe-care": 3})
    client.post(finish, {"way": "unmet", "again": "6"})
    found = Round.objects.get()
    assert found.again == months_after(localtime(found.finished).date(), 6)
    path = reverse("round-again", args=[found.pk])
    assert client.post(path, {"again": ""}).status_code == 422
    assert "You will not be reminded." in words(client.post(path, {"again": "0"}, follow=True))
    assert "You will be reminded on" in words(client.post(path, {"again": "12"}, follow=True))
    assert Round.objects.get().again == months_after(localtime(found.finished).date(), 12)
