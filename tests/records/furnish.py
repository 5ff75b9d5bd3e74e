"""Furnish a home for a browser: `python -m tests.records.furnish AREA CODE CODE`, in MAINSTAY_HOME.

Makes the two programmes of `world` there, and prints as JSON, for every page of the tables that is
read, its path and the session of somebody who may see it.
"""

import json
import sys

from mainstay.config import records

records.prepare()

from django.conf import settings  # noqa: E402  (Django is set up first)

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from mainstay.accounts.models import Person  # noqa: E402
from mainstay.accounts.roles import Role  # noqa: E402
from tests.records.conftest import sign_in  # noqa: E402
from tests.records.tables import Page, arrange, tables  # noqa: E402
from tests.records.world import Side, world  # noqa: E402


def furnish(area_code: str, codes: tuple[str, str]) -> dict[str, dict[str, str]]:
    """Every page's path and a session that opens it, by the page's name.

    `people` has the session of everybody, by their role.
    """
    own = world(area_code, codes).own
    arrange(own)
    sessions = {role: session(person) for role, person in own.people.items()}
    pages = {name: one for table in tables() for name, one in table.PAGES.items()}
    found = {
        name: {
            "path": reverse(name, args=one.parts(own)),
            "session": sessions[_reader(one, own)],
        }
        for name, one in pages.items()
        if one.method == "get" and one.html
    }
    return {**found, "people": {role.value: one for role, one in sessions.items()}}


def session(person: Person) -> str:
    client = Client()
    sign_in(client, person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _reader(page: Page, own: Side) -> Role:
    """The role that sees most of a page: the first, in the order in which roles are named."""
    return next(role for role in Role if page.anybody or role in page.roles)


if __name__ == "__main__":
    print(json.dumps(furnish(sys.argv[1], (sys.argv[2], sys.argv[3]))))  # noqa: T201
