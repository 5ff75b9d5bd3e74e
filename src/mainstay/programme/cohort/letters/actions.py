"""Letters that leave the programme are on record."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.letters import policies
from mainstay.programme.organisations.models import Programme


@transaction.atomic
def take_letters(
    *, programme: Programme, codes: tuple[str, ...], version: str, by: Person, now: datetime
) -> None:
    """Put on record whose letters were taken, and by which version of the text."""
    require(policies.can_write(by, programme))
    details = {"practices": list(codes), "version": version}
    told, office = programme.name, programme.office
    record(Event.LETTERS_MADE, told, by=by, now=now, organisation=office, details=details)
