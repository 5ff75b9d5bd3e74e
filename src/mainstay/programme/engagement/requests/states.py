"""Where a request for information stands."""

from django.db.models import TextChoices

from mainstay.programme.agreements.policies import Side


class State(TextChoices):
    """The way of a request: our own records, then the office, and only then the practice."""

    OFFICE = "office", "With the office"
    PRACTICE = "practice", "With the practice"
    HELD = "held", "We hold it already"
    BY_OFFICE = "by-office", "Answered by the office"
    ANSWERED = "answered", "Answered by the practice"
    CANNOT = "cannot", "The practice cannot say"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN = (State.OFFICE, State.PRACTICE)
SPARED = (State.HELD, State.BY_OFFICE)
ASKED = (State.PRACTICE, State.ANSWERED, State.CANNOT)
TURNS = {State.OFFICE: Side.OFFICE, State.PRACTICE: Side.PRACTICE}
