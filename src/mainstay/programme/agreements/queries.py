"""What is agreed with a practice, and who speaks for whom.

What is asked of one selection is worked out from its related rows, all of which a caller who lists
many practices has fetched before (`engagement.queries.journeys`): no query a practice.
"""

from django.db.models import QuerySet

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import LEADS, Kind, Role
from mainstay.programme.agreements.models import Agreement, Nomination, ProgrammeLead
from mainstay.programme.agreements.parts import Form, Leading, Part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme

PARTIES: dict[Form, tuple[Kind, ...]] = {
    Form.MEMORANDUM: (Kind.OFFICE, Kind.PRACTICE),
    Form.SERVICE_LEVEL: (Kind.SUPPORT_UNIT, Kind.PRACTICE),
    Form.CONFIDENTIALITY: (Kind.OFFICE, Kind.SUPPORT_UNIT, Kind.PRACTICE),
    Form.BENCHMARKING: (Kind.PRACTICE,),
}

# Who may sign as well, and need not.
ALSO: dict[Form, tuple[Kind, ...]] = {Form.MEMORANDUM: (Kind.SUPPORT_UNIT,)}


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


def parties(selection: Selection, form: Form) -> tuple[Kind, ...]:
    """Those who must sign and those who may."""
    unit = selection.programme.support_unit_id is not None
    every = (*PARTIES[form], *ALSO.get(form, ()))
    return tuple(one for one in Kind if one in every and (unit or one != Kind.SUPPORT_UNIT))


def organisation(selection: Selection, party: Kind) -> Organisation | None:
    """Whom a party is in this agreement."""
    programme = selection.programme
    return {
        Kind.OFFICE: programme.office,
        Kind.SUPPORT_UNIT: programme.support_unit,
        Kind.PRACTICE: selection.practice,
    }[party]


def signers(selection: Selection, party: Kind) -> QuerySet[Person]:
    """Who may sign for a party: those who lead it."""
    home = organisation(selection, party)
    if home is None:
        return Person.objects.none()
    return Person.objects.filter(
        is_active=True,
        memberships__organisation=home,
        memberships__role=LEADS[party],
        memberships__until=None,
    ).distinct()


def earlier(selection: Selection, form: Form) -> list[Agreement]:
    """Words that hold no more, the last first."""
    ended = [one for one in selection.agreements.all() if one.form == form and one.ended]
    return sorted(ended, key=lambda one: -one.pk)


def agreement(selection: Selection, number: int) -> Agreement | None:
    """One of the practice's agreements, in force or not."""
    return next((one for one in selection.agreements.all() if one.pk == number), None)


def leads(programme: Programme) -> dict[Leading, ProgrammeLead]:
    """Who answers for a programme now."""
    held = programme.leads.filter(until=None).select_related("person")
    return {Leading(one.part): one for one in held}


def candidates_to_lead(programme: Programme, part: Leading) -> QuerySet[Person]:
    """The office's people; for the daily work, the support unit's as well."""
    homes = [programme.office_id]
    if part == Leading.OPERATIONAL and programme.support_unit_id:
        homes.append(programme.support_unit_id)
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation__in=homes,
            memberships__until=None,
        )
        .exclude(memberships__organisation__in=homes, memberships__role=Role.AUDITOR)
        .distinct()
        .order_by("name")
    )


def missing(selection: Selection, form: Form) -> tuple[Kind, ...]:
    """The parties who have yet to sign what is in force; all of them while nothing is."""
    asked = wanted(selection, form)
    held = in_force(selection, form)
    if held is None:
        return asked
    signed = {one.party for one in held.signatures.all()}
    return tuple(one for one in asked if one not in signed)
