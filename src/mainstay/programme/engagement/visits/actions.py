"""Want a visit, propose and offer a time, say yes or no, hold it or cancel it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Visit, VisitStep
from mainstay.programme.engagement.visits import policies, telling
from mainstay.programme.engagement.visits.states import OPEN, TOLD, State
from mainstay.programme.organisations.models import Programme
from mainstay.terms.errors import MainstayError
from mainstay.terms.visits import visit_kinds

EVENTS = {
    State.WANTED: Event.VISIT_WANTED,
    State.PROPOSED: Event.VISIT_PROPOSED,
    State.OFFERED: Event.VISIT_OFFERED,
    State.CONFIRMED: Event.VISIT_CONFIRMED,
    State.HELD: Event.VISIT_HELD,
    State.CANCELLED: Event.VISIT_CANCELLED,
}


@transaction.atomic
def want_visit(
    *, selection: Selection, kind: str, deadline: date, by: Person, now: datetime
) -> Visit:
    """A practice is to have a visit of a kind by a day; the one that it waits for, if it does."""
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_want(by, locked))
    held = locked.visits.filter(kind=kind, state__in=OPEN).first()
    if held is not None:
        return held
    made = Visit.objects.create(
        selection=locked, kind=kind, minutes=visit_kinds()[kind].minutes, deadline=deadline,
        state=State.WANTED, since=now, by=by, at=now,
    )  # fmt: skip
    _note(made, "", by=by, now=now)
    return made


@transaction.atomic
def keep_proposals(
    *,
    programme: Programme,
    times: Mapping[int, datetime],
    problems: Mapping[int, str],
    by: Person,
    now: datetime,
) -> int:
    """Keep the times that were found for visits that still want one, and why others have none.

    Gives how many were kept.
    """
    require(policies.can_book(by, programme))
    waiting = Visit.objects.select_for_update().filter(
        selection__programme=programme, state=State.WANTED, pk__in=[*times, *problems]
    )
    kept = 0
    for visit in waiting:
        visit.problem = problems.get(visit.pk, "")[:300]
        if visit.pk in times:
            kept += 1
            _set(visit, State.PROPOSED, times[visit.pk], "", by=by, now=now)
        else:
            visit.save(update_fields=["problem"])
    record(
        Event.VISITS_PLANNED,
        f"{kept} of {len(times) + len(problems)} for {programme}",
        by=by,
        now=now,
        organisation=programme.office,
    )
    return kept


@transaction.atomic
def move_visit(
    *, visit: Visit, starts: datetime, words: str, seen: str, by: Person, now: datetime
) -> Visit:
    """Give a visit another time. What the practice knows of is offered to it anew, with why.

    Raises MainstayError for a time that is over, and where a reason is wanted.
    """
    if done := _done(visit, seen, (State.OFFERED, State.PROPOSED), words, by, starts=starts):
        return done
    locked = _locked(visit, seen)
    require(policies.can_move(by, locked))
    if starts <= now:
        raise MainstayError("That time is over.", advice="Choose a later one.")
    told = locked.state in TOLD
    if told and not words.strip():
        raise MainstayError("Say why it moves: the practice reads it.")
    _set(locked, State.OFFERED if told else State.PROPOSED, starts, words, by=by, now=now)
    if told:
        telling.tell_offered(locked, words.strip(), now=now)
    return locked


@transaction.atomic
def offer_visit(*, visit: Visit, seen: str, by: Person, now: datetime) -> Visit:
    """Ask the practice whether the time will do."""
    if done := _done(visit, seen, (State.OFFERED,), "", by):
        return done
    locked = _locked(visit, seen)
    require(policies.can_offer(by, locked))
    _set(locked, State.OFFERED, locked.starts, "", by=by, now=now)
    telling.tell_offered(locked, "", now=now)
    return locked


@transaction.atomic
def confirm_visit(*, visit: Visit, seen: str, by_link: bool, by: Person, now: datetime) -> Visit:
    """The practice says yes."""
    if done := _done(visit, seen, (State.CONFIRMED,), "", by):
        return done
    locked = _locked(visit, seen)
    require(policies.can_confirm(by, locked))
    _set(locked, State.CONFIRMED, locked.starts, "", by=by, now=now, by_link=by_link)
    telling.tell_confirmed(locked, now=now)
    return locked


@transaction.atomic
def decline_visit(
    *, visit: Visit, words: str, seen: str, by_link: bool, by: Person, now: datetime
) -> Visit:
    """The practice needs another time, and says which would do."""
    if done := _done(visit, seen, (State.WANTED,), words, by):
        return done
    locked = _locked(visit, seen)
    require(policies.can_decline(by, locked))
    before = locked.starts
    _set(locked, State.WANTED, None, words, by=by, now=now, by_link=by_link)
    telling.tell_declined(locked, before, words.strip(), now=now)
    return locked


@transaction.atomic
def cancel_visit(*, visit: Visit, words: str, seen: str, by: Person, now: datetime) -> Visit:
    """It will not be. Raises MainstayError without a reason where the practice knows of it."""
    if done := _done(visit, seen, (State.CANCELLED,), words, by):
        return done
    locked = _locked(visit, seen)
    require(policies.can_cancel(by, locked))
    told = locked.state in TOLD
    if told and not words.strip():
        raise MainstayError("Say why it is cancelled: the practice reads it.")
    _set(locked, State.CANCELLED, locked.starts, words, by=by, now=now)
    if told:
        telling.tell_cancelled(locked, words.strip(), now=now)
    return locked


@transaction.atomic
def say_held(*, visit: Visit, seen: str, by: Person, now: datetime) -> Visit:
    """It took place. Raises MainstayError before it has begun."""
    if done := _done(visit, seen, (State.HELD,), "", by):
        return done
    locked = _locked(visit, seen)
    require(policies.can_say_held(by, locked))
    if locked.starts is not None and locked.starts > now:
        raise MainstayError("It has not begun yet.", advice="Say so once it was held.")
    return _set(locked, State.HELD, locked.starts, "", by=by, now=now)


def _done(
    visit: Visit,
    seen: str,
    states: tuple[State, ...],
    words: str,
    by: Person,
    starts: datetime | None = None,
) -> Visit | None:
    """The visit, where the person's first press has brought it there already."""
    held = Visit.objects.select_for_update().get(pk=visit.pk)
    last = held.steps.last()
    same = last is not None and (last.by_id, last.words) == (by.pk, words.strip())
    there = held.state in states and starts in (None, held.starts)
    return held if same and there and held.seen != seen else None


