"""Decide whether a practice is ready, which moves it on."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import queries
from mainstay.programme.engagement.actions import step
from mainstay.programme.engagement.conversation.policies import can_decide
from mainstay.programme.engagement.conversation.queries import record_of
from mainstay.programme.engagement.models import Decision
from mainstay.programme.engagement.policies import can_pass_gates
from mainstay.programme.engagement.stages import Stage, Transition, transition
from mainstay.terms.errors import MainstayError


@transaction.atomic
def decide(
    *, selection: Selection, outcome: Stage, reason: str, seen: Stage, by: Person, now: datetime
) -> Decision:
    """Record the decision and take the practice to its stage; or correct one, and say why.

    `seen`: the stage that the person saw. Raises MainstayError for no reason, where a colleague
    has moved the practice since, or where something must be done first: who manages may go on.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(can_decide(by, locked))
    if not reason.strip():
        raise MainstayError("Give the reason: the practice reads it too.")
    if pressed := _decided(locked, outcome, reason, seen, by):
        return pressed
    way = _way(locked, outcome, seen)
    undone = queries.blocks(locked, way)
    if undone and not can_pass_gates(by, locked):
        raise MainstayError(" ".join(one.blocks for one in undone), advice="Do that first.")
    made = Decision.objects.create(
        selection=locked,
        response=record_of(locked),
        outcome=outcome.value,
        reason=reason.strip(),
        corrects=way.start != Stage.PREPARING,
        by=by,
        at=now,
    )
    step(locked, way, reason.strip(), [one.id for one in undone], by=by, now=now)
    record(Event.READINESS_DECIDED, str(made), by=by, now=now, organisation=locked.practice)
    return made


def _decided(
    selection: Selection, outcome: Stage, reason: str, seen: Stage, by: Person
) -> Decision | None:
    """What the person's first press has decided already."""
    last = selection.decisions.order_by("pk").last()
    if last is None or queries.stage(selection) != outcome or seen == outcome:
        return None
    same = (last.by_id, last.outcome, last.reason) == (by.pk, outcome.value, reason.strip())
    return last if same else None


def _way(selection: Selection, outcome: Stage, seen: Stage) -> Transition:
    held = queries.stage(selection)
    way = transition(held, outcome)
    if held != seen or way is None or outcome not in (Stage.READY, Stage.NOT_NOW):
        raise MainstayError(
            f"{selection} is at the stage '{held.label}' now: a colleague has moved it.",
            advice="Look at the page again.",
        )
    return way
