"""What changes people and organisations: policy, change and log in one transaction."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from mainstay.accounts import policies
from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Invitation, Membership, Organisation, Person
from mainstay.accounts.remembering import forget
from mainstay.accounts.roles import ROLES, Kind, Role
from mainstay.accounts.sessions import end_sessions
from mainstay.terms.errors import MainstayError
from mainstay.terms.wording import listed

DAYS_OPEN = 14
LETTERS = 32  # bytes of chance in the link of an invitation


@transaction.atomic
def found_organisation(*, kind: Kind, name: str, code: str, now: datetime) -> Organisation:
    """Set up an organisation. Only the command line does so: it has no policy to ask."""
    if kind is Kind.PRACTICE and not code:
        raise MainstayError(
            f"{name} has no code.", advice="A practice is found by its ODS code: give it."
        )
    if code and Organisation.objects.filter(code=code).exists():
        raise MainstayError(f"There is an organisation with the code {code} already.")
    made = Organisation.objects.create(kind=kind, name=name, code=code)
    record(Event.ORGANISATION_FOUNDED, name, by=None, now=now, organisation=made)
    return made


def practice_with_code(code: str, name: str, *, by: Person, now: datetime) -> Organisation:
    """The practice with an ODS code, set up if it is new; within an action that asked its policy.

    Raises MainstayError where the code is another kind of organisation's.
    """
    held = Organisation.objects.filter(code=code).first()
    if held is None:
        held = Organisation.objects.create(kind=Kind.PRACTICE, name=name, code=code)
        record(Event.ORGANISATION_FOUNDED, name, by=by, now=now, organisation=held)
    if held.kind != Kind.PRACTICE:
        raise MainstayError(f"{held} has the code {code}, and is not a practice.")
    return held


@transaction.atomic
def invite(
    *, email: str, organisation: Organisation, role: Role, by: Person | None, now: datetime
) -> tuple[Invitation, str]:
    """Open an invitation and give its secret, which is told once; `by` None is the command line.

    An invitation of the same person to the same organisation that is still open is withdrawn.
    Raises MainstayError for a role that the organisation has not, or that the person has already.
    """
    if by is not None:
        policies.require(policies.can_invite(by, organisation))
    _require_role(organisation, role)
    if organisation.memberships.filter(person__email__iexact=email, role=role, until=None).exists():
        raise MainstayError(
            f"{email} is {role.label.lower()} at {organisation} already.",
            advice="Choose another role, or another person.",
        )
    waiting = organisation.invitations.filter(
        email__iexact=email, role=role, accepted=None, withdrawn=None
    )
    waiting.update(withdrawn=now)
    secret = secrets.token_urlsafe(LETTERS)
    made = Invitation.objects.create(
        email=email,
        organisation=organisation,
        role=role,
        fingerprint=fingerprint(secret),
        by=by,
        sent=now,
        expires=now + timedelta(days=DAYS_OPEN),
    )
    record(
        Event.PERSON_INVITED,
        f"{email} as {role.label.lower()}",
        by=by,
        now=now,
        organisation=organisation,
        details={"role": role.value},
    )
    return made, secret


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, now: datetime) -> None:
    """Close an invitation that nobody has accepted."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    policies.require(policies.can_withdraw(by, locked))
    locked.withdrawn = now
    locked.save(update_fields=["withdrawn"])
    record(
        Event.INVITATION_WITHDRAWN, locked.email, by=by, now=now, organisation=locked.organisation
    )


@transaction.atomic
def accept_invitation(
    *,
    invitation: Invitation,
    person: Person | None,
    name: str,
    password: str | None,
    now: datetime,
) -> Person:
    """Make the invited person a member, and an account for one who has none.

    `person`: who is signed in. `password` None makes an account without one, for a person whom a
    directory vouches for. Raises MainstayError where the link no longer holds, or belongs to
    another address, or its address has an account and nobody is signed in.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require_open(locked, now)
    held = Person.objects.filter(email__iexact=locked.email).first()
    if held != person:
        raise MainstayError(
            f"This invitation is for {locked.email}.",
            advice="Sign in with that address, then open the link again.",
        )
    member = held or _new_person(locked.email, name, password, now)
    try:
        with transaction.atomic():
            Membership.objects.create(
                person=member, organisation=locked.organisation, role=locked.role, since=now
            )
            forget()
    except IntegrityError as error:
        raise MainstayError(f"You are there already: {locked.organisation}.") from error
    locked.accepted = now
    locked.save(update_fields=["accepted"])
    record(
        Event.INVITATION_ACCEPTED,
        Role(locked.role).label.lower(),
        by=member,
        now=now,
        organisation=locked.organisation,
    )
    return member


@transaction.atomic
def end_membership(*, membership: Membership, by: Person, now: datetime) -> None:
    """The person keeps the account, and sees nothing of the organisation from now on."""
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    policies.require(policies.can_end(by, locked))
    locked.until = now
    locked.save(update_fields=["until"])
    forget()
    end_sessions(locked.person)
    record(
        Event.MEMBERSHIP_ENDED,
        locked.person.name,
        by=by,
        now=now,
        organisation=locked.organisation,
        details={"role": locked.role},
    )


def require_open(invitation: Invitation, now: datetime) -> None:
    """Raises MainstayError where an invitation can no longer be accepted."""
    ask = "Ask who invited you to send another."
    if invitation.accepted is not None:
        raise MainstayError("This invitation was accepted already.", advice="Sign in instead.")
    if invitation.withdrawn is not None:
        raise MainstayError("This invitation was withdrawn.", advice=ask)
    if invitation.expires <= now:
        raise MainstayError(
            f"This invitation was open for {DAYS_OPEN} days, which are over.", advice=ask
        )


def fingerprint(secret: str) -> str:
    """What is kept of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _require_role(organisation: Organisation, role: Role) -> None:
    roles = ROLES[Kind(organisation.kind)]
    if role not in roles:
        raise MainstayError(
            f"A {organisation.get_kind_display().lower()} has no {role.label.lower()}.",
            advice=f"It has: {listed([one.value for one in roles])}.",
        )


def _new_person(email: str, name: str, password: str | None, now: datetime) -> Person:
    """An account whose address is known to work: the link was sent there."""
    made = Person(email=email, name=name, joined=now)
    made.set_password(password)
    made.save()
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    return made
