"""Who may look at the list again, add to the cohort, and say where a practice went."""

from mainstay.accounts.models import Person
from mainstay.accounts.policies import holds
from mainstay.programme.cohort.policies import LEADS, can_judge
from mainstay.programme.organisations.models import Programme


def can_refresh(person: Person, programme: Programme) -> bool:
    """The office's own staff, once there is a frozen list to set it beside."""
    return hasattr(programme, "frozen") and can_judge(person, programme)


def can_add(person: Person, programme: Programme) -> bool:
    """The office's lead, who froze the cohort, adds to it."""
    return holds(person, programme.office_id, *LEADS) and hasattr(programme, "frozen")
