"""People and organisations. Their pages are in test_access, at every kind of organisation."""

from mainstay.accounts import actions
from mainstay.accounts.models import Invitation, Membership, Person
from mainstay.accounts.roles import Kind, Role
from tests.records.conftest import NOW
from tests.records.tables import Act
from tests.records.world import Side

PAGES: dict = {}


def arrange(side: Side) -> None:
    """Somebody who is invited to the office."""
    waiting, _ = actions.invite(
        email="waiting@example.org",
        organisation=side.organisations[Kind.OFFICE],
        role=Role.OFFICE_MEMBER,
        by=None,
        now=NOW,
    )
    side.more["invitation"] = waiting.pk


def _invite(side: Side, by: Person) -> object:
    office = side.organisations[Kind.OFFICE]
    return actions.invite(
        email="new@example.org", organisation=office, role=Role.OFFICE_MEMBER, by=by, now=NOW
    )


def _withdraw(side: Side, by: Person) -> object:
    waiting = Invitation.objects.get(pk=side.more["invitation"])
    return actions.withdraw_invitation(invitation=waiting, by=by, now=NOW)


def _end(side: Side, by: Person) -> object:
    held = Membership.objects.get(
        person=side.people[Role.OFFICE_MEMBER], role=Role.OFFICE_MEMBER, until=None
    )
    return actions.end_membership(membership=held, by=by, now=NOW)


ACTIONS = {
    "accounts.actions.invite": Act(frozenset({Role.OFFICE_LEAD}), _invite),
    "accounts.actions.withdraw_invitation": Act(frozenset({Role.OFFICE_LEAD}), _withdraw),
    "accounts.actions.end_membership": Act(frozenset({Role.OFFICE_LEAD, Role.OFFICE_MEMBER}), _end),
}
