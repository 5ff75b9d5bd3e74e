"""Who may ask for support, answer, and write down what is heard of a practice."""

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import current
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.models import Referral
from mainstay.programme.cohort.policies import can_judge
from mainstay.programme.organisations.models import Programme
from mainstay.programme.organisations.policies import SUPPORT

PRACTICE = (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)


def can_refer(person: Person, practice: Organisation) -> bool:
    """Anybody of a practice may ask for its support."""
    return current(person).filter(organisation=practice, role__in=PRACTICE).exists()


def can_answer(person: Person, referral: Referral) -> bool:
    """The office's own staff, once."""
    return referral.answered_at is None and can_judge(person, referral.programme)


def can_note(person: Person, programme: Programme) -> bool:
    """Who sees the candidates, auditors apart, may say what was heard of one."""
    unit = current(person).filter(organisation=programme.support_unit_id, role__in=SUPPORT)
    return can_judge(person, programme) or unit.exists()
