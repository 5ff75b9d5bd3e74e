"""Who may judge a practice, and who a colleague's judgement."""

from mainstay.accounts.models import Person
from mainstay.accounts.policies import holds
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.models import Judged
from mainstay.programme.organisations.models import Programme
from mainstay.programme.organisations.policies import can_change

LEADS = (Role.OFFICE_LEAD,)
JUDGES = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)


def can_judge(person: Person, programme: Programme) -> bool:
    """The office's own staff, not its auditor."""
    return holds(person, programme.office_id, *JUDGES)


def can_moderate(person: Person, judged: Judged) -> bool:
    """Anybody who could have judged, but who did not; once."""
    waits = not judged.withdrawn and not hasattr(judged, "moderation")
    return waits and judged.by_id != person.pk and can_judge(person, judged.programme)


def can_withdraw(person: Person, judged: Judged) -> bool:
    """Who judges may take any judgement of the office back, with a reason."""
    return not judged.withdrawn and can_judge(person, judged.programme)


def can_attach(person: Person, judged: Judged) -> bool:
    """Who judged, while they may still judge there."""
    return judged.by_id == person.pk and can_judge(person, judged.programme)


def can_change_basis(person: Person, programme: Programme) -> bool:
    """What the cohort is chosen by, until it is chosen."""
    return can_change(person, programme) and not hasattr(programme, "frozen")


def can_choose(person: Person, programme: Programme) -> bool:
    """Who judges also chooses, until the list is frozen."""
    return can_judge(person, programme) and not hasattr(programme, "frozen")


def can_freeze(person: Person, programme: Programme) -> bool:
    """The office's lead, once."""
    return holds(person, programme.office_id, *LEADS) and not hasattr(programme, "frozen")
