"""What the provider and the office do with a request."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from mainstay.accounts.models import Person
from mainstay.programme.support.asking import telling
from mainstay.programme.support.asking.steps import take
from mainstay.programme.support.models import Offer, RequestStep, SupportRequest
from mainstay.programme.support.states import Deed
from mainstay.terms.errors import MainstayError


@transaction.atomic
def say_yes(
    *, request: SupportRequest, starts: date, words: str, seen: int, by: Person, now: datetime
) -> RequestStep:
    """Yes, from a day on; or another day than was said before.

    Raises MainstayError where no place is free after those who stand before in line.
    """
    if starts < localtime(now).date():
        raise MainstayError("That day is over.", advice="Enter today or a later day.")
    made, new = take(
        request, Deed.YES, words=words, starts=starts, room_needed=True, seen=seen, by=by, now=now
    )
    return _tell_practice(made, new, now)


@transaction.atomic
def put_waiting(
    *, request: SupportRequest, words: str, seen: int, by: Person, now: datetime
) -> RequestStep:
    """No place is free: the practice waits for its turn. Raises MainstayError while one is."""
    made, new = take(request, Deed.WAIT, words=words, room_needed=False, seen=seen, by=by, now=now)
    return _tell_practice(made, new, now)


@transaction.atomic
def say_no(
    *,
    request: SupportRequest,
    words: str,
    instead: Offer | None,
    seen: int,
    by: Person,
    now: datetime,
) -> RequestStep:
    """No, with the reason; `instead`: what else on offer may help."""
    if not words.strip():
        raise MainstayError("Say why not: the practice reads it.")
    if instead is not None and instead.office_id != request.offer.office_id:
        raise MainstayError("Choose something from the same directory.")
    made, new = take(request, Deed.NO, words=words, instead=instead, seen=seen, by=by, now=now)
    if new:
        telling.tell_next(made.request.offer, made, now=now)
    return _tell_practice(made, new, now)


@transaction.atomic
def start(
    *, request: SupportRequest, words: str, seen: int, by: Person, now: datetime
) -> RequestStep:
    """Help has reached the practice."""
    made, new = take(request, Deed.START, words=words, seen=seen, by=by, now=now)
    return _tell_practice(made, new, now)


@transaction.atomic
def finish(
    *, request: SupportRequest, words: str, seen: int, by: Person, now: datetime
) -> RequestStep:
    """It is done. The place goes to the next in line, and the practice is asked how it was."""
    made, new = take(request, Deed.FINISH, words=words, seen=seen, by=by, now=now)
    if new:
        telling.tell_next(made.request.offer, made, now=now)
    return _tell_practice(made, new, now)


@transaction.atomic
def put_first(
    *, request: SupportRequest, words: str, seen: int, by: Person, now: datetime
) -> RequestStep:
    """The office lets a practice go before others, and says why: the log keeps that."""
    if not words.strip():
        raise MainstayError("Say why it is urgent: that is recorded.")
    made, new = take(request, Deed.URGENT, words=words, seen=seen, by=by, now=now)
    if new:
        telling.tell_answerers(made, now=now)
    return _tell_practice(made, new, now)


def _tell_practice(made: RequestStep, new: bool, now: datetime) -> RequestStep:
    if new:
        telling.tell_practice(made, now=now)
    return made
