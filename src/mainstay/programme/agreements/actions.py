"""Who is named for whom."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.accounts.remembering import forget
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.models import Nomination, ProgrammeLead
from mainstay.programme.agreements.parts import Leading, Part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme
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
    forget()
    record(
        Event.NOMINATED,
        f"{person} as {part.label.lower()} of {locked}",
        by=by,
        now=now,
        organisation=locked.practice,
    )
    return made


@transaction.atomic
def name_lead(
    *,
    programme: Programme,
    part: Leading,
    person: Person,
    telephone: str,
    by: Person,
    now: datetime,
) -> ProgrammeLead:
    """Name who answers for a programme; whoever was named before steps back.

    Raises MainstayError for a person who is not of the office, or of the support unit for the
    daily work.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_name_lead(by, locked, part))
    if not queries.candidates_to_lead(locked, part).filter(pk=person.pk).exists():
        raise MainstayError(f"{person} cannot be {part.label.lower()} of {locked}.")
    held = locked.leads.filter(part=part, until=None)
    same = held.filter(person=person, telephone=telephone.strip()).first()
    if same is not None:
        return same
    held.update(until=now)
    made = ProgrammeLead.objects.create(
        programme=locked,
        part=part,
        person=person,
        telephone=telephone.strip(),
        by=by,
        since=now,
    )
    record(
        Event.LEAD_NAMED,
        f"{person} as {part.label.lower()} of {locked}",
        by=by,
        now=now,
        organisation=locked.office,
    )
    return made
