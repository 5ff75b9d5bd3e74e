"""Who may issue a data pack, and who may say that it came and was read."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.progress import stage
from mainstay.programme.engagement.stages import ENDED


def can_issue(person: Person, selection: Selection) -> bool:
    """The office or the support unit, while the journey lasts."""
    allowed = {Side.OFFICE, Side.SUPPORT} & sides(person, selection)
    return bool(allowed) and stage(selection) not in ENDED


def can_receive(person: Person, selection: Selection) -> bool:
    """Anybody of the practice."""
    return Side.PRACTICE in sides(person, selection)
