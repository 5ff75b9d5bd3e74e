"""Who may move a practice along its journey."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, leads_practice, manages, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.stages import Transition


def can_take(person: Person, selection: Selection, way: Transition) -> bool:
    """Somebody of a side that may; for the practice, its lead."""
    held = sides(person, selection)
    if not leads_practice(person, selection):
        held -= {Side.PRACTICE}
    return not way.by_itself and bool(held & way.who)


def can_pass_gates(person: Person, selection: Selection) -> bool:
    """Who answers for the whole may go on although something is not done."""
    return manages(person, selection)
