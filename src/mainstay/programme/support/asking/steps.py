"""One step of a request: asked of its policy, taken once, kept and logged."""

from datetime import date, datetime

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.support import policies
from mainstay.programme.support.asking.queries import has_room
from mainstay.programme.support.models import Offer, RequestStep, SupportRequest
from mainstay.programme.support.states import DONE_IN, LEADS_TO, Deed
from mainstay.terms.errors import MainstayError

EVENTS = {
    Deed.YES: Event.SUPPORT_PROMISED,
    Deed.WAIT: Event.SUPPORT_WAITS,
    Deed.NO: Event.SUPPORT_DECLINED,
    Deed.START: Event.SUPPORT_STARTED,
    Deed.FINISH: Event.SUPPORT_FINISHED,
    Deed.TAKE_BACK: Event.SUPPORT_TAKEN_BACK,
    Deed.URGENT: Event.SUPPORT_URGENT,
}


def held_request(request: SupportRequest) -> SupportRequest:
    """A request, held with its offer: who counts places does so one after the other."""
    Offer.objects.select_for_update().get(pk=request.offer_id)
    found = SupportRequest.objects.select_for_update(of=("self",)).select_related(
        "offer__office", "selection__practice"
    )
    return found.get(pk=request.pk)


def take(
    request: SupportRequest,
    deed: Deed,
    *,
    words: str,
    seen: int,
    by: Person,
    now: datetime,
    starts: date | None = None,
    instead: Offer | None = None,
    room_needed: bool | None = None,
) -> tuple[RequestStep, bool]:
    """The step, and whether it is new: a second press gives the first one's.

    `seen`: the last step that the person saw. `room_needed`: that there is a place, or that there
    is none. Raises MainstayError where somebody was quicker, or the places say otherwise.
    """
    held = held_request(request)
    require(policies.can_do(by, held, deed))
    last = held.steps.last()
    if last.pk != seen and _same(last, deed, words, starts, by):
        return last, False
    _require_seen(held, last, seen, deed)
    if room_needed is not None:
        require_room(held, room_needed)
    made = RequestStep.objects.create(
        request=held, deed=deed, words=words.strip(), starts=starts, instead=instead, by=by, at=now
    )
    _settle(held, made, now)
    _log(made, now)
    return made, True


def require_room(held: SupportRequest, wanted: bool) -> None:
    """A yes never takes the place of a practice that stands before; nobody waits for nothing."""
    found = has_room(held)
    if wanted and not found:
        raise MainstayError(
            "No place is free for this practice, after those who stand before it.",
            advice="Answer them first, or put this one on the waiting list.",
        )
    if found and not wanted:
        raise MainstayError("A place is free, so nobody needs to wait.", advice="Say yes or no.")


def _same(last: RequestStep, deed: Deed, words: str, starts: date | None, by: Person) -> bool:
    return (last.deed, last.words, last.starts, last.by_id) == (deed, words.strip(), starts, by.pk)


def _require_seen(held: SupportRequest, last: RequestStep, seen: int, deed: Deed) -> None:
    if last.pk != seen:
        raise MainstayError(
            f"While you were writing, {last.by} {last.get_deed_display()}.",
            advice="Read how it stands now. Your words are still in the box.",
        )
    if held.state not in DONE_IN[deed] or (deed == Deed.URGENT and held.urgent):
        raise MainstayError(f"That cannot be done now. It is: {held.get_state_display()}.")


def _settle(held: SupportRequest, step: RequestStep, now: datetime) -> None:
    if step.deed == Deed.URGENT:
        held.urgent = step.words
    else:
        held.state, held.since = LEADS_TO[Deed(step.deed)], now
        held.starts = step.starts or held.starts
    held.save(update_fields=["state", "since", "starts", "urgent"])


def _log(step: RequestStep, now: datetime) -> None:
    request = step.request
    details = {"request": request.pk, "practice_code": request.selection.practice.code}
    if step.deed == Deed.URGENT:
        details["why"] = step.words
    record(
        EVENTS[Deed(step.deed)],
        str(request)[:300],
        by=step.by,
        now=now,
        organisation=request.offer.office,
        details=details,
    )
