"""Who plans visits, who says yes to them, and whose days are whose."""

from mainstay.accounts.models import Person
from mainstay.accounts.policies import holds
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.policies import Side, manages, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.visits.states import OPEN, TIMED, TOLD, State
from mainstay.programme.organisations.models import Programme
from mainstay.programme.organisations.policies import can_see


def can_see_bookings(person: Person, programme: Programme) -> bool:
    """Those who see all of its practices."""
    return can_see(person, programme)


def can_book(person: Person, programme: Programme) -> bool:
    """The support unit's programme manager, and the office's lead."""
    return holds(person, programme.support_unit_id, Role.PROGRAMME_MANAGER) or holds(
        person, programme.office_id, Role.OFFICE_LEAD
    )


def can_want(person: Person, selection: Selection) -> bool:
    """Those who work with the practice."""
    return Side.SUPPORT in sides(person, selection) or manages(person, selection)


def can_move(person: Person, visit: Visit) -> bool:
    return visit.state in OPEN and can_want(person, visit.selection)


def can_offer(person: Person, visit: Visit) -> bool:
    return visit.state == State.PROPOSED and can_want(person, visit.selection)


def can_confirm(person: Person, visit: Visit) -> bool:
    return visit.state == State.OFFERED and Side.PRACTICE in sides(person, visit.selection)


def can_decline(person: Person, visit: Visit) -> bool:
    """The practice, as long as the visit is not over; also after it said yes."""
    return visit.state in TOLD and Side.PRACTICE in sides(person, visit.selection)


def can_cancel(person: Person, visit: Visit) -> bool:
    return visit.state in OPEN and can_want(person, visit.selection)


def can_say_held(person: Person, visit: Visit) -> bool:
    return visit.state in TIMED and can_want(person, visit.selection)


def can_keep_practice_days(person: Person, selection: Selection) -> bool:
    """The practice's own people, and those who book for it after a telephone call."""
    return Side.PRACTICE in sides(person, selection) or can_want(person, selection)
