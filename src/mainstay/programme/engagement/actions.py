"""What moves a practice along its journey."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import policies, queries
from mainstay.programme.engagement.models import Step
from mainstay.programme.engagement.stages import Stage, Transition, transition
from mainstay.terms.errors import MainstayError


@transaction.atomic
def move(
    *, selection: Selection, end: Stage, seen: Stage, reason: str, by: Person, now: datetime
) -> Step:
    """Take a practice to another stage.

    `seen`: the stage that the person saw. Raises MainstayError where a colleague has moved the
    practice since, where there is no such way, where a reason is wanted, or where something must
    be done first: who manages the programme may go on all the same, and says why.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    last = queries.last_step(locked)
    if last and (last.start, last.end, last.by_id) == (seen, end, by.pk):
        return last  # pressed twice
    held = queries.stage(locked)
    way = transition(held, end)
    if held != seen or way is None:
        raise MainstayError(
            f"{locked} is at the stage '{held.label}' now: a colleague has moved it.",
            advice="Look at the page again.",
        )
    require(policies.can_take(by, locked, way))
    undone = queries.blocks(locked, way)
    if undone and not policies.can_pass_gates(by, locked):
        raise MainstayError(" ".join(one.blocks for one in undone), advice="Do that first.")
    if (way.why or undone) and not reason.strip():
        raise MainstayError("Give the reason: it is kept with the move.")
    return step(locked, way, reason.strip(), [one.id for one in undone], by=by, now=now)


def step(
    selection: Selection,
    way: Transition,
    reason: str = "",
    passed: list[str] | None = None,
    *,
    by: Person,
    now: datetime,
) -> Step:
    """Write a move down; within an action that holds the selection and has asked its policy."""
    made = Step.objects.create(
        selection=selection,
        start=way.start,
        end=way.end,
        reason=reason,
        passed=passed or [],
        by=by,
        at=now,
    )
    event = Event.GATE_PASSED if passed else Event.PRACTICE_MOVED
    record(
        event,
        str(made),
        by=by,
        now=now,
        organisation=selection.programme.office,
        details={"passed": passed or [], "practice_code": selection.practice.code},
    )
    return made
