"""Somebody of the demo for each role, and the link that signs them in."""

from collections.abc import Iterator
from dataclasses import dataclass

from mainstay.accounts.models import Membership
from mainstay.accounts.roles import Role
from mainstay.cli.demo.words import DOMAIN
from mainstay.web.doors.links import door_link


@dataclass(frozen=True)
class Way:
    """Who it is, of which organisation, and the link."""

    role: str
    name: str
    home: str
    link: str


def ways_in() -> Iterator[Way]:
    """The first person of each role, in the order of the roles."""
    for role in Role:
        held = Membership.objects.filter(
            role=role, until=None, person__email__endswith=f"@{DOMAIN}"
        )
        first = held.select_related("person", "organisation").order_by("pk").first()
        if first is not None:
            link = door_link(first.person)
            yield Way(role.label, first.person.name, first.organisation.name, link)
