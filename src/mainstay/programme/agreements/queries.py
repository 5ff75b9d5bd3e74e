"""What is agreed with a practice, and who speaks for whom.

What is asked of one selection is worked out from its related rows, all of which a caller who lists
many practices has fetched before (`engagement.queries.journeys`): no query a practice.
"""

from django.db.models import QuerySet

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.agreements.models import Agreement, Nomination
from mainstay.programme.agreements.parts import Form, Part
from mainstay.programme.cohort.models import Selection

PARTIES: dict[Form, tuple[Kind, ...]] = {
    Form.MEMORANDUM: (Kind.OFFICE, Kind.PRACTICE),  # the support unit may sign it as well
    Form.SERVICE_LEVEL: (Kind.SUPPORT_UNIT, Kind.PRACTICE),
    Form.CONFIDENTIALITY: (Kind.OFFICE, Kind.SUPPORT_UNIT, Kind.PRACTICE),
    Form.BENCHMARKING: (Kind.PRACTICE,),
}


def selection(number: int) -> Selection | None:
    found = Selection.objects.select_related(
        "practice", "programme", "programme__office", "programme__support_unit"
    )
    return found.filter(pk=number).first()


def in_part(selection: Selection, part: Part) -> Nomination | None:
    """Who has the part now."""
    held = (one for one in selection.nominations.all() if one.part == part and one.until is None)
    return next(held, None)


def candidates_for(selection: Selection, part: Part) -> QuerySet[Person]:
    """Who could be named: people of the organisation that the part belongs to."""
    practice = part == Part.PRACTICE_LEAD
    roles = (
        (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)
        if practice
        else (Role.CHANGE_MANAGER, Role.PROGRAMME_MANAGER)
    )
    home = selection.practice_id if practice else selection.programme.support_unit_id
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation=home,
            memberships__role__in=roles,
            memberships__until=None,
        )
        .distinct()
        .order_by("name")
    )


def in_force(selection: Selection, form: Form) -> Agreement | None:
    """The agreement of a kind that is neither withdrawn nor replaced, signed or not."""
    held = (one for one in selection.agreements.all() if one.form == form and one.ended is None)
    return next(held, None)


def wanted(selection: Selection, form: Form) -> tuple[Kind, ...]:
    """The parties who must sign; without a support unit there is nobody to sign for it."""
    unit = selection.programme.support_unit_id is not None
    return tuple(one for one in PARTIES[form] if unit or one != Kind.SUPPORT_UNIT)


def missing(selection: Selection, form: Form) -> tuple[Kind, ...]:
    """The parties who have yet to sign what is in force; all of them while nothing is."""
    parties = wanted(selection, form)
    held = in_force(selection, form)
    if held is None:
        return parties
    signed = {one.party for one in held.signatures.all()}
    return tuple(one for one in parties if one not in signed)
