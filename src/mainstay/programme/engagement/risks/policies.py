"""Who keeps the register of a programme's risks. Who sees the whole programme reads it."""

from mainstay.accounts.models import Person
from mainstay.programme.engagement.overview.policies import is_staff_of
from mainstay.programme.organisations.models import Programme


def can_keep(person: Person, programme: Programme) -> bool:
    """The office's own staff and the programme manager."""
    return is_staff_of(person, programme)
