"""The organisations and people of the demo."""

from dataclasses import dataclass, field
from datetime import datetime

from mainstay.accounts import actions
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import Kind, Role
from mainstay.cli.demo.words import (
    DOMAIN,
    LEADS,
    ORGANISATIONS,
    PASSWORD,
    PLAYERS,
    STAFF_KEY,
    STAFF_NAME,
)


@dataclass
class Cast:
    """Everybody, by the key of their address; organisations by kind."""

    organisations: dict[Kind, Organisation]
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Person:
        return self.people[key]


def gather(now: datetime) -> Cast:
    """Set up the organisations, and bring in all who are not of a practice."""
    made = Cast(
        {
            kind: actions.found_organisation(kind=kind, name=name, code="", now=now)
            for kind, name in ORGANISATIONS.items()
        }
    )
    for one in PLAYERS:
        home = made.organisations[one.kind]
        made.people[one.key] = join(home, one.role, one.email, one.name, now)
    return made


def join(home: Organisation, role: Role, email: str, name: str, now: datetime) -> Person:
    """Invite somebody, who accepts."""
    invitation, _ = actions.invite(email=email, organisation=home, role=role, by=None, now=now)
    return actions.accept_invitation(
        invitation=invitation, person=None, name=name, password=PASSWORD, now=now
    )


def practice_lead(cast: Cast, home: Organisation, place: int, now: datetime) -> Person:
    """The lead of the practice at a place of the cohort."""
    name = LEADS[place]
    key = name.split()[0].lower()
    made = join(home, Role.PRACTICE_LEAD, f"{key}@{DOMAIN}", name, now)
    cast.people[key] = made
    return made


def practice_staff(cast: Cast, home: Organisation, now: datetime) -> Person:
    """One of a practice's staff."""
    made = join(home, Role.PRACTICE_STAFF, f"{STAFF_KEY}@{DOMAIN}", STAFF_NAME, now)
    cast.people[STAFF_KEY] = made
    return made
