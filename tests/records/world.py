"""Two programmes of two offices that know nothing of each other, with somebody in every role."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from mainstay.accounts import actions
from mainstay.accounts.models import Membership, Organisation, Person
from mainstay.accounts.roles import ROLES, Kind, Role
from mainstay.programme.agreements.actions import nominate
from mainstay.programme.agreements.parts import Part
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.actions import set_up_programme
from mainstay.programme.organisations.models import Programme
from tests.records.conftest import NOW, PASSWORD

EVERY_ROLE = [role for roles in ROLES.values() for role in roles]
KINDS = {role: kind for kind, roles in ROLES.items() for role in roles}


@dataclass
class Side:
    """One office with its programme, support unit, a practice of its cohort, and their people.

    `people`: one a role. The change manager is the one named for the practice. `more`: whatever a
    table's `arrange` put there for its pages.
    """

    organisations: dict[Kind, Organisation]
    people: dict[Role, Person]
    programme: Programme
    selection: Selection
    more: dict[str, object] = field(default_factory=dict)


@dataclass
class World:
    """`own`: what the tables' pages are about. `other`: the walled-off second programme.

    `gone`: who had a role in `own` and has it no more.
    """

    own: Side
    other: Side
    gone: Person

    def cells(self) -> Iterator[tuple[str, Role | None, Person | None]]:
        """Every role at its own, another or no organisation, and a stranger."""
        for role in EVERY_ROLE:
            yield f"{role} there", role, self.own.people[role]
            yield f"{role} elsewhere", None, self.other.people[role]
        yield "somebody who left", None, self.gone


def world(area_code: str = "Z0A", codes: tuple[str, str] = ("Z00001", "Z00002")) -> World:
    own = side("own", area_code, codes[0])
    other = side("other", area_code, codes[1])
    gone = member(own.organisations[Kind.OFFICE], Role.OFFICE_MEMBER, "gone@example.org")
    held = Membership.objects.get(person=gone)
    actions.end_membership(membership=held, by=gone, now=NOW)
    return World(own, other, gone)


def side(name: str, area_code: str, code: str) -> Side:
    """Set up an office, its people and its programme, and select one practice."""
    organisations = {
        kind: actions.found_organisation(
            kind=kind,
            name=f"{name} {kind.label}",
            code=code if kind is Kind.PRACTICE else "",
            now=NOW,
        )
        for kind in Kind
    }
    people = {
        role: member(organisations[KINDS[role]], role, f"{role.value}@{name}.example.org")
        for role in EVERY_ROLE
    }
    lead = people[Role.OFFICE_LEAD]
    programme = set_up_programme(
        name=f"{name} programme",
        office=organisations[Kind.OFFICE],
        support_unit=organisations[Kind.SUPPORT_UNIT],
        area_code=area_code,
        starts=date(2026, 12, 1),
        ends=date(2027, 11, 30),
        vision="",
        cohort_size=22,
        rules="gprp-2016",
        as_of=date(2026, 11, 1),
        by=lead,
        now=NOW,
    )
    selection = cohort.select(programme, code, organisations[Kind.PRACTICE].name, by=lead, now=NOW)
    nominate(
        selection=selection,
        part=Part.CHANGE_MANAGER,
        person=people[Role.CHANGE_MANAGER],
        by=people[Role.PROGRAMME_MANAGER],
        now=NOW,
    )
    return Side(organisations, people, programme, selection)


def member(organisation: Organisation, role: Role, email: str) -> Person:
    """Make a person with a role, by the way that everybody takes."""
    invitation, _ = actions.invite(
        email=email, organisation=organisation, role=role, by=None, now=NOW
    )
    return actions.accept_invitation(
        invitation=invitation, person=None, name=email.split("@")[0], password=PASSWORD, now=NOW
    )
