"""What the office and the practice are asked to tell."""

from mainstay.programme.agreements.policies import Side
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.requests.states import State as Answer
from mainstay.programme.engagement.tasks.task import State, Task
from mainstay.terms.wording import counted


def office(selection: Selection) -> Task | None:
    """There while the office has something to look for, or had."""
    return _asked(
        selection, "information-office", "Look for what was asked, before the practice is",
        Side.OFFICE, Answer.OFFICE, (Answer.BY_OFFICE,),
    )  # fmt: skip


def practice(selection: Selection) -> Task | None:
    """There while the practice has something to answer, or had."""
    return _asked(
        selection, "information", "Answer requests for information",
        Side.PRACTICE, Answer.PRACTICE, (Answer.ANSWERED, Answer.CANNOT),
    )  # fmt: skip


def _asked(
    selection: Selection, name: str, title: str, side: Side, waits: Answer, done: tuple[Answer, ...]
) -> Task | None:
    found = list(selection.requests.all())
    left = [one for one in found if one.state == waits]
    settled = [one for one in found if one.state in done]
    if left:
        return Task(
            name, title, State.BEGUN if settled else State.TO_DO, side,
            min(one.since for one in left), min(one.due for one in left),
            note=f"{counted(len(left), 'request')} to answer.",
            blocks=f"{counted(len(left), 'request')} for information are not answered.",
        )  # fmt: skip
    if settled:
        return Task(name, title, State.DONE, since=max(one.since for one in settled))
    return None
