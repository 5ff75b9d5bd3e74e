"""Who may set up a programme, and whose it is to see."""

from django.db.models import Q, QuerySet

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import holds, where
from mainstay.accounts.roles import Role
from mainstay.programme.organisations.models import Programme

OFFICE = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER, Role.AUDITOR)
STAFF = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)
SUPPORT = (Role.PROGRAMME_MANAGER, Role.ANALYST)


def can_set_up(person: Person, office: Organisation) -> bool:
    return holds(person, office.pk, Role.OFFICE_LEAD)


def can_change(person: Person, programme: Programme) -> bool:
    """What a programme is, and what it is for, is its office lead's to say."""
    return can_set_up(person, programme.office)


def can_lay_out(person: Person, programme: Programme) -> bool:
    """Waves and resilience areas are the office's own staff's to plan, not its auditor's."""
    return holds(person, programme.office_id, *STAFF)


def can_see(person: Person, programme: Programme) -> bool:
    """The office that gives it, and those of the support unit who see all of its practices."""
    return holds(person, programme.office_id, *OFFICE) or holds(
        person, programme.support_unit_id, *SUPPORT
    )


def seen(person: Person) -> QuerySet[Programme]:
    """The programmes that a person may see."""
    offices, units = where(person, *OFFICE), where(person, *SUPPORT)
    return Programme.objects.filter(Q(office__in=offices) | Q(support_unit__in=units))


def offices_led(person: Person) -> QuerySet[Organisation]:
    led = where(person, Role.OFFICE_LEAD)
    return Organisation.objects.filter(pk__in=led).order_by("name")
