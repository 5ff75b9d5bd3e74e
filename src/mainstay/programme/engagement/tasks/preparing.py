"""What is to be done before the readiness conversation."""

from datetime import date, timedelta

from django.utils.timezone import localtime

from mainstay.programme.agreements.policies import Side
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.conversation.queries import READINESS
from mainstay.programme.engagement.packs.queries import first, newest
from mainstay.programme.engagement.packs.steps import PackStep
from mainstay.programme.engagement.progress import since, stage
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks.task import State, Task
from mainstay.programme.engagement.visits.states import State as Visiting

DAYS_TO_READ = timedelta(days=14)
WEEK = timedelta(days=7)  # five working days
AGREED = (Visiting.OFFERED, Visiting.CONFIRMED)
BEFORE = (Stage.SELECTED, Stage.AGREED)
NOT_ISSUED = "The data pack is not issued."
NOT_READ = "The practice has not gone through its data pack."


def _read_by(selection: Selection, issued: date) -> date:
    """A week of work before the conversation where it has a time, else two weeks after issue."""
    times = [
        localtime(one.starts).date()
        for one in selection.visits.all()
        if one.kind == READINESS and one.state in AGREED
    ]
    return min(times) - WEEK if times else issued + DAYS_TO_READ


def pack_issued(selection: Selection) -> Task:
    title, held = "Issue the data pack", newest(selection)
    if held is not None:
        sent = first(held, PackStep.SENT)
        note = f"Pack {held.number}." if sent else f"Pack {held.number} is not sent: nobody joined."
        return Task("pack-issued", title, State.DONE, since=held.at, note=note)
    if stage(selection) in BEFORE:
        note = "It comes when the practice is preparing."
        return Task("pack-issued", title, State.LATER, note=note, blocks=NOT_ISSUED)
    side = Side.SUPPORT if selection.programme.support_unit_id else Side.OFFICE
    return Task("pack-issued", title, State.TO_DO, side, since(selection), blocks=NOT_ISSUED)


def pack_read(selection: Selection) -> Task:
    title, held = "Go through the data pack", newest(selection)
    if held is None:
        note = "It is not issued yet."
        return Task("pack-read", title, State.LATER, note=note, blocks=NOT_READ)
    through = first(held, PackStep.GONE_THROUGH)
    if through is not None:
        return Task("pack-read", title, State.DONE, since=through.at)
    opened = first(held, PackStep.OPENED)
    return Task(
        "pack-read",
        title,
        State.BEGUN if opened else State.TO_DO,
        Side.PRACTICE,
        held.at,
        due=_read_by(selection, localtime(held.at).date()),
        note=f"{opened.by.name} has opened it." if opened else "",
        blocks=NOT_READ,
    )
