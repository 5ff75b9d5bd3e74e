"""Who may make the letters to chosen practices."""

from mainstay.accounts.models import Person
from mainstay.accounts.policies import holds
from mainstay.accounts.roles import Role
from mainstay.programme.cohort.policies import can_judge
from mainstay.programme.organisations.models import Programme


def can_write(person: Person, programme: Programme) -> bool:
    """The office's own staff and the support unit's programme manager, once the list is frozen."""
    runs = holds(person, programme.support_unit_id, Role.PROGRAMME_MANAGER)
    return hasattr(programme, "frozen") and (can_judge(person, programme) or runs)
