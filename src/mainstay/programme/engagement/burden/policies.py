"""Who may say how long something took."""

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, sides
from mainstay.programme.cohort.models import Selection


def can_correct(person: Person, selection: Selection) -> bool:
    """The practice's own people: nobody else knows."""
    return Side.PRACTICE in sides(person, selection)
