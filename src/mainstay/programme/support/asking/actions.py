"""What a practice does: it asks for an offer, takes that back, and says whether it helped."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.support import policies
from mainstay.programme.support.about import require_known
from mainstay.programme.support.asking import telling
from mainstay.programme.support.asking.steps import held_request, take
from mainstay.programme.support.models import Offer, Opinion, RequestStep, SupportRequest
from mainstay.programme.support.states import OPEN, Deed, Helped, State
from mainstay.terms.errors import MainstayError


@transaction.atomic
def ask(
    *,
    offer: Offer,
    selection: Selection,
    statement: str,
    words: str,
    finding: str = "",
    by: Person,
    now: datetime,
) -> SupportRequest:
    """Ask for an offer for a practice; words are not needed, nor what it is about.

    While the practice's request is open, asking again gives that one: it is asked for once.
    """
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    require(policies.can_ask(by, locked, selection))
    if held := locked.requests.filter(selection=selection, state__in=OPEN).first():
        return held
    _require_open(locked, selection, now)
    require_known(statement, finding)
    made = SupportRequest.objects.create(
        offer=locked, selection=selection, statement=statement, finding=finding,
        words=words.strip(), state=State.ASKED, since=now, by=by, at=now,
    )  # fmt: skip
    step = RequestStep.objects.create(
        request=made, deed=Deed.ASK, words=words.strip(), by=by, at=now
    )
    _log(Event.SUPPORT_ASKED, made, by=by, now=now)
    telling.tell_answerers(step, now=now)
    return made


@transaction.atomic
def take_back(
    *, request: SupportRequest, words: str, seen: int, by: Person, now: datetime
) -> RequestStep:
    """The practice does not need it any more. Its place goes to the next in line."""
    made, new = take(request, Deed.TAKE_BACK, words=words, seen=seen, by=by, now=now)
    if new:
        telling.tell_answerers(made, now=now)
        telling.tell_next(made.request.offer, made, now=now)
    return made


@transaction.atomic
def say(
    *, request: SupportRequest, helped: Helped, words: str, by: Person, now: datetime
) -> Opinion:
    """Whether it helped, and what changed, once. The log tells that it was said, and not what.

    Raises MainstayError where a colleague has said it already.
    """
    locked = held_request(request)
    require(policies.can_say(by, locked))
    held = Opinion.objects.filter(request=locked).first()
    if held is not None and (held.by_id, held.helped) == (by.pk, helped):
        return held
    if held is not None:
        raise MainstayError(f"{held.by} has said already whether it helped.")
    made = Opinion.objects.create(request=locked, helped=helped, words=words.strip(), by=by, at=now)
    record(
        Event.SUPPORT_SAID, str(locked.offer), by=by, now=now,
        organisation=locked.selection.practice,
    )  # fmt: skip
    return made


def _require_open(offer: Offer, selection: Selection, now: datetime) -> None:
    """Raises MainstayError for an offer or a programme that is over."""
    if offer.ended_at is not None:
        raise MainstayError(
            f"{offer} is not on offer any more.", advice="Look in the directory for another."
        )
    if selection.programme.ends < now.date():
        raise MainstayError(
            f"{selection.programme} is over.", advice="Ask the office what comes next."
        )


def _log(event: Event, request: SupportRequest, *, by: Person, now: datetime) -> None:
    details = {"request": request.pk, "practice_code": request.selection.practice.code}
    office = request.offer.office
    record(event, str(request)[:300], by=by, now=now, organisation=office, details=details)
