"""Who may do what with people and organisations. What is not allowed here is refused."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from mainstay.accounts.models import Invitation, Membership, Organisation, Person
from mainstay.accounts.remembering import remembered
from mainstay.accounts.roles import LEADS, OWN_PRACTICE_ONLY, WORKS_WITH_THE_ORDER, Kind, Role


def current(person: Person) -> QuerySet[Membership]:
    """The roles that a person holds now."""
    if not person.is_authenticated or not person.is_active:
        return Membership.objects.none()
    return person.memberships.filter(until=None)


def held(person: Person) -> frozenset[tuple[int, str]]:
    """The same as pairs of an organisation's key and a role; read once a request."""
    if not person.is_authenticated or not person.is_active:
        return frozenset()
    return remembered(("held", person.pk), lambda: _held(person))


def _held(person: Person) -> frozenset[tuple[int, str]]:
    return frozenset(current(person).values_list("organisation", "role"))


def holds(person: Person, organisation: int | None, *roles: Role) -> bool:
    """Whether a person has one of the roles at the organisation of this key."""
    found = held(person)
    return any((organisation, role) in found for role in roles)


def where(person: Person, *roles: Role) -> list[int]:
    """The keys of the organisations at which a person holds one of the roles."""
    return sorted({key for key, role in held(person) if role in roles})


def belongs(person: Person, organisation: Organisation) -> bool:
    return any(key == organisation.pk for key, _ in held(person))


def at_a_practice(person: Person | None) -> bool:
    """Whether somebody works at a practice; nobody who has not signed in does."""
    return person is not None and bool(where(person, *OWN_PRACTICE_ONLY))


def at_a_partner(person: Person | None) -> bool:
    """Whether somebody works for a partner that gives support."""
    return person is not None and bool(where(person, Role.PARTNER))


def leads(person: Person, organisation: Organisation) -> bool:
    role = LEADS.get(Kind(organisation.kind))
    return role is not None and holds(person, organisation.pk, role)


def needs_second_step(person: Person) -> bool:
    """Whoever sees more than their own practice proves who they are twice."""
    return any(role not in OWN_PRACTICE_ONLY for _, role in held(person))


def can_see_people(person: Person, organisation: Organisation) -> bool:
    """Its own people see who else is there."""
    return belongs(person, organisation)


def can_invite(person: Person, organisation: Organisation) -> bool:
    return leads(person, organisation)


def can_end(person: Person, membership: Membership) -> bool:
    """Its lead may end a membership, and anybody their own; nobody may end the last lead's."""
    if membership.until is not None or _is_last_lead(membership):
        return False
    return membership.person_id == person.pk or leads(person, membership.organisation)


def can_withdraw(person: Person, invitation: Invitation) -> bool:
    open_still = invitation.accepted is None and invitation.withdrawn is None
    return open_still and leads(person, invitation.organisation)


def can_read_log(person: Person, organisation: Organisation) -> bool:
    """An office's auditor and lead read its log; a practice's lead reads the practice's."""
    return leads(person, organisation) or holds(person, organisation.pk, Role.AUDITOR)


def can_read_readers(person: Person, organisation: Organisation) -> bool:
    """A practice's lead reads who looked at the practice."""
    return organisation.kind == Kind.PRACTICE and leads(person, organisation)


def can_see_order(person: Person, practice_code: str = "") -> bool:
    """Where the order for conversations is not open to all: who works with it.

    Everybody at a practice sees where their own practice stands.
    """
    if any(role in WORKS_WITH_THE_ORDER for _, role in held(person)):
        return True
    own = current(person).filter(organisation__code=practice_code)
    return bool(practice_code) and own.exists()


def require(allowed: bool) -> None:
    """Raises PermissionDenied. Pages answer it as they answer what does not exist."""
    if not allowed:
        raise PermissionDenied


def _is_last_lead(membership: Membership) -> bool:
    lead = LEADS.get(Kind(membership.organisation.kind))
    if membership.role != lead:
        return False
    others = membership.organisation.memberships.filter(role=lead, until=None)
    return not others.exclude(person_id=membership.person_id).exists()
