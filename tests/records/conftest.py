"""A few made-up organisations and their people."""

from datetime import UTC, date, datetime
from time import time

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client

from mainstay.accounts import actions
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import ROLES, Kind, Role
from mainstay.config.working import work_off
from mainstay.programme.organisations.actions import set_up_programme
from mainstay.programme.organisations.models import Programme
from tests.records.homes import own_records

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PASSWORD = "three plain words"
NAMES = {
    Kind.OFFICE: "Anyshire Office",
    Kind.SUPPORT_UNIT: "Anyshire Support",
    Kind.PRACTICE: "OLDMERE SURGERY",
    Kind.PARTNER: "Helping Hands",
    Kind.STEERING_GROUP: "Anyshire Steering Group",
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """SQLite in a file, as in service: in memory it would not wait for its turn."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("records") / "records.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(autouse=True)
def records(db, settings):
    """Every test here reads and writes records; none needs a password that is slow to guess."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def found():
    """Sets up an organisation."""

    def made(kind: Kind = Kind.OFFICE, name: str = "", code: str = "") -> Organisation:
        code = code or ("Z00001" if kind is Kind.PRACTICE else "")
        return actions.found_organisation(kind=kind, name=name or NAMES[kind], code=code, now=NOW)

    return made


@pytest.fixture
def join():
    """Makes a person with a role, by the way that everybody takes."""

    def made(organisation: Organisation, role: Role, email: str = "") -> Person:
        email = email or f"{role.value}@example.org"
        invitation, _ = actions.invite(
            email=email, organisation=organisation, role=role, by=None, now=NOW
        )
        return actions.accept_invitation(
            invitation=invitation,
            person=Person.objects.filter(email=email).first(),
            name=role.label,
            password=PASSWORD,
            now=NOW,
        )

    return made


@pytest.fixture
def office(found) -> Organisation:
    return found()


@pytest.fixture
def lead(office, join) -> Person:
    return join(office, Role.OFFICE_LEAD)


@pytest.fixture
def browser():
    """A client signed in as a person; a stranger's for None."""

    def made(person: Person | None) -> Client:
        client = Client(headers={"host": "localhost"})
        if person is not None:
            sign_in(client, person)
        return client

    return made


def sign_in(client: Client, person: Person) -> None:
    """As somebody who has just given a password and taken the second step."""
    person.refresh_from_db(fields=["sessions_ended"])  # a role that ended has ended sessions too
    client.force_login(person)
    session = client.session
    shown = {"at": time(), "reauthenticated": True}
    session["account_authentication_methods"] = [
        {"method": "password", **shown},
        {"method": "mfa", "type": "totp", **shown},
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


@pytest.fixture
def mailed(monkeypatch):
    """Does what a worker does, and gives all that was mailed so far."""
    # Between two tasks the library closes connections, and with them the transaction of the test.
    library = "django_tasks_db.management.commands.db_worker"
    monkeypatch.setattr(f"{library}.close_old_connections", lambda: None)

    def made(at: datetime = NOW) -> list[EmailMessage]:
        work_off(at)
        return mail.outbox

    return made


@pytest.fixture
def own_settings(tmp_path, shared) -> dict[str, str]:
    """Of a process with records of its own, whose home is the folder of the test."""
    return own_records(shared, tmp_path)


@pytest.fixture
def set_up():
    """Sets up a programme on the made-up England of the tests."""

    def made(office: Organisation, by: Person, **more) -> Programme:
        given = {
            "name": "Resilience 2026",
            "support_unit": None,
            "area_code": "Z0A",
            "starts": date(2026, 12, 1),
            "ends": date(2027, 11, 30),
            "vision": "",
            "cohort_size": 22,
            "rules": "gprp-2016",
            "as_of": date(2026, 11, 1),
            **more,
        }
        return set_up_programme(office=office, by=by, now=NOW, **given)

    return made


EVERY_ROLE = [(kind, role) for kind, roles in ROLES.items() for role in roles]
