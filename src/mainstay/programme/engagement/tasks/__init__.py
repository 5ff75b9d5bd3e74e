"""All that is to be done with a practice, in order. A gate of the journey is a task not done."""

from collections.abc import Callable

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.tasks import (
    agreeing,
    commenting,
    deciding,
    informing,
    keeping,
    preparing,
    visiting,
)
from mainstay.programme.engagement.tasks.task import State, Task

__all__ = ["TASKS", "State", "Task", "tasks"]

# Each gives the task as it stands for a practice, or None where it does not apply.
TASKS: dict[str, Callable[[Selection], Task | None]] = {
    "practice-lead": agreeing.practice_lead,
    "memorandum": agreeing.memorandum,
    "service-level": agreeing.service_level,
    "confidentiality": agreeing.confidentiality,
    "benchmarking": agreeing.benchmarking,
    "change-manager": agreeing.change_manager,
    "pack-issued": preparing.pack_issued,
    "pack-read": preparing.pack_read,
    "visit-booked": visiting.booked,
    "visit-confirmed": visiting.confirmed,
    "information-office": informing.office,
    "information": informing.practice,
    "answer-comments": commenting.answer_comments,
    "conversation": deciding.conversation,
    "decision": deciding.decision,
    "commitments": keeping.commitments,
}


def tasks(selection: Selection) -> list[Task]:
    """Every task that applies to a practice, as it stands.

    They come from its rows alone, so those of a list are worked out once while it stays the same.
    """
    held: list[list[Task]] | None = getattr(selection, "tasks_held", None)
    if held is None:
        return _worked_out(selection)
    if not held:
        held.append(_worked_out(selection))
    return list(held[0])


def _worked_out(selection: Selection) -> list[Task]:
    found = (make(selection) for make in TASKS.values())
    return [one for one in found if one is not None]
