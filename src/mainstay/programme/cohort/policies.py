"""Who may judge a practice, and who a colleague's judgement."""

from mainstay.accounts.models import Person
from mainstay.accounts.policies import current
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.models import Judged
from mainstay.programme.organisations.models import Programme

JUDGES = (Role.OFFICE_LEAD, Role.OFFICE_MEMBER)


def can_judge(person: Person, programme: Programme) -> bool:
    """The office's own staff, not its auditor."""
    return current(person).filter(organisation=programme.office_id, role__in=JUDGES).exists()


def can_moderate(person: Person, judged: Judged) -> bool:
    """Anybody who could have judged, but who did not; once."""
    second = judged.by_id != person.pk and not hasattr(judged, "moderation")
    return second and can_judge(person, judged.programme)
