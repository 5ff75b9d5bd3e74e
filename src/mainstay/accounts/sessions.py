"""Where a person is signed in: ending it, and losing the second step."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person


def end_sessions(person: Person) -> None:
    """Every session of a person ends at its next request; who asks for it may be let go on."""
    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])


@transaction.atomic
def sign_out_everywhere(*, person: Person, now: datetime) -> None:
    """One's own sessions, on every machine. Nobody does it for another: there is no `by`."""
    end_sessions(person)
    record(Event.SIGNED_OUT_EVERYWHERE, person.email, by=person, now=now)


@transaction.atomic
def reset_second_step(*, person: Person, now: datetime) -> int:
    """Take away what a person lost, so that they set it up anew. Only the command line does so.

    Gives how many ways of taking a second step there were.
    """
    held = Authenticator.objects.filter(user=person)
    lost = held.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    held.delete()
    end_sessions(person)
    for one in person.memberships.filter(until=None).select_related("organisation"):
        record(
            Event.SECOND_STEP_RESET, person.email, by=None, now=now, organisation=one.organisation
        )
    return lost
