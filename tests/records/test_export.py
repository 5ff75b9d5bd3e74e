"""Everything of a programme taken away: what is in it, and that the log says who took it."""

import csv
import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Role
from mainstay.programme.engagement.export.actions import everything
from tests.records.conftest import NOW
from tests.records.tables import arrange
from tests.records.test_board import chosen
from tests.records.world import World, world


@pytest.fixture
def there() -> World:
    made = world()
    arrange(made.own)
    return made


@pytest.fixture
def take(there, browser):
    def made(form: str, role: Role = Role.OFFICE_LEAD):
        path = reverse("export-file", args=[there.own.programme.pk, form])
        return browser(there.own.people[role]).post(path)

    return made


def tables(there: World) -> dict[str, list[tuple]]:
    held = everything(there.own.programme, NOW.date(), synthetic=True)
    return {one.name: list(one.rows) for one in held.tables}


def test_it_holds_what_was_recorded_here_and_nothing_of_another_programme(there):
    held = tables(there)
    code = there.own.selection.practice.code
    assert [row[0] for row in held["practices"]] == [code]
    assert [row[3] for row in held["nominations"]] == ["change-manager"]
    assert len(held["judgements"]) >= 1
    assert len(held["choices"]) >= 1
    assert [row[4] for row in held["risks"]] == ["A practice does not pay."]
    assert {row[3] for row in held["visits"]} >= {"Wants a time", "Offered to the practice"}
    other = there.other.selection.practice.code
    assert not any(other in row for rows in held.values() for row in rows)


def test_the_workbook_and_the_files_hold_the_same(there, take):
    book = openpyxl.load_workbook(io.BytesIO(take("workbook").content))
    files = zipfile.ZipFile(io.BytesIO(take("csv").content))
    for name, rows in tables(there).items():
        sheet = book[name.replace("_", " ").capitalize()]
        [table] = sheet.tables.values()
        in_book = len(list(sheet[table.ref])) - 1
        in_file = list(csv.reader(io.StringIO(files.read(f"{name}.csv").decode())))[1:]
        assert len(in_file) == len(rows)
        assert in_book == max(1, len(rows))


def test_the_log_says_who_took_it(there, take):
    assert take("csv", Role.PROGRAMME_MANAGER).status_code == 200
    entry = Entry.objects.filter(event="took away all records of").get()
    assert entry.person_name == "programme-manager"
    assert entry.subject == there.own.programme.name


def test_looking_at_what_there_is_takes_nothing(there, browser):
    client = browser(there.own.people[Role.OFFICE_LEAD])
    assert client.get(reverse("export", args=[there.own.programme.pk])).status_code == 200
    assert not Entry.objects.filter(event="took away all records of").exists()


def test_another_form_is_not_there(take):
    assert take("pdf").status_code == 404


def test_many_practices_take_as_many_queries_as_one(there, django_assert_max_num_queries):
    chosen(there.own, 20)
    with django_assert_max_num_queries(60):
        tables(there)
