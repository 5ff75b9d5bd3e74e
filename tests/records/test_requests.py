"""A request goes first to our own records, then to the office, and only then to the practice."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from mainstay.accounts.models import Upload
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.policies import Side as Turn
from mainstay.programme.engagement import actions as journey
from mainstay.programme.engagement import queries
from mainstay.programme.engagement.burden.actions import tell_time
from mainstay.programme.engagement.burden.queries import burden
from mainstay.programme.engagement.models import InformationRequest
from mainstay.programme.engagement.requests import actions
from mainstay.programme.engagement.requests.states import State
from mainstay.programme.engagement.requests.telling import remind
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import TASKS
from mainstay.terms.definitions import indicators
from mainstay.terms.errors import MainstayError
from mainstay.terms.information import catalogue
from mainstay.terms.sizes import NOT_KNOWN, band
from tests.records.conftest import NOW
from tests.records.tables.information import ask
from tests.records.world import Side, world
from tests.web.conftest import board, known  # noqa: F401
from tests.web.pages import pages_of

DUE = date(2026, 11, 16)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def asked(own) -> InformationRequest:
    return ask(own, own.people[Role.ANALYST], "The rota")


def passed_on(own: Side, asked: InformationRequest) -> InformationRequest:
    by = own.people[Role.OFFICE_MEMBER]
    actions.pass_on(request=asked, words="Not here.", seen=State.OFFICE, by=by, now=NOW)
    asked.refresh_from_db()
    return asked


def task(own: Side, name: str):
    return TASKS[name](queries.journey(own.selection.pk))


def told(own: Side, role: Role) -> list[str]:
    found = Notice.objects.filter(person=own.people[role]).order_by("pk")
    return list(found.values_list("words", flat=True))


def test_the_office_is_asked_before_the_practice(own, asked):
    assert asked.state == State.OFFICE
    assert task(own, "information") is None
    assert (task(own, "information-office").turn, task(own, "information-office").due) == (
        Turn.OFFICE, DUE,
    )  # fmt: skip
    assert len(told(own, Role.OFFICE_LEAD)) == 1
    assert told(own, Role.PRACTICE_LEAD) == []
    passed_on(own, asked)
    assert task(own, "information").turn is Turn.PRACTICE
    assert len(told(own, Role.PRACTICE_LEAD)) == 1


def test_only_the_office_says_that_it_has_looked(own):
    with pytest.raises(PermissionDenied):
        ask(own, own.people[Role.CHANGE_MANAGER], "The rota", State.PRACTICE)
    assert ask(own, own.people[Role.OFFICE_MEMBER], "The rota", State.PRACTICE).state == "practice"


def test_what_is_held_is_asked_of_nobody_and_counts_as_spared(own):
    given = {
        "selection": own.selection, "item": "premises", "what": "Premises", "why": "Rooms.",
        "minutes": 15, "due": DUE, "first": State.HELD, "by": own.people[Role.ANALYST], "now": NOW,
    }  # fmt: skip
    with pytest.raises(MainstayError, match="where it is held"):
        actions.ask(**given, words=" ")
    actions.ask(**given, words="The rent review of May.")
    assert not Notice.objects.exists()
    held = burden(queries.journey(own.selection.pk))
    assert (held.minutes_asked, held.minutes_spared) == (0, 15)


def test_nothing_is_asked_twice(own, asked):
    assert ask(own, own.people[Role.ANALYST], "the ROTA") == asked
    with pytest.raises(MainstayError, match="has asked for this already"):
        ask(own, own.people[Role.OFFICE_LEAD], "The rota")
    assert InformationRequest.objects.count() == 1


def test_an_answer_has_a_receipt_and_the_asker_is_told(own, asked):
    passed_on(own, asked)
    file = SimpleUploadedFile("rota.txt", b"Monday: two doctors")
    made = actions.answer(
        request=asked, words="See the file.", files=[file], seen=State.PRACTICE,
        by=own.people[Role.PRACTICE_STAFF], now=NOW,
    )  # fmt: skip
    assert (made.state, made.by.name, made.files.get().name) == (
        "answered", "practice-staff", "rota.txt",
    )  # fmt: skip
    assert told(own, Role.ANALYST) == ["Answered by the practice: practice-staff."]
    assert task(own, "information").done


def test_an_answer_says_something(own, asked):
    with pytest.raises(MainstayError, match="Write an answer"):
        actions.answer(
            request=asked, words=" ", files=[], seen=State.OFFICE,
            by=own.people[Role.OFFICE_LEAD], now=NOW,
        )  # fmt: skip


def test_reminders_come_three_days_before_on_the_day_and_each_week_after(own, asked):
    passed_on(own, asked)
    lead = Role.PRACTICE_LEAD
    before = len(told(own, lead))
    counts = {}
    for days in range(-5, 16):
        for hours in (0, 9):
            remind(NOW + (DUE - NOW.date()) + timedelta(days=days, hours=hours))
        counts[days] = len(told(own, lead)) - before
    grew = [day for day in range(-4, 16) if counts[day] > counts[day - 1]]
    assert grew == [-3, 0, 7, 14]
    assert counts[15] == 4
    assert "late by 2 weeks" in told(own, lead)[-1]


def test_a_worker_that_slept_reminds_once_of_what_is_so_now(own, asked):
    remind(NOW + (DUE - NOW.date()) + timedelta(days=9))
    said = told(own, Role.OFFICE_MEMBER)
    assert len(said) == 2
    assert "late by 1 week." in said[-1]


@pytest.mark.parametrize("end", ["cannot", "withdrawn", "answered", "left"])
def test_reminders_end(end, own, asked):
    passed_on(own, asked)
    act = {"request": asked, "words": "", "seen": State.PRACTICE, "now": NOW}
    if end == "cannot":
        actions.say_cannot(**act, by=own.people[Role.PRACTICE_LEAD])
    elif end == "withdrawn":
        actions.withdraw_request(**act, by=own.people[Role.ANALYST])
    elif end == "answered":
        actions.answer(**{**act, "words": "Here."}, files=[], by=own.people[Role.PRACTICE_LEAD])
    else:
        journey.move(
            selection=own.selection, end=Stage.WITHDRAWN, seen=Stage.SELECTED, reason="No time.",
            by=own.people[Role.PRACTICE_LEAD], now=NOW,
        )  # fmt: skip
    before = Notice.objects.count()
    for days in range(40):
        remind(NOW + timedelta(days=days))
    assert Notice.objects.count() == before


def test_the_ledger_adds_up_and_the_practice_puts_it_right(own, asked):
    ask(own, own.people[Role.OFFICE_LEAD], "Rooms", State.PRACTICE)
    held = burden(queries.journey(own.selection.pk))
    assert (held.minutes_asked, held.minutes_spared) == (20, 0)
    line = held.asked[0].id
    by = own.people[Role.PRACTICE_STAFF]
    tell_time(selection=own.selection, line=line, minutes=90, by=by, now=NOW)
    tell_time(selection=own.selection, line=line, minutes=75, by=by, now=NOW)
    assert burden(queries.journey(own.selection.pk)).minutes_asked == 75
    actions.answer(
        request=asked, words="We have it.", files=[], seen=State.OFFICE,
        by=own.people[Role.OFFICE_MEMBER], now=NOW,
    )  # fmt: skip
    held = burden(queries.journey(own.selection.pk))
    assert (held.minutes_asked, held.minutes_spared) == (75, 20)
    for wrong in ({"line": "request-0", "minutes": 5}, {"line": line, "minutes": 1441}):
        with pytest.raises(MainstayError):
            tell_time(selection=own.selection, **wrong, by=by, now=NOW)


def test_the_page_shows_what_is_held_before_it_asks(own, browser, known, made_up_folder):  # noqa: F811
    code = known.practices()["practice_code"][0]
    own.selection.practice.code = code
    own.selection.practice.save()
    client = browser(own.people[Role.CHANGE_MANAGER])
    choose = reverse("information-choose", args=[own.selection.pk])
    assert "Choose what you need to know" in words(client.get(choose, {"next": "1"}))
    with pages_of(made_up_folder):
        said = words(client.get(choose, {"item": "staff-list"}, follow=True))
    assert indicators()["patients_per_gp"].plain_name in said
    assert "was not asked for it before" in said
    assert "the office has looked" not in said


def test_earlier_answers_are_shown_to_those_who_may_see_them(own, browser):
    given = {
        "selection": own.selection, "item": "rota", "what": "The rota", "why": "To see.",
        "minutes": 20, "due": DUE, "first": State.OFFICE, "words": "", "now": NOW,
    }  # fmt: skip
    made = actions.ask(**given, by=own.people[Role.ANALYST])
    actions.answer(
        request=made, words="It is on the shared drive.", files=[], seen=State.OFFICE,
        by=own.people[Role.OFFICE_LEAD], now=NOW,
    )  # fmt: skip
    path = reverse("information-ask", args=[own.selection.pk, "rota"])
    assert "It is on the shared drive." in words(browser(own.people[Role.ANALYST]).get(path))


def test_a_request_by_page_from_both_sides(own, browser):
    path = reverse("information-ask", args=[own.selection.pk, "other"])
    client = browser(own.people[Role.OFFICE_LEAD])
    data = {
        "first": "held", "words": "", "what": "The rota", "why": "To see the week.",
        "minutes": "20", "due": (localdate() - timedelta(days=1)).isoformat(),
    }  # fmt: skip
    said = words(client.post(path, data))
    assert "Say where it is held" in said
    assert "The day is over" in said
    data |= {"first": "practice", "due": (localdate() + timedelta(days=9)).isoformat()}
    assert "Sent: The rota." in words(client.post(path, data, follow=True))
    asked = InformationRequest.objects.get()
    place = [own.selection.pk, asked.pk]
    practice = browser(own.people[Role.PRACTICE_LEAD])
    assert "1 request to answer." in words(practice.get(reverse("engagement", args=place[:1])))
    answer = {
        "answer-words": "Attached.", "answer-seen": "practice",
        "answer-first": SimpleUploadedFile("rota.txt", b"Monday"),
    }  # fmt: skip
    said = words(practice.post(reverse("information-answer", args=place), answer, follow=True))
    assert "Your answer is saved." in said
    file = reverse("information-file", args=[*place, Upload.objects.get().pk])
    got = client.get(file)
    assert (got.content, got["Content-Disposition"]) == (
        b"Monday", 'attachment; filename="rota.txt"',
    )  # fmt: skip


def test_a_file_that_is_not_taken_keeps_the_words(own, asked, browser):
    place = [own.selection.pk, asked.pk]
    data = {
        "answer-words": "My long answer.", "answer-seen": "office",
        "answer-second": SimpleUploadedFile("run.exe", b"MZ\x90\x00\x03"),
    }  # fmt: skip
    said = browser(own.people[Role.OFFICE_LEAD]).post(
        reverse("information-answer", args=place), data
    )
    assert said.status_code == 422
    assert "not taken" in words(said)
    assert "My long answer." in said.content.decode()
    assert not Upload.objects.exists()


def test_two_browsers_the_second_is_told_and_loses_nothing(own, asked, browser):
    place = [own.selection.pk, asked.pk]
    passed_on(own, asked)
    data = {"answer-words": "We keep it in the safe.", "answer-seen": "office"}
    said = browser(own.people[Role.OFFICE_LEAD]).post(
        reverse("information-answer", args=place), data
    )
    assert said.status_code == 422
    assert "this came to be: With the practice" in words(said)
    assert "We keep it in the safe." in said.content.decode()
    gone = {"pass-on-words": "I looked everywhere.", "pass-on-seen": "office"}
    said = browser(own.people[Role.OFFICE_MEMBER]).post(
        reverse("information-pass-on", args=place), gone
    )
    assert "Your words were not saved: “I looked everywhere.”" in words(said)


def test_the_practice_reads_its_time_in_plain_words(own, asked, browser):
    ask(own, own.people[Role.OFFICE_LEAD], "Rooms", State.PRACTICE)
    actions.answer(
        request=asked, words="We have it.", files=[], seen=State.OFFICE,
        by=own.people[Role.OFFICE_MEMBER], now=NOW,
    )  # fmt: skip
    path = reverse("time", args=[own.selection.pk])
    client = browser(own.people[Role.PRACTICE_STAFF])
    said = words(client.get(path))
    assert "We have asked you for 20 minutes so far." in said
    assert "20 minutes were not asked, because" in said
    line = f"request-{InformationRequest.objects.get(what='Rooms').pk}"
    wrong = client.post(path, {"line": line, "minutes": "lots"})
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.content.decode()
    assert "asked you for 35 minutes" in words(
        client.post(path, {"line": line, "minutes": "35"}, follow=True)
    )
    manager = browser(own.people[Role.PROGRAMME_MANAGER])
    total = words(manager.get(reverse("programme-time", args=[own.programme.pk])))
    assert "Practices were asked for 35 minutes so far. 20 minutes were not asked" in total
    assert "Size not known" in total


def test_every_item_says_where_it_may_be_held():
    assert len(catalogue()) >= 6
    for one in catalogue().values():
        assert one.minutes > 0
        assert one.office.endswith(".")
        assert set(one.indicators) <= set(indicators())


def test_bands_have_no_gap():
    assert [band(size) for size in (1, 4999, 5000, 9999, 10000)] == [
        *["Under 5,000 patients"] * 2, *["5,000 to 9,999 patients"] * 2, "10,000 patients or more",
    ]  # fmt: skip
    assert band(None) == NOT_KNOWN
