"""Who stands on which side of a practice's journey, and what each side may see and do."""

from enum import StrEnum

from django.db.models import Q, QuerySet

from mainstay.accounts.models import Person
from mainstay.accounts.policies import held, holds, where
from mainstay.accounts.remembering import remembered
from mainstay.accounts.roles import LEADS, Kind, Role
from mainstay.programme.agreements.models import Nomination
from mainstay.programme.agreements.parts import Form, Leading, Part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.models import Programme


class Side(StrEnum):
    """Whom a person speaks for when they work with a practice."""

    OFFICE = "the office"
    SUPPORT = "the support unit"
    PRACTICE = "the practice"


OFFICE = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)
SUPPORT = (Role.PROGRAMME_MANAGER, Role.ANALYST)
PRACTICE = (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)
MANAGERS = (Role.OFFICE_LEAD, Role.PROGRAMME_MANAGER)


def seen(person: Person) -> QuerySet[Selection]:
    """The practices of cohorts whose journey a person may see."""
    units = where(person, Role.CHANGE_MANAGER)
    return Selection.objects.filter(
        Q(programme__office__in=where(person, *OFFICE, Role.AUDITOR))
        | Q(programme__support_unit__in=where(person, *SUPPORT))
        | Q(programme__support_unit__in=units, pk__in=named(person))
        | Q(practice__in=where(person, *PRACTICE))
    )


def can_see(person: Person, selection: Selection) -> bool:
    """The same as being among those seen, without asking for them."""
    programme = selection.programme
    return (
        holds(person, programme.office_id, *OFFICE, Role.AUDITOR)
        or holds(person, programme.support_unit_id, *SUPPORT)
        or is_change_manager(person, selection)
        or holds(person, selection.practice_id, *PRACTICE)
    )


class Standing:
    """What a person is to any practice: their roles and nominations, read once for many."""

    def __init__(self, person: Person) -> None:
        self._roles = held(person)
        self._named = named(person)

    def sides(self, selection: Selection) -> set[Side]:
        """The sides that the person may act for; none for who only looks on."""
        programme = selection.programme
        found = set()
        if self._holds(programme.office_id, OFFICE):
            found.add(Side.OFFICE)
        if self._holds(programme.support_unit_id, SUPPORT) or self.is_change_manager(selection):
            found.add(Side.SUPPORT)
        if self._holds(selection.practice_id, PRACTICE):
            found.add(Side.PRACTICE)
        return found

    def is_change_manager(self, selection: Selection) -> bool:
        """The support unit's person who was named for the practice, and is still there."""
        unit = selection.programme.support_unit_id
        return selection.pk in self._named and self._holds(unit, (Role.CHANGE_MANAGER,))

    def _holds(self, organisation: int | None, roles: tuple[Role, ...]) -> bool:
        return any((organisation, role) in self._roles for role in roles)


def named(person: Person) -> frozenset[int]:
    """The keys of the practices whose change manager a person is; read once a request."""
    return remembered(("named", person.pk), lambda: _named(person))


def _named(person: Person) -> frozenset[int]:
    found = Nomination.objects.filter(person=person.pk, part=Part.CHANGE_MANAGER, until=None)
    return frozenset(found.values_list("selection", flat=True))


def sides(person: Person, selection: Selection) -> set[Side]:
    """The sides that a person may act for with one practice."""
    return Standing(person).sides(selection)


def is_change_manager(person: Person, selection: Selection) -> bool:
    """The support unit's person who was named for this practice, and is still there."""
    return Standing(person).is_change_manager(selection)


def manages(person: Person, selection: Selection) -> bool:
    """The office's lead and the support unit's programme manager answer for the whole."""
    programme = selection.programme
    return holds(person, programme.office_id, Role.OFFICE_LEAD) or holds(
        person, programme.support_unit_id, Role.PROGRAMME_MANAGER
    )


def leads_practice(person: Person, selection: Selection) -> bool:
    return holds(person, selection.practice_id, Role.PRACTICE_LEAD)


def can_nominate(person: Person, selection: Selection, part: Part) -> bool:
    """The practice's lead, or who manages, names its lead; who manages, the change manager."""
    if manages(person, selection):
        return True
    return part == Part.PRACTICE_LEAD and leads_practice(person, selection)


def may_take(person: Person, selection: Selection, part: Part) -> bool:
    """Whether a person is of the organisation that the part belongs to."""
    if part == Part.PRACTICE_LEAD:
        return holds(person, selection.practice_id, *PRACTICE)
    unit = selection.programme.support_unit_id
    return holds(person, unit, Role.CHANGE_MANAGER, Role.PROGRAMME_MANAGER)


def can_offer(person: Person, selection: Selection, form: Form) -> bool:
    """The office puts words to the parties; where the support unit is one of two, it may too.

    Nobody puts the question on benchmarking: it is always there for the practice to answer.
    """
    mine = sides(person, selection)
    if form == Form.SERVICE_LEVEL:
        has_unit = selection.programme.support_unit_id is not None
        return has_unit and bool(mine & {Side.OFFICE, Side.SUPPORT})
    return form != Form.BENCHMARKING and Side.OFFICE in mine


def can_sign(person: Person, selection: Selection, party: Kind) -> bool:
    """Who leads an organisation signs for it."""
    programme = selection.programme
    homes = {
        Kind.OFFICE: programme.office_id,
        Kind.SUPPORT_UNIT: programme.support_unit_id,
        Kind.PRACTICE: selection.practice_id,
    }
    return party in homes and holds(person, homes[party], LEADS[party])


def can_attach(person: Person, selection: Selection) -> bool:
    """Who answers for the whole attaches what was signed on paper, for any of the parties."""
    return manages(person, selection)


def can_answer(person: Person, selection: Selection) -> bool:
    """Only the practice's lead says whether its figures may be compared."""
    return leads_practice(person, selection)


def can_word(person: Person, programme: Programme) -> bool:
    """The office's lead keeps its own text of a template."""
    return holds(person, programme.office_id, Role.OFFICE_LEAD)


def can_name_lead(person: Person, programme: Programme, part: Leading) -> bool:
    """The office's lead; for the daily work, the support unit's manager as well."""
    if holds(person, programme.office_id, Role.OFFICE_LEAD):
        return True
    unit = programme.support_unit_id
    return part == Leading.OPERATIONAL and holds(person, unit, Role.PROGRAMME_MANAGER)
