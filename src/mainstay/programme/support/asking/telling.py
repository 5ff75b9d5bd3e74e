"""Who is told of a request for support, and reminded of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.roles import Role
from mainstay.programme.agreements.policies import OFFICE, PRACTICE
from mainstay.programme.support.asking import queries
from mainstay.programme.support.models import Offer, RequestStep, SupportRequest
from mainstay.programme.support.offers.queries import CHECK_EVERY, left, unchecked_since
from mainstay.programme.support.policies import PROVIDER
from mainstay.programme.support.states import Deed, State
from mainstay.terms.wording import counted

WEEK = timedelta(days=7)
TIME_TO_SAY = timedelta(days=14)


def tell_answerers(step: RequestStep, *, now: datetime) -> None:
    """Whose it is to answer at once; the office, where a provider answers, in its own time."""
    request, words = step.request, f"{step.by} {step.get_deed_display()}."
    answering, others = answerers(request.offer).exclude(pk=step.by_id), Person.objects.none()
    if request.offer.partner_id:
        known = answering.values_list("pk", flat=True)
        others = _office(request.offer).exclude(pk__in=[step.by_id, *known])
    _tell(request, answering, f"step-{step.pk}", words, now, urgent=True)
    _tell(request, others, f"step-{step.pk}", words, now)


def tell_practice(step: RequestStep, *, now: datetime) -> None:
    """Who asked, and who leads the practice."""
    people = practice_people(step.request).exclude(pk=step.by_id)
    _tell(step.request, people, f"step-{step.pk}", told(step), now, urgent=True)


def tell_next(offer: Offer, step: RequestStep, *, now: datetime) -> None:
    """A place is free: whoever answers learns whose turn it is, in the order of the list."""
    waiting = [one for one in queries.line(offer) if one.state == State.WAITING]
    free = left(offer)
    if not waiting or free == 0:
        return
    first = waiting[0]
    words = f"A place is free. {first.selection} is the first on the waiting list."
    _tell(first, answerers(offer), f"free-{step.pk}", words, now, urgent=True)


def remind(now: datetime) -> None:
    """Tell of what waits for an answer, should have begun, or has not been spoken of.

    Run as often as one likes: each person is told each of these once.
    """
    today = localtime(now).date()
    for one in queries.unanswered(now - WEEK):
        weeks = (now - one.since) // WEEK
        words = f"This has waited for an answer for {counted(weeks, 'week')}."
        _tell(one, answerers(one.offer), f"unanswered-{weeks}", words, now)
    for one in queries.not_begun(today):
        words = f"It was to start on {day(one.starts)}. Say that it has, or give another day."
        _tell(one, answerers(one.offer), f"begun-{one.starts}", words, now)
    for one in queries.unsaid(now - TIME_TO_SAY):
        words = "Did it help? Two short questions. Nobody but your practice sees your answer."
        _tell(one, practice_people(one), "say", words, now)
    remind_to_check(now)


def remind_to_check(now: datetime) -> None:
    """The office looks at each offer every half year."""
    for one in unchecked_since(now - CHECK_EVERY):
        tell(
            people=_office(one),
            key=f"offer-{one.pk}-check-{localtime(one.checked_at).date()}",
            subject=f"Does this still hold? {one.name}"[:200],
            words="Nobody has checked this offer for six months. Practices are told so.",
            path=reverse("support-offer", args=[one.pk]),
            now=now,
            organisation=one.office,
        )


def told(step: RequestStep) -> str:
    """A step as the practice reads it."""
    said = {
        Deed.YES: f"Yes. It starts on {day(step.starts)}." if step.starts else "Yes.",
        Deed.WAIT: "You are on the waiting list. Your request shows your place.",
        Deed.NO: "The answer is no.",
        Deed.START: "It has started.",
        Deed.FINISH: "It is finished. Did it help? Two short questions wait for you.",
        Deed.URGENT: "The office has put you first in line.",
    }[Deed(step.deed)]
    more = f" What else may help: {step.instead}." if step.instead else ""
    return f"{said}{more} {step.words}".strip()


def answerers(offer: Offer) -> QuerySet[Person]:
    """The provider's people where it is linked and has some; else the office's."""
    if offer.partner_id:
        found = _people(Q(memberships__organisation=offer.partner_id), PROVIDER)
        if found.exists():
            return found
    return _office(offer)


def practice_people(request: SupportRequest) -> QuerySet[Person]:
    """Who asked, while they are there, and the practice's leads."""
    practice = Q(memberships__organisation=request.selection.practice_id)
    asked = Q(pk=request.by_id, memberships__role__in=PRACTICE)
    return _held(practice & (asked | Q(memberships__role=Role.PRACTICE_LEAD)))


def _office(offer: Offer) -> QuerySet[Person]:
    return _people(Q(memberships__organisation=offer.office_id), OFFICE)


def _people(home: Q, roles: Iterable[str]) -> QuerySet[Person]:
    return _held(home & Q(memberships__role__in=roles))


def _held(which: Q) -> QuerySet[Person]:
    found = Person.objects.filter(which & Q(memberships__until=None), is_active=True)
    return found.distinct()


def _tell(
    request: SupportRequest,
    people: Iterable[Person],
    moment: str,
    words: str,
    now: datetime,
    *,
    urgent: bool = False,
) -> None:
    tell(
        people=people,
        key=f"support-{request.pk}-{moment}",
        subject=f"{request.offer} ({request.selection})"[:200],
        words=words,
        path=reverse("support-request", args=[request.pk]),
        now=now,
        urgent=urgent,
        organisation=request.offer.office,
    )


def day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
