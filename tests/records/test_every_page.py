"""Every address of the tables for every role at its own, another and no organisation."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mainstay.accounts.models import Person
from tests.records.tables import Page, arrange, tables
from tests.records.world import World, world

PAGES: dict[str, Page] = {name: one for table in tables() for name, one in table.PAGES.items()}
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


@pytest.mark.parametrize("name", PAGES)
def test_who_may(name, there, browser):
    row, wrong = PAGES[name], []
    parts, data = row.parts(there.own), row.data(there.own)
    for cell, role, person in there.cells():
        wanted = row.anybody or role in row.roles
        got = answer(browser(person), name, parts, data)
        if got not in (DONE if wanted else (REFUSED,)):
            wrong.append(f"{cell}: {got}, and {'may' if wanted else 'may not'}")
    assert wrong == []


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_told_nothing(name, there, browser):
    """Not even whether it exists: what is there answers as what is not."""
    parts = PAGES[name].parts(there.own)
    nowhere = [987654 if isinstance(one, int) else one for one in parts]
    data = PAGES[name].data(there.own)
    assert answer(browser(None), name, parts, data) == answer(browser(None), name, nowhere, data)
    method = PAGES[name].method
    said = getattr(browser(None), method)(reverse(name, args=parts), data)
    assert said.status_code == 302
    assert said["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [name for name, one in PAGES.items() if one.method == "post"])
def test_what_changes_something_wants_the_token_of_its_form(name, there):
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.force_login(next(iter(there.own.people.values())))
    path = reverse(name, args=PAGES[name].parts(there.own))
    assert client.post(path, PAGES[name].data(there.own)).status_code == 403


def test_who_left_is_nobody(there):
    gone = there.gone
    assert isinstance(gone, Person)
    assert not gone.memberships.filter(until=None).exists()
