"""Who may ask for support, answer, and write down what is heard of a practice."""

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import holds
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.models import Referral
from mainstay.programme.cohort.policies import can_judge
from mainstay.programme.organisations.models import Programme
from mainstay.programme.organisations.policies import SUPPORT

PRACTICE = (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)


def can_refer(person: Person, practice: Organisation) -> bool:
    """Anybody of a practice may ask for its support."""
    return holds(person, practice.pk, *PRACTICE)


def can_answer(person: Person, referral: Referral) -> bool:
    """The office's own staff, once."""
    return referral.answered_at is None and can_judge(person, referral.programme)


def can_note(person: Person, programme: Programme) -> bool:
    """Who sees the candidates, auditors apart, may say what was heard of one."""
    return can_judge(person, programme) or holds(person, programme.support_unit_id, *SUPPORT)
