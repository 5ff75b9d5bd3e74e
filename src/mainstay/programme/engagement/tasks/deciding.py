"""The readiness conversation and what is decided after it."""

from mainstay.programme.agreements.policies import Side
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.conversation.queries import (
    decided,
    last_written,
    missing,
    record_of,
)
from mainstay.programme.engagement.progress import since, stage
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks.task import State, Task
from mainstay.terms.wording import listed

BEFORE = (Stage.SELECTED, Stage.AGREED)
TITLE = "Hold the readiness conversation"
NOT_HELD = "The readiness conversation is not held, or its record is not complete."


def conversation(selection: Selection) -> Task:
    held = record_of(selection)
    if held is None:
        return _not_begun(selection)
    left = missing(held)
    if not left:
        return Task("conversation", TITLE, State.DONE, since=last_written(held))
    note = f"Still to be answered: {listed([f'“{one.text}”' for one in left])}."
    return Task(
        "conversation", TITLE, State.BEGUN, _side(selection), held.at, note=note, blocks=NOT_HELD
    )


def decision(selection: Selection) -> Task:
    title, held = "Decide whether the practice is ready", decided(selection)
    now = stage(selection)
    if held is not None and now is not Stage.PREPARING:
        note = f"{held.get_outcome_display()}."
        return Task("decision", title, State.DONE, since=held.at, note=note)
    record = record_of(selection)
    if now is not Stage.PREPARING or record is None or missing(record):
        return Task("decision", title, State.LATER, note="It comes after the conversation.")
    return Task("decision", title, State.TO_DO, _side(selection), last_written(record))


def _not_begun(selection: Selection) -> Task:
    if stage(selection) in BEFORE:
        note = "It comes when the practice is preparing."
        return Task("conversation", TITLE, State.LATER, note=note, blocks=NOT_HELD)
    return Task(
        "conversation", TITLE, State.TO_DO, _side(selection), since(selection), blocks=NOT_HELD
    )


def _side(selection: Selection) -> Side:
    return Side.SUPPORT if selection.programme.support_unit_id else Side.OFFICE
