"""What a practice promised."""

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.programme.engagement.commitments.queries import standings
from mainstay.programme.engagement.tasks.task import State, Task


def commitments(selection: Selection) -> Task:
    """Nobody's turn: it is done when all that was promised is kept."""
    found = [one.keeping for one in standings(selection)]
    said = [f"{found.count(one)} {one.label.lower()}" for one in Keeping if one in found]
    if all(one is Keeping.KEPT for one in found):
        state = State.DONE
    else:
        state = State.BEGUN if any(one is not Keeping.NOT_DUE for one in found) else State.TO_DO
    note = f"Of nine: {', '.join(said)}."
    return Task("commitments", "See how the commitments are kept", state, note=note)
