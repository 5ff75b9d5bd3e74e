"""Where a request for support stands, what can be done with it, and the answers people choose."""

from django.db.models import TextChoices


class State(TextChoices):
    """The way of a request."""

    ASKED = "asked", "Waits for an answer"
    WAITING = "waiting", "On the waiting list"
    YES = "yes", "Yes, with a day"
    NO = "no", "No"
    STARTED = "started", "Under way"
    FINISHED = "finished", "Finished"
    TAKEN_BACK = "taken-back", "Taken back"


class Deed(TextChoices):
    """What somebody did with a request."""

    ASK = "ask", "asked for it"
    YES = "yes", "said yes"
    WAIT = "wait", "put it on the waiting list"
    NO = "no", "said no"
    START = "start", "said that it has started"
    FINISH = "finish", "said that it is finished"
    TAKE_BACK = "take-back", "took it back"
    URGENT = "urgent", "said that it is urgent"


IN_LINE = (State.ASKED, State.WAITING)
HOLDING = (State.YES, State.STARTED)  # these have a place
OPEN = (*IN_LINE, *HOLDING)
MILESTONES = (Deed.ASK, Deed.START, Deed.FINISH)  # what the time to help is counted to

# What each deed leads to, and the states that it is done in.
LEADS_TO: dict[Deed, State] = {
    Deed.YES: State.YES,
    Deed.WAIT: State.WAITING,
    Deed.NO: State.NO,
    Deed.START: State.STARTED,
    Deed.FINISH: State.FINISHED,
    Deed.TAKE_BACK: State.TAKEN_BACK,
}
DONE_IN: dict[Deed, tuple[State, ...]] = {
    Deed.YES: (*IN_LINE, State.YES),  # the day of a yes may be changed
    Deed.WAIT: (State.ASKED,),
    Deed.NO: (*IN_LINE, State.YES),
    Deed.START: (State.YES,),
    Deed.FINISH: (State.STARTED,),
    Deed.TAKE_BACK: (*IN_LINE, State.YES),
    Deed.URGENT: IN_LINE,
}


class Payer(TextChoices):
    """Who pays for an offer."""

    NOBODY = "nobody", "Nobody: it is free"
    OFFICE = "office", "The office"
    PRACTICE = "practice", "The practice"
    SHARED = "shared", "The office and the practice"


class Helped(TextChoices):
    """What a practice answers when it is asked whether an offer helped."""

    LOT = "lot", "Yes, a lot"
    LITTLE = "little", "Yes, a little"
    NOT = "not", "No"
    EARLY = "early", "Too early to say"
