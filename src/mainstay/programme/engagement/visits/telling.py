"""Who is told of a visit, with the entry for their calendar."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.programme.agreements.parts import Part
from mainstay.programme.agreements.policies import PRACTICE
from mainstay.programme.agreements.queries import in_part
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.visits.calendars import Method, invitation

SALT = "visit"
DAYS_OPEN = 21


def secret_for(visit: Visit, person: Person) -> str:
    """What opens one page to one person: yes or no to this visit at this time, and nothing else."""
    return signing.dumps([visit.pk, visit.sequence, person.pk], salt=SALT, compress=False)


def read_secret(secret: str) -> tuple[int, int, int] | None:
    """The visit, its sequence and the person; None for a secret that is not ours, or too old."""
    try:
        visit, sequence, person = signing.loads(secret, salt=SALT, max_age=DAYS_OPEN * 24 * 3600)
    except signing.BadSignature:
        return None
    return visit, sequence, person


def tell_offered(visit: Visit, why: str, *, now: datetime) -> None:
    """Ask the practice; each gets a link of their own."""
    moved = f"It had to move: {why}\n" if why else ""
    for person in answerers(visit):
        path = reverse("visit-answer", args=[secret_for(visit, person)])
        ask = "Say yes, or ask for another time, without signing in:"
        words = f"{moved}{_when(visit)}.\n{ask}\n{settings.MAINSTAY_ADDRESS}{path}"
        _tell(visit, [person], f"Will this time do? {_short(visit)}", words, now, Method.REQUEST)


def tell_confirmed(visit: Visit, *, now: datetime) -> None:
    words = f"The practice said yes. {_when(visit)}."
    _tell(visit, everybody(visit), f"Confirmed: {_short(visit)}", words, now, Method.REQUEST)


def tell_declined(visit: Visit, before: datetime | None, words: str, *, now: datetime) -> None:
    told = f"{visit.selection} needs another time. {words}".strip()
    _tell(visit, everybody(visit), f"Another time: {visit}", told, now, Method.CANCEL, before)


def tell_cancelled(visit: Visit, words: str, *, now: datetime) -> None:
    told = f"It will not be held. {words}"
    _tell(visit, everybody(visit), f"Cancelled: {_short(visit)}", told, now, Method.CANCEL)


def answerers(visit: Visit) -> list[Person]:
    """The practice's named lead; all of its people where nobody is named."""
    named = in_part(visit.selection, Part.PRACTICE_LEAD)
    if named is not None:
        return [named.person]
    held = Person.objects.filter(
        memberships__organisation=visit.selection.practice_id,
        memberships__role__in=PRACTICE,
        memberships__until=None,
        is_active=True,
    )
    return list(held.distinct())


def everybody(visit: Visit) -> list[Person]:
    """Those who answer for the practice, and those named for what the visit needs."""
    named = Q(nominations__selection=visit.selection_id, nominations__until=None)
    parts = Q(nominations__part__in=visit.what.needs)
    found = Person.objects.filter(named & parts, is_active=True).distinct()
    return list({one.pk: one for one in [*answerers(visit), *found]}.values())


def _tell(
    visit: Visit,
    people: Iterable[Person],
    subject: str,
    words: str,
    now: datetime,
    method: Method,
    before: datetime | None = None,
) -> None:
    starts = visit.starts or before
    for person in people:
        calendar = invitation(visit, starts, method, person.email) if starts else ""
        tell(
            people=[person],
            key=f"visit-{visit.pk}-{visit.sequence}-{visit.state}",
            subject=subject[:200],
            words=words,
            path=reverse("visit", args=[visit.selection_id, visit.pk]),
            now=now,
            urgent=True,
            organisation=visit.selection.programme.office,
            calendar=calendar,
        )


def _short(visit: Visit) -> str:
    starts = localtime(visit.starts)
    return f"{visit}, {starts.day} {starts:%B}"


def _when(visit: Visit) -> str:
    starts = localtime(visit.starts)
    when = f"{starts:%A} {starts.day} {starts:%B %Y} at {starts:%H:%M}"
    return f"{visit.what.name}: {when}, {visit.minutes} minutes, at {visit.selection}"
