"""Who may judge a practice, and who a colleague's judgement."""

from mainstay.accounts.models import Person
from mainstay.accounts.policies import current
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.models import Judged
from mainstay.programme.organisations.models import Programme

LEADS = (Role.OFFICE_LEAD,)
JUDGES = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)


def can_judge(person: Person, programme: Programme) -> bool:
    """The office's own staff, not its auditor."""
    return current(person).filter(organisation=programme.office_id, role__in=JUDGES).exists()


def can_moderate(person: Person, judged: Judged) -> bool:
    """Anybody who could have judged, but who did not; once."""
    second = judged.by_id != person.pk and not hasattr(judged, "moderation")
    return second and can_judge(person, judged.programme)


def can_choose(person: Person, programme: Programme) -> bool:
    """Who judges also chooses, until the list is frozen."""
    return can_judge(person, programme) and not hasattr(programme, "frozen")


def can_freeze(person: Person, programme: Programme) -> bool:
    """The office's lead, once."""
    leads = current(person).filter(organisation=programme.office_id, role__in=LEADS).exists()
    return leads and not hasattr(programme, "frozen")
