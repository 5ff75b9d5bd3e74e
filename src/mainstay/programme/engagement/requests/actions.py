"""Ask for information, answer, pass a request on, or withdraw it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.accounts.uploads import Given, attach
from mainstay.programme.agreements.policies import Side, sides
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import InformationRequest, Receipt
from mainstay.programme.engagement.requests import policies, telling
from mainstay.programme.engagement.requests.states import OPEN, State
from mainstay.terms.errors import MainstayError

EVENTS = {
    State.PRACTICE: Event.REQUEST_PASSED_ON,
    State.BY_OFFICE: Event.REQUEST_ANSWERED,
    State.ANSWERED: Event.REQUEST_ANSWERED,
    State.CANNOT: Event.REQUEST_CANNOT,
    State.WITHDRAWN: Event.REQUEST_WITHDRAWN,
}


@transaction.atomic
def ask(
    *,
    selection: Selection,
    item: str,
    what: str,
    why: str,
    minutes: int,
    due: date,
    first: State,
    words: str,
    by: Person,
    now: datetime,
) -> InformationRequest:
    """Ask for something that nobody seems to hold.

    `first`: HELD where the asker found it after all, with `words` on where; OFFICE to ask the
    office; PRACTICE where somebody of the office has looked already. The same pressed twice is one
    request. Raises MainstayError where a colleague has asked the same already.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_ask(by, locked))
    require(first != State.PRACTICE or Side.OFFICE in sides(by, locked))
    alike = locked.requests.filter(what__iexact=what)
    if first == State.HELD and (found := _found_before(alike, words, by)):
        return found
    held = alike.filter(state__in=OPEN).first()
    if held is not None and held.by_id == by.pk:
        return held
    if held is not None:
        raise MainstayError(
            f"{held.by} has asked for this already, and nobody has answered yet.",
            advice="Read that request: the answer will be there.",
        )
    if first == State.HELD and not words.strip():
        raise MainstayError("Say where it is held: that is the answer.")
    made = InformationRequest.objects.create(
        selection=locked, item=item, what=what, why=why, minutes=minutes, due=due,
        state=first, since=now, by=by, at=now,
    )  # fmt: skip
    event = Event.REQUEST_NOT_NEEDED if first == State.HELD else Event.REQUEST_MADE
    _receive(made, first, words.strip(), event, by=by, now=now)
    telling.tell_whose_turn(made, now=now)
    return made


@transaction.atomic
def answer(
    *,
    request: InformationRequest,
    words: str,
    files: Sequence[Given],
    seen: State,
    by: Person,
    now: datetime,
) -> Receipt:
    """Answer in words, with files or with both; the office spares the practice the work."""
    if said := _said(request, seen, (State.ANSWERED, State.BY_OFFICE), words, by, len(files)):
        return said
    locked = _locked(request, seen)
    require(policies.can_answer(by, locked))
    if not words.strip() and not files:
        raise MainstayError("Write an answer, or attach a file.")
    practice = seen in policies.PRACTICES and Side.PRACTICE in sides(by, locked.selection)
    state = State.ANSWERED if practice else State.BY_OFFICE
    made = _settle(locked, state, words, by=by, now=now)
    to = locked.selection.practice if practice else locked.selection.programme.office
    made.files.set([attach(file=one, to=to, by=by, now=now) for one in files])
    telling.tell_asker(locked, by=by, now=now)
    return made


@transaction.atomic
def pass_on(
    *, request: InformationRequest, words: str, seen: State, by: Person, now: datetime
) -> Receipt:
    """The office has not got it: now the practice is asked."""
    if said := _said(request, seen, (State.PRACTICE,), words, by):
        return said
    locked = _locked(request, seen)
    require(policies.can_pass_on(by, locked))
    made = _settle(locked, State.PRACTICE, words, by=by, now=now)
    telling.tell_whose_turn(locked, now=now)
    return made


@transaction.atomic
def say_cannot(
    *, request: InformationRequest, words: str, seen: State, by: Person, now: datetime
) -> Receipt:
    """The practice has not got it either, which is an answer too."""
    if said := _said(request, seen, (State.CANNOT,), words, by):
        return said
    locked = _locked(request, seen)
    require(policies.can_say_cannot(by, locked))
    made = _settle(locked, State.CANNOT, words, by=by, now=now)
    telling.tell_asker(locked, by=by, now=now)
    return made


@transaction.atomic
def withdraw_request(
    *, request: InformationRequest, words: str, seen: State, by: Person, now: datetime
) -> Receipt:
    """It is not needed any more; whoever was to answer is told."""
    if said := _said(request, seen, (State.WITHDRAWN,), words, by):
        return said
    locked = _locked(request, seen)
    require(policies.can_withdraw(by, locked))
    turn = State(locked.state)
    made = _settle(locked, State.WITHDRAWN, words, by=by, now=now)
    telling.tell_withdrawn(locked, turn, by=by, now=now)
    return made


def _found_before(
    alike: QuerySet[InformationRequest], words: str, by: Person
) -> InformationRequest | None:
    """What the person said a moment ago that we hold."""
    held = alike.filter(state=State.HELD, by=by, receipts__words=words.strip())
    return held.first()


def _said(
    request: InformationRequest,
    seen: State,
    states: tuple[State, ...],
    words: str,
    by: Person,
    files: int = 0,
) -> Receipt | None:
    """What the person's first press said already."""
    held = InformationRequest.objects.select_for_update().get(pk=request.pk)
    last = held.receipts.last()
    if last is None or held.state == seen or held.state not in states:
        return None
    same = (last.by_id, last.words, last.files.count()) == (by.pk, words.strip(), files)
    return last if same else None


def _locked(request: InformationRequest, seen: State) -> InformationRequest:
    """Raises MainstayError where the request is no longer in the state that the person saw."""
    held = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if held.state != seen:
        raise MainstayError(
            f"While you were writing, this came to be: {held.get_state_display()}.",
            advice="Read what was said below. Your words are still in the box.",
        )
    return held


def _settle(
    request: InformationRequest, state: State, words: str, *, by: Person, now: datetime
) -> Receipt:
    request.state, request.since = state, now
    request.save(update_fields=["state", "since"])
    return _receive(request, state, words.strip(), EVENTS[state], by=by, now=now)


def _receive(
    request: InformationRequest,
    state: State,
    words: str,
    event: Event,
    *,
    by: Person,
    now: datetime,
) -> Receipt:
    made = Receipt.objects.create(request=request, state=state, words=words, by=by, at=now)
    selection = request.selection
    record(
        event,
        f"{request.what} ({selection})",
        by=by,
        now=now,
        organisation=selection.programme.office,
        details={"practice_code": selection.practice.code, "minutes": request.minutes},
    )
    return made
