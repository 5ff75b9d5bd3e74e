"""What became of mail."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from mainstay.accounts.mail.models import Mail, State
from mainstay.accounts.models import Organisation, Person

TOLD_FOR = timedelta(days=30)
TROUBLE = Q(state__in=(State.GIVEN_UP, State.IN_DOUBT)) | Q(state=State.WAITING, tries__gt=0)


def trouble(organisation: Organisation, now: datetime) -> QuerySet[Mail]:
    """Mail about an organisation, or to its people, that did not go or may not have: newest first.

    Tell its kind, not its subject: it may be about another organisation of the same person.
    """
    people = Person.objects.filter(memberships__organisation=organisation, memberships__until=None)
    theirs = Q(organisation=organisation) | Q(to__in=people.values("email"))
    return Mail.objects.filter(TROUBLE, theirs, at__gt=now - TOLD_FOR).order_by("-at", "-pk")


def counts() -> dict[State, int]:
    """How many mails are in each state; those of none are left out."""
    found = Mail.objects.values_list("state").annotate(Count("pk")).order_by("state")
    return {State(state): number for state, number in found}


def given_up(now: datetime) -> QuerySet[Mail]:
    """All that could not be sent lately, newest first."""
    return Mail.objects.filter(state=State.GIVEN_UP, at__gt=now - TOLD_FOR).order_by("-at", "-pk")
