"""Who is told of a request, and reminded of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.programme.agreements.parts import Part
from mainstay.programme.agreements.policies import OFFICE, PRACTICE
from mainstay.programme.agreements.queries import in_part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import queries
from mainstay.programme.engagement.models import InformationRequest
from mainstay.programme.engagement.requests.queries import waiting
from mainstay.programme.engagement.requests.states import OPEN, State
from mainstay.programme.engagement.stages import ENDED
from mainstay.terms.wording import counted, long_day

BEFORE = timedelta(days=3)
WEEK = 7


def tell_whose_turn(request: InformationRequest, *, now: datetime) -> None:
    """Those whose turn it came to be; nobody where it is settled."""
    if request.state in OPEN:
        words = f"{request.by} asks for this by {long_day(request.due)}. Why: {request.why}"
        _tell(request, _answerers(request, State(request.state)), "asked", words, now, urgent=True)


def tell_asker(request: InformationRequest, *, by: Person, now: datetime) -> None:
    if request.by_id != by.pk:
        _tell(request, [request.by], "answered", f"{request.get_state_display()}: {by}.", now)


def tell_withdrawn(request: InformationRequest, turn: State, *, by: Person, now: datetime) -> None:
    people = _answerers(request, turn).exclude(pk=by.pk)
    _tell(request, people, "withdrawn", "You need not answer this any more.", now)


def remind(now: datetime) -> None:
    """Tell of what is due in three days, is due today, or has been late for one more week.

    Run as often as one likes: each person is told each of these once.
    """
    today = localtime(now).date()
    for request in waiting().filter(due__lte=today + BEFORE):
        if queries.stage(request.selection) in ENDED:
            continue
        moment, words = _reminder(request.due, today)
        people = _answerers(request, State(request.state))
        _tell(request, people, f"{request.due}-{moment}", words, now)


def _reminder(due: date, today: date) -> tuple[str, str]:
    """Which reminder it is, and its words."""
    late = (today - due).days
    if late < 0:
        return "before", f"An answer is due on {long_day(due)}."
    if late < WEEK:
        return (
            "day",
            f"An answer was due on {long_day(due)}." if late else "An answer is due today.",
        )
    weeks = late // WEEK
    words = f"It is late by {counted(weeks, 'week')}. If you cannot answer, say so: that ends it."
    return f"week-{weeks}", words


def _answerers(request: InformationRequest, turn: State) -> QuerySet[Person]:
    """The office's people; for the practice its named lead, or all of its people without one."""
    selection = request.selection
    if turn == State.OFFICE:
        return _people(selection.programme.office_id, OFFICE)
    named = in_part(selection, Part.PRACTICE_LEAD)
    everybody = _people(selection.practice_id, PRACTICE)
    return everybody.filter(pk=named.person_id) if named else everybody


def _people(organisation: int, roles: Iterable[str]) -> QuerySet[Person]:
    held = Person.objects.filter(
        memberships__organisation=organisation, memberships__role__in=roles, memberships__until=None
    )
    return held.filter(is_active=True).distinct()


def _tell(
    request: InformationRequest,
    people: Iterable[Person],
    moment: str,
    words: str,
    now: datetime,
    *,
    urgent: bool = False,
) -> None:
    selection: Selection = request.selection
    tell(
        people=people,
        key=f"request-{request.pk}-{request.state}-{moment}",
        subject=f"{request.what} ({selection})"[:200],
        words=words,
        path=reverse("information-request", args=[selection.pk, request.pk]),
        now=now,
        urgent=urgent,
        organisation=selection.programme.office,
    )
