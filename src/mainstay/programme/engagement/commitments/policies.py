"""Who may say how a commitment stands, and for whom they speak."""

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind
from mainstay.programme.agreements.policies import Side, sides
from mainstay.programme.cohort.models import Selection

# Whom a word counts as, for a person of several sides: the practice's own comes first.
KINDS = {Side.PRACTICE: Kind.PRACTICE, Side.SUPPORT: Kind.SUPPORT_UNIT, Side.OFFICE: Kind.OFFICE}


def can_say(person: Person, selection: Selection) -> bool:
    """Any of the three sides; not who only looks on."""
    return bool(sides(person, selection))


def speaks_for(person: Person, selection: Selection) -> Kind:
    """The side that a person's word counts as, for one who may say it."""
    held = sides(person, selection)
    return next(kind for side, kind in KINDS.items() if side in held)