def _locked(visit: Visit, seen: str) -> Visit:
    """Raises MainstayError where the visit is no longer as the person saw it."""
    held = Visit.objects.select_for_update().get(pk=visit.pk)
    if held.seen != seen:
        raise MainstayError(
            f"This visit has changed. Now it is: {held.get_state_display()}.",
            advice="Look at it again below. Your words are still in the box.",
        )
    return held


def _set(
    visit: Visit,
    state: State,
    starts: datetime | None,
    words: str,
    *,
    by: Person,
    now: datetime,
    by_link: bool = False,
) -> Visit:
    """Change a visit; whatever others may have in their calendars gets the next number."""
    known = visit.state in TOLD or state in TOLD
    visit.state, visit.starts, visit.since = state, starts, now
    visit.sequence += int(known)
    visit.problem = ""
    visit.save(update_fields=["state", "starts", "since", "sequence", "problem"])
    _note(visit, words.strip(), by=by, now=now, by_link=by_link)
    return visit


def _note(visit: Visit, words: str, *, by: Person, now: datetime, by_link: bool = False) -> None:
    VisitStep.objects.create(
        visit=visit, state=visit.state, starts=visit.starts, words=words, by=by,
        by_link=by_link, at=now,
    )  # fmt: skip
    record(
        EVENTS[State(visit.state)],
        str(visit),
        by=by,
        now=now,
        organisation=visit.selection.programme.office,
        details={"practice_code": visit.selection.practice.code, "by_link": by_link},
    )
