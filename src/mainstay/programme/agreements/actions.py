"""Who is named for whom."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.models import Nomination
from mainstay.programme.agreements.parts import Part
from mainstay.programme.cohort.models import Selection
from mainstay.terms.errors import MainstayError


@transaction.atomic
def nominate(
    *, selection: Selection, part: Part, person: Person, by: Person, now: datetime
) -> Nomination:
    """Name the practice's lead or its change manager; whoever was named before steps back.

    Raises MainstayError for a person who is not of the organisation that the part belongs to.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_nominate(by, locked, part))
    if not policies.may_take(person, locked, part):
        raise MainstayError(
            f"{person} cannot be {part.label.lower()} of {locked}.",
            advice="Choose somebody of the right organisation, or invite them first.",
        )
    held = queries.in_part(locked, part)
    if held is not None and held.person_id == person.pk:
        return held
    locked.nominations.filter(part=part, until=None).update(until=now)
    made = Nomination.objects.create(selection=locked, part=part, person=person, by=by, since=now)
    record(
        Event.NOMINATED,
        f"{person} as {part.label.lower()} of {locked}",
        by=by,
        now=now,
        organisation=locked.practice,
    )
    return made
