"""A visit from wanted to held: times proposed, offered, confirmed by link, moved, in calendars."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate, now
from icalendar import Calendar

from mainstay.accounts.mail.message import message_of
from mainstay.accounts.mail.models import Mail
from mainstay.accounts.mail.sealing import unseal
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.actions import nominate
from mainstay.programme.agreements.parts import Part as Named
from mainstay.programme.agreements.policies import Side as Turn
from mainstay.programme.engagement import queries as journeys
from mainstay.programme.engagement.burden.queries import burden
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.tasks import TASKS
from mainstay.programme.engagement.visits import actions, calendars, queries
from mainstay.programme.engagement.visits.days import free
from mainstay.programme.engagement.visits.keeping import actions as keeping
from mainstay.programme.engagement.visits.planning import plan
from mainstay.programme.engagement.visits.states import Part, State
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.visits import want
from tests.records.world import Side, world

# Opened by a secret, by who has no account: not in the table of roles.
ADDRESSES = {"visit-answer", "calendar-ics"}
TODAY = NOW.date()


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    made = world().own
    nominate(
        selection=made.selection, part=Named.PRACTICE_LEAD,
        person=made.people[Role.PRACTICE_LEAD], by=made.people[Role.OFFICE_LEAD], now=NOW,
    )  # fmt: skip
    return made


@pytest.fixture
def manager(own):
    return own.people[Role.PROGRAMME_MANAGER]


def proposed(own: Side) -> Visit:
    """A readiness conversation that the booking found a time for."""
    by = own.people[Role.PROGRAMME_MANAGER]
    made = want(own, by, "readiness")
    found = plan(own.programme, {}, TODAY)
    actions.keep_proposals(
        programme=own.programme, times=found.times, problems=found.problems, by=by, now=NOW
    )
    made.refresh_from_db()
    return made


def offered(own: Side) -> Visit:
    made = proposed(own)
    by = own.people[Role.PROGRAMME_MANAGER]
    return actions.offer_visit(visit=made, seen=made.seen, by=by, now=NOW)


def link(role_email: str) -> str:
    """The path of the newest mail to somebody that asks for a yes."""
    mail = Mail.objects.filter(to=role_email, subject__startswith="Will this").latest("pk")
    return re.search(r"/visits/\S+", unseal(mail.sealed)).group(0)


def task(own: Side, name: str):
    return TASKS[name](journeys.journey(own.selection.pk))


def test_a_time_is_found_when_everybody_has_time(own, manager):
    lead, change = own.people[Role.PRACTICE_LEAD], own.people[Role.CHANGE_MANAGER]
    mornings = [Part.NONE, Part.NONE, Part.MORNING, Part.NONE, Part.NONE]
    keeping.keep_week(selection=None, parts=mornings, by=change, now=NOW)
    keeping.add_day_off(
        selection=own.selection, first=TODAY + timedelta(9), last=TODAY + timedelta(9),
        part=Part.MORNING, by=lead, now=NOW,
    )  # fmt: skip
    made = proposed(own)
    assert made.state == State.PROPOSED
    assert made.starts == datetime(2026, 11, 18, 9, tzinfo=UTC)  # the second Wednesday that is free
    assert not Notice.objects.filter(key__startswith="visit-").exists()


def test_what_has_no_time_says_why(own, manager):
    keeping.keep_week(selection=own.selection, parts=[Part.NONE] * 5, by=manager, now=NOW)
    made = proposed(own)
    assert made.state == State.WANTED
    assert made.problem == (
        f"Those who must be there are never free together. Look at the days of {own.selection}."
    )


def test_nobody_named_is_told_before_anything_else(own, manager):
    own.selection.nominations.filter(part=Named.CHANGE_MANAGER).update(until=NOW)
    assert proposed(own).problem == "Nobody is named as change manager."


def test_visits_follow_each_other_and_keep_what_is_settled(own, manager):
    first = offered(own)
    second = want(own, manager, "diagnostic")
    found = plan(own.programme, {}, TODAY)
    assert list(found.times) == [second.pk]
    assert found.times[second.pk].date() > first.starts.date()


def test_bank_holidays_and_weekends_are_nobodys(own):
    person = own.people[Role.CHANGE_MANAGER]
    first, last = TODAY.replace(month=12, day=24), TODAY.replace(month=12, day=29)
    days = {one.start.day for one in free(person, first, last)}
    assert days == {24, 29}


def test_the_practice_says_yes_by_the_link_without_signing_in(own, browser):
    made = offered(own)
    assert task(own, "visit-confirmed").turn is Turn.PRACTICE
    path, stranger = link("practice-lead@own.example.org"), browser(None)
    said = stranger.get(path)
    assert "Will this time do?" in words(said)
    assert "own Practice" in words(said)
    assert Visit.objects.get().state == State.OFFERED
    seen = re.search(r'name="seen" value="([^"]+)"', said.content.decode())[1]
    assert "It is settled." in words(stranger.post(path, {"seen": seen, "yes": "1"}))
    made.refresh_from_db()
    assert made.state == State.CONFIRMED
    assert made.steps.last().by_link
    assert task(own, "visit-confirmed").done
    assert burden(journeys.journey(own.selection.pk)).minutes_asked == 120
    assert "You said yes" in words(stranger.get(path))
    again = stranger.post(path, {"seen": seen, "yes": "1"})
    assert "It is settled." in words(again)
    assert made.steps.filter(state="confirmed").count() == 1


@pytest.mark.parametrize("what", ["wrong", "cut", "moved", "old", "left"])
def test_another_link_opens_nothing(what, own, manager, browser, monkeypatch):
    made = offered(own)
    path = link("practice-lead@own.example.org")
    if what == "wrong":
        path = reverse("visit-answer", args=["abc"])
    elif what == "cut":
        path = path[:-3] + "/"
    elif what == "moved":
        made = actions.move_visit(
            visit=made, starts=NOW + timedelta(days=30), words="Ill.", seen=made.seen,
            by=manager, now=NOW,
        )  # fmt: skip
    elif what == "old":
        monkeypatch.setattr("django.core.signing.time.time", lambda: 9e9)
    elif what == "left":
        own.people[Role.PRACTICE_LEAD].memberships.update(until=NOW)
        said = browser(None).post(path, {"seen": made.seen, "yes": "1"})
        assert said.status_code == 404
        return
    assert browser(None).get(path).status_code == 404


def test_another_time_by_the_link(own, browser):
    made = offered(own)
    path = link("practice-lead@own.example.org")
    browser(None).post(path, {"seen": made.seen, "no": "1", "words": "Not on Mondays."})
    made.refresh_from_db()
    assert (made.state, made.starts) == (State.WANTED, None)
    told = Notice.objects.filter(person=own.people[Role.CHANGE_MANAGER]).latest("pk")
    assert "Not on Mondays." in told.words
    assert browser(None).get(path).status_code == 404


def test_each_change_is_one_event_with_a_higher_number(own, manager):
    made = offered(own)
    later = NOW + timedelta(days=40)
    moved = actions.move_visit(
        visit=made, starts=later, words="Ann is ill.", seen=made.seen, by=manager, now=NOW
    )
    actions.cancel_visit(visit=moved, words="Snow.", seen=moved.seen, by=manager, now=NOW)
    sent = Mail.objects.filter(to="practice-lead@own.example.org").exclude(sealed_calendar="")
    found = [Calendar.from_ical(unseal(one.sealed_calendar)) for one in sent.order_by("pk")]
    assert [str(one["method"]) for one in found] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [one.walk("VEVENT")[0] for one in found]
    assert len({str(one["uid"]) for one in events}) == 1
    numbers = [one["sequence"] for one in events]
    assert numbers == sorted(set(numbers))
    assert events[1]["dtstart"].dt == later
    assert [str(one["tzid"]) for one in found[1].walk("VTIMEZONE")] == ["Europe/London"]
    assert str(events[2]["status"]) == "CANCELLED"
    assert str(events[0]["attendee"]) == "mailto:practice-lead@own.example.org"


def test_the_mail_carries_the_calendar(own):
    offered(own)
    mail = Mail.objects.exclude(sealed_calendar="").get()
    whole = message_of(mail).message()
    part = next(one for one in whole.walk() if one.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "visit.ics"
    assert Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")


def test_a_move_that_the_practice_knows_of_wants_a_reason(own, manager):
    made = offered(own)
    act = {"visit": made, "seen": made.seen, "by": manager, "now": NOW}
    with pytest.raises(MainstayError, match="Say why it moves"):
        actions.move_visit(**act, starts=NOW + timedelta(days=30), words=" ")
    with pytest.raises(MainstayError, match="Say why it is cancelled"):
        actions.cancel_visit(**act, words="")
    with pytest.raises(MainstayError, match="is over"):
        actions.move_visit(**act, starts=NOW, words="Ill.")
    with pytest.raises(MainstayError, match="has not begun"):
        actions.say_held(**act)


def test_a_visit_is_wanted_once(own, manager):
    assert want(own, manager, "readiness") == want(own, manager, "readiness")


def test_two_browsers_the_second_is_told_and_loses_nothing(own, manager, browser):
    made = offered(own)
    before = made.seen
    actions.decline_visit(
        visit=made, words="No.", seen=before, by_link=False,
        by=own.people[Role.PRACTICE_LEAD], now=NOW,
    )  # fmt: skip
    path = reverse("visit-move", args=[own.selection.pk, made.pk])
    data = {"move-seen": before, "move-starts": "2099-01-05T10:00", "move-words": "Ann is ill."}
    told = browser(manager).post(path, data)
    assert told.status_code == 422
    assert "This visit has changed. Now it is: Wants a time." in words(told)
    assert "Ann is ill." in told.content.decode()
    assert "2099-01-05T10:00" in told.content.decode()


def test_a_private_feed_has_only_ones_own_visits(own, browser):
    made = offered(own)
    client = browser(own.people[Role.CHANGE_MANAGER])
    said = client.post(reverse("calendar-renew"))
    path = re.search(r"/calendar/\S+\.ics", words(said)).group(0)
    got = browser(None).get(path)
    assert got["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(got.content).walk("VEVENT")
    assert [str(one["uid"]).split("@")[0] for one in events] == [str(made.uid)]
    assert events[0]["dtstart"].dt == made.starts
    other = keeping.renew_calendar(by=own.people[Role.ANALYST], now=NOW)
    empty = browser(None).get(reverse("calendar-ics", args=[other]))
    assert Calendar.from_ical(empty.content).walk("VEVENT") == []
    client.post(reverse("calendar-renew"))
    assert browser(None).get(path).status_code == 404
    assert browser(None).get(reverse("calendar-ics", args=["abc"])).status_code == 404


def test_a_draft_is_not_in_the_practices_calendar(own):
    proposed(own)
    assert not queries.of_person(own.people[Role.PRACTICE_LEAD]).exists()
    assert queries.of_person(own.people[Role.CHANGE_MANAGER]).count() == 1


def test_summer_time_is_kept(own):
    made = proposed(own)
    made.starts = datetime(2027, 7, 5, 8, 30, tzinfo=UTC)
    written = calendars.feed([made])
    assert "DTSTART;TZID=Europe/London:20270705T093000" in written


def test_booking_by_page(own, manager, browser, mailed):
    client = browser(manager)
    visits = reverse("visits", args=[own.selection.pk])
    by = (localdate() + timedelta(days=60)).isoformat()
    assert "Choose a visit" in words(client.post(visits, {"deadline": by}))
    client.post(visits, {"kind": "readiness", "deadline": by})
    bookings = reverse("bookings", args=[own.programme.pk])
    assert "Not looked for yet" in words(client.get(bookings))
    said = client.post(reverse("bookings-propose", args=[own.programme.pk]), follow=True)
    assert "Looking for times" in words(said)
    mailed(now())
    assert "1 time was found." in words(client.get(bookings))
    said = client.post(reverse("bookings-offer", args=[own.programme.pk]), follow=True)
    assert "1 time offered." in words(said)
    practice = browser(own.people[Role.PRACTICE_LEAD])
    assert "Will this time do?" not in words(practice.get(visits))
    assert "Offered to the practice" in words(practice.get(visits))


def test_days_by_page(own, browser):
    client = browser(own.people[Role.PRACTICE_STAFF])
    off = reverse("practice-off", args=[own.selection.pk])
    wrong = client.post(off, {"first": "2026-12-24", "last": "2026-12-20", "part": "day"})
    assert wrong.status_code == 422
    assert "must not be before the first" in words(wrong)
    said = client.post(
        off, {"first": "2026-12-24", "last": "2026-12-24", "part": "morning"}, follow=True
    )
    assert "24 December 2026, morning" in words(said)
    number = re.search(r'name="drop" value="(\d+)"', said.content.decode())[1]
    stranger = browser(own.people[Role.PRACTICE_LEAD])
    stranger.post(reverse("calendar-off"), {"drop": number})  # not a day of their own
    assert own.selection.practice.days_off.count() == 1
    assert "None so far." in words(client.post(off, {"drop": number}, follow=True))
    week = {f"day{day}": "morning" for day in range(5)}
    week["seen"] = queries.week_seen(own.selection.practice)
    client.post(reverse("practice-days", args=[own.selection.pk]), week)
    assert queries.week(own.selection.practice) == [Part.MORNING] * 5


def test_who_has_left_the_practice_answers_no_more(own):
    made = offered(own)
    gone = own.people[Role.PRACTICE_LEAD]
    gone.memberships.update(until=NOW)
    with pytest.raises(PermissionDenied):
        actions.confirm_visit(visit=made, seen=made.seen, by_link=True, by=gone, now=NOW)
