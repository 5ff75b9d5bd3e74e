"""Who sees a programme as a whole, in which detail, and who may take a copy of it away."""

from django.db.models import QuerySet

from mainstay.accounts.models import Person
from mainstay.accounts.policies import holds, where
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.policies import named
from mainstay.programme.organisations import policies
from mainstay.programme.organisations.models import Programme

STAFF = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)


def can_see_board(person: Person, programme: Programme) -> bool:
    """Who sees the whole programme, and change managers: they find their own practices there."""
    return policies.can_see(person, programme) or _in_unit(person, programme, Role.CHANGE_MANAGER)


def can_see_summary(person: Person, programme: Programme) -> bool:
    """Who sees the whole, and its steering group: the numbers single out no practice."""
    return policies.can_see(person, programme) or _steers(person, programme)


def _steers(person: Person, programme: Programme) -> bool:
    return holds(person, programme.steering_group_id, Role.STEERING_GROUP)


def steered(person: Person) -> QuerySet[Programme]:
    """The programmes whose steering group a person belongs to."""
    groups = where(person, Role.STEERING_GROUP)
    return Programme.objects.filter(steering_group__in=groups)


def managed(person: Person) -> QuerySet[Programme]:
    """The programmes with a practice whose change manager a person is."""
    own = Programme.objects.filter(support_unit__in=where(person, Role.CHANGE_MANAGER))
    return own.filter(selections__in=named(person)).distinct()


def can_export(person: Person, programme: Programme) -> bool:
    """Who runs it; nobody who only looks on."""
    return is_staff_of(person, programme)


def is_staff_of(person: Person, programme: Programme) -> bool:
    """The office's own staff, and the programme manager of its support unit."""
    manager = Role.PROGRAMME_MANAGER
    return holds(person, programme.office_id, *STAFF) or _in_unit(person, programme, manager)


def _in_unit(person: Person, programme: Programme, role: Role) -> bool:
    return holds(person, programme.support_unit_id, role)
