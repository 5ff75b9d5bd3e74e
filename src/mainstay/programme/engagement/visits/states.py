"""Where a visit stands, and the parts of a day."""

from django.db.models import TextChoices


class State(TextChoices):
    """A time is proposed to us first, then offered to the practice, which says yes or no."""

    WANTED = "wanted", "Wants a time"
    PROPOSED = "proposed", "Time proposed, not yet offered"
    OFFERED = "offered", "Offered to the practice"
    CONFIRMED = "confirmed", "Confirmed"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (State.WANTED, State.PROPOSED, State.OFFERED, State.CONFIRMED)
TIMED = (State.PROPOSED, State.OFFERED, State.CONFIRMED)
TOLD = (State.OFFERED, State.CONFIRMED)  # the practice knows of it


class Search(TextChoices):
    """How far a search for times has come."""

    WAITING = "waiting", "Waits for its turn"
    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


SEARCHING = (Search.WAITING, Search.UNDER_WAY)


class Part(TextChoices):
    """A part of a day."""

    DAY = "day", "All day"
    MORNING = "morning", "Morning"
    AFTERNOON = "afternoon", "Afternoon"
    NONE = "none", "Not at all"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
