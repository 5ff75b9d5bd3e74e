"""Who looked at a practice is in the log, and its lead reads it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mainstay.accounts.audit import problems
from mainstay.accounts.looks import Look
from mainstay.accounts.models import Entry, Reading
from mainstay.accounts.readings import note_reading, readings, told
from mainstay.accounts.roles import Kind, Role
from tests.records.conftest import NOW, sign_in
from tests.records.tables import arrange
from tests.records.test_pages import words
from tests.records.world import world
from tests.web.conftest import AS_OF, known, practice  # noqa: F401
from tests.web.pages import pages_of

READ = "read the figures of"
TAKEN = "took a copy of the figures of"


@pytest.fixture(autouse=True)
def evidence(known, made_up_folder):  # noqa: F811
    with pages_of(made_up_folder):
        yield


@pytest.fixture
def code(practice) -> str:  # noqa: F811
    return practice["practice_code"]


@pytest.fixture
def note(lead):
    def made(code: str = "Z00001", look: Look = Look.PAGE, later: int = 0) -> None:
        now = NOW + timedelta(hours=later)
        note_reading(person=lead, practice_code=code, look=look, now=now)

    return made


def logged() -> list[str]:
    entries = Entry.objects.filter(event__in=[READ, TAKEN]).order_by("number")
    return [f"{one.person_name} {one.event} {one.subject}" for one in entries]


@pytest.mark.parametrize(
    ("name", "more", "event"),
    [
        ("practice", [], READ),
        ("practice-history", ["list_size"], READ),
        ("practice-csv", [], TAKEN),
        ("pack", ["html"], TAKEN),
    ],
)
def test_looking_from_outside_is_logged(name, more, event, code, lead, browser):
    path = f"{reverse(name, args=[code, *more])}?as_of={AS_OF}"
    assert browser(lead).get(path).status_code == 200
    assert logged() == [f"Office lead {event} {code}"]
    assert list(problems()) == []


def test_once_a_day_for_each_way_of_looking(note):
    for look in (Look.PAGE, Look.PAGE, Look.PACK):
        note(look=look)
    note(later=13)
    assert len(logged()) == 2
    note(later=15)  # after midnight in London
    assert len(logged()) == 3


def test_what_is_ones_own_is_not_logged(code, found, join, browser):
    me = join(found(Kind.PRACTICE, code=code), Role.PRACTICE_STAFF)
    path = f"{reverse('practice', args=[code])}?as_of={AS_OF}"
    assert browser(me).get(path).status_code == 200
    assert browser(None).get(path).status_code == 200
    assert logged() == []


def test_what_is_not_there_was_not_looked_at(lead, browser):
    assert browser(lead).get(reverse("practice", args=["Z99999"])).status_code == 404
    assert logged() == []


def test_a_lead_reads_who_looked_in_sentences(note, found, join, browser):
    note()
    ours = found(Kind.PRACTICE)  # joined after it was looked at
    note(look=Look.PACK)
    note("Z00002")
    said = words(browser(join(ours, Role.PRACTICE_LEAD)).get(reverse("readers", args=[ours.pk])))
    assert "Office lead , from Anyshire Office, read your figures. 2 November 2026, 09:30" in said
    assert said.index("took a copy of your data pack") < said.index("read your figures")
    assert said.count("Office lead") == 2


def test_nobody_looked_yet(found, join, browser):
    ours = found(Kind.PRACTICE)
    said = words(browser(join(ours, Role.PRACTICE_LEAD)).get(reverse("readers", args=[ours.pk])))
    assert "Nobody from outside has looked yet." in said


def test_an_area_taken_as_a_file_is_logged(known, lead, browser):  # noqa: F811
    area = known.areas().to_dicts()[0]["area_code"]
    path = f"{reverse('area-csv', args=[area])}?as_of={AS_OF}"
    assert browser(lead).get(path).status_code == 200
    assert Entry.objects.filter(event="took a copy of").get().subject == path


def test_a_practices_page_is_found_by_an_index(note):
    note()
    plan = readings("Z00001")[:50].explain()
    assert "index" in plan.lower() or connection.vendor == "postgresql"
    assert [one.what for one in told(readings("Z00001"))] == ["read your figures"]


def test_what_is_lost_from_the_log_is_not_made_up(note, lead):
    note()
    Reading.objects.create(
        practice_code="Z00001", person=lead, day=NOW.date(), look=Look.PACK, entry=999
    )
    assert len(list(told(readings("Z00001")))) == 1


def test_reading_what_is_on_record_of_a_practice_is_told_to_it():
    """The conversation, answers to requests, and a copy of everything."""
    own = world().own
    arrange(own)
    manager = own.people[Role.PROGRAMME_MANAGER]
    client = Client(headers={"host": "localhost"})
    sign_in(client, manager)
    assert client.get(reverse("conversation", args=[own.selection.pk])).status_code == 200
    asked = own.selection.requests.first().pk
    path = reverse("information-request", args=[own.selection.pk, asked])
    assert client.get(path).status_code == 200
    path = reverse("export-file", args=[own.programme.pk, "csv"])
    assert client.post(path).status_code == 200
    found = [one.what for one in told(readings(own.selection.practice.code))]
    assert found == [Look.RECORDS.label, Look.ANSWERS.label, Look.CONVERSATION.label]
