"""Every address of the tables for every role at its own, another and no organisation."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mainstay.accounts.models import Person
from tests.records.conftest import sign_in
from tests.records.tables import Page, arrange, tables
from tests.records.world import World, world

TABLES = {table.__name__.rpartition(".")[2]: table.PAGES for table in tables() if table.PAGES}
PAGES: dict[str, Page] = {name: one for table in TABLES.values() for name, one in table.items()}
DONE = (200, 302, 422)
REFUSED = 404


@pytest.fixture
def there() -> World:
    made = world()
    arrange(made.own)
    return made


def answer(client: Client, name: str, parts: list[object], data: object) -> int:
    """The status of the answer; what it changed is taken back."""
    path = reverse(name, args=parts)
    with transaction.atomic():
        status = getattr(client, PAGES[name].method)(path, data).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("table", TABLES)
def test_who_may(table, there, browser):
    cells = [(cell, role, browser(person)) for cell, role, person in there.cells()]
    wrong = []
    for name, row in TABLES[table].items():
        parts, data = row.parts(there.own), row.data(there.own)
        for cell, role, client in cells:
            wanted = row.anybody or role in row.roles
            got = answer(client, name, parts, data)
            if got not in (DONE if wanted else (REFUSED,)):
                wrong.append(f"{name}, {cell}: {got}, and {'may' if wanted else 'may not'}")
    assert wrong == []


def test_a_stranger_is_told_nothing(there, browser):
    """Not even whether it exists: what is there answers as what is not."""
    stranger, sign_in = browser(None), reverse("account_login")
    for name, row in PAGES.items():
        parts, data = row.parts(there.own), row.data(there.own)
        nowhere = [987654 if isinstance(one, int) else one for one in parts]
        for path in (reverse(name, args=parts), reverse(name, args=nowhere)):
            said = getattr(stranger, row.method)(path, data)
            assert said.status_code == 302, path
            assert said["Location"].startswith(sign_in), path


def test_what_changes_something_wants_the_token_of_its_form(there):
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    sign_in(client, next(iter(there.own.people.values())))
    for name, row in PAGES.items():
        if row.method == "post":
            path = reverse(name, args=row.parts(there.own))
            assert client.post(path, row.data(there.own)).status_code == 403, name


def test_who_left_is_nobody(there):
    gone = there.gone
    assert isinstance(gone, Person)
    assert not gone.memberships.filter(until=None).exists()
