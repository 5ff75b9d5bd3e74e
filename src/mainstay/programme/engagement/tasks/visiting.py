"""What is to be booked with the practice, and what it is to say yes to."""

from mainstay.programme.agreements.policies import Side
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.tasks.task import State, Task
from mainstay.programme.engagement.visits.states import State as Visiting
from mainstay.terms.wording import counted, listed, uncapped

TO_BOOK = (Visiting.WANTED, Visiting.PROPOSED)
BOOKED = (Visiting.OFFERED, Visiting.CONFIRMED, Visiting.HELD)


def booked(selection: Selection) -> Task | None:
    """There as soon as a visit is wanted."""
    title = "Find times for visits"
    left, done = _split(selection, TO_BOOK, BOOKED)
    if left:
        names = listed([uncapped(one.what.name) for one in left])
        return Task(
            "visit-booked", title, State.BEGUN if done else State.TO_DO, Side.SUPPORT,
            min(one.since for one in left), min(one.deadline for one in left),
            note=f"To be offered: {names}.",
            blocks=f"No time is offered yet: {names}.",
        )  # fmt: skip
    if done:
        return Task("visit-booked", title, State.DONE, since=max(one.since for one in done))
    return None


def confirmed(selection: Selection) -> Task | None:
    """There as soon as a time is offered."""
    title = "Say yes to the times of visits"
    left, done = _split(selection, (Visiting.OFFERED,), (Visiting.CONFIRMED, Visiting.HELD))
    if left:
        return Task(
            "visit-confirmed", title, State.BEGUN if done else State.TO_DO, Side.PRACTICE,
            min(one.since for one in left),
            note=f"{counted(len(left), 'visit')} to say yes to, or to ask another time for.",
            blocks="The practice has not said yes to a visit.",
        )  # fmt: skip
    if done:
        return Task("visit-confirmed", title, State.DONE, since=max(one.since for one in done))
    return None


def _split(
    selection: Selection, waits: tuple[Visiting, ...], done: tuple[Visiting, ...]
) -> tuple[list, list]:
    found = list(selection.visits.all())
    return [one for one in found if one.state in waits], [one for one in found if one.state in done]
