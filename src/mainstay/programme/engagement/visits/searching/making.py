"""Make a search: ask the records, think, and keep the answer if the records still ask the same.

Nothing is locked while the solver thinks, and a worker may be killed at any moment. So the answer
is kept in one transaction, which first asks again. Two workers at the same search both think; the
first to end keeps its answer.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from mainstay.programme.engagement.models import Visit, VisitSearch
from mainstay.programme.engagement.visits.actions import keep_proposals
from mainstay.programme.engagement.visits.planning import Asked, Places, Plan, answer, ask
from mainstay.programme.engagement.visits.searching.places import places
from mainstay.programme.engagement.visits.states import OPEN, SEARCHING, Search

LEASE = timedelta(minutes=1)  # longer than a search takes
TIMES = 3  # that it is made anew when the records changed meanwhile
CHANGED = "Visits, people or days kept changing while times were looked for."
NOT_ALLOWED = "Whoever asked for it may no longer book visits."
OUR_FAULT = (
    "Something went wrong on our side. It is written down for those who look after Mainstay."
)
Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


def make(number: int, *, clock: Clock) -> None:
    """Make a search that waits; does nothing for one that does not."""
    search = _claim(number, clock())
    if search is None:
        return
    today = localdate(clock())
    try:
        where = places(today)
        kept = any(_made(search, where, today, clock) for _ in range(TIMES))
    except PermissionDenied:
        fail(search, NOT_ALLOWED, clock())
    except Exception:  # the page must be able to say that it went wrong
        log.exception("Times for the visits of %s could not be looked for", search.programme)
        fail(search, OUR_FAULT, clock())
    else:
        if not kept:
            fail(search, CHANGED, clock())


def fail(search: VisitSearch, why: str, now: datetime) -> None:
    """Give a search up, unless another worker has made it."""
    going = VisitSearch.objects.filter(pk=search.pk, state__in=SEARCHING)
    going.update(state=Search.FAILED, ended=now, problem=why)


def _claim(number: int, now: datetime) -> VisitSearch | None:
    waiting = VisitSearch.objects.filter(pk=number, state=Search.WAITING)
    if not waiting.update(state=Search.UNDER_WAY, until=now + LEASE, tries=F("tries") + 1):
        return None
    return VisitSearch.objects.select_related("programme__office", "by").get(pk=number)


def _made(search: VisitSearch, where: Places, today: date, clock: Clock) -> bool:
    """Whether it has come to its end. If not, the records have changed."""
    asked = ask(search.programme, where, today)
    return _kept(search, asked, answer(asked), where, today, clock())


@transaction.atomic
def _kept(
    search: VisitSearch, asked: Asked, found: Plan, where: Places, today: date, now: datetime
) -> bool:
    # Searches of all programmes keep their answers one after the other: they share people.
    going = VisitSearch.objects.select_for_update().filter(state__in=SEARCHING).order_by("pk")
    if search.pk not in {one.pk for one in going}:
        return True
    list(Visit.objects.select_for_update().filter(state__in=OPEN).order_by("pk"))
    if ask(search.programme, where, today) != asked:
        return False
    kept = keep_proposals(
        programme=search.programme, times=found.times, problems=found.problems, by=search.by,
        now=now,
    )  # fmt: skip
    VisitSearch.objects.filter(pk=search.pk).update(
        state=Search.DONE, ended=now, times=kept, without=len(found.problems)
    )
    return True
