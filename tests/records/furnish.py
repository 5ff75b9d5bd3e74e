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
from django.utils.timezone import now  # noqa: E402

from mainstay.accounts.actions import invite  # noqa: E402
from mainstay.accounts.models import Person  # noqa: E402
from mainstay.accounts.roles import Kind, Role  # noqa: E402
from mainstay.programme.engagement.models import Visit  # noqa: E402
from mainstay.programme.engagement.visits.telling import secret_for  # noqa: E402
from tests.records.conftest import sign_in  # noqa: E402
from tests.records.tables import Page, arrange, tables  # noqa: E402
from tests.records.world import Side, world  # noqa: E402


def furnish(area_code: str, codes: tuple[str, str]) -> dict[str, dict[str, str]]:
    """Every page's path and a session that opens it, by the page's name.

    `people` has the session of everybody, by their role; `links` the paths that a mail holds, which
    need no session.
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
    people = {role.value: one for role, one in sessions.items()}
    return {**found, "people": people, "links": links(own)}


def links(own: Side) -> dict[str, str]:
    """To say yes to a visit; to join for the first time, and with an account that is there."""
    visit = Visit.objects.get(pk=own.more["offered"])
    lead = own.people[Role.PRACTICE_LEAD]
    invited = {"organisation": own.organisations[Kind.PRACTICE], "by": None, "now": now()}
    new, again = (
        invite(email=email, role=Role.PRACTICE_STAFF, **invited)[1]
        for email in ("somebody-new@example.org", lead.email)
    )
    return {
        "visit": reverse("visit-answer", args=[secret_for(visit, lead)]),
        "invitation": reverse("invitation", args=[new]),
        "invitation-again": reverse("invitation", args=[again]),
    }


def session(person: Person) -> str:
    client = Client()
    sign_in(client, person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _reader(page: Page, own: Side) -> Role:
    """The role that sees most of a page: the first of its own, in the order of their names."""
    return next(role for role in Role if role in page.roles or (page.anybody and not page.roles))


if __name__ == "__main__":
    print(json.dumps(furnish(sys.argv[1], (sys.argv[2], sys.argv[3]))))  # noqa: T201
