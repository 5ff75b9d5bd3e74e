"""What a worker does each minute: see to searches that were lost with a worker."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.queue import queued
from mainstay.programme.engagement.models import VisitSearch
from mainstay.programme.engagement.visits.searching import tasks
from mainstay.programme.engagement.visits.searching.actions import TAKEN_WITHIN
from mainstay.programme.engagement.visits.searching.making import fail
from mainstay.programme.engagement.visits.states import SEARCHING, Search

MOST = 5  # workers that a search may take with it
STOPPED = "Looking for times stopped in the middle, again and again."


def sweep_searches(now: datetime) -> None:
    """Several workers may sweep at the same moment: an answer is still kept once."""
    for one in VisitSearch.objects.filter(state__in=SEARCHING, until__lte=now):
        if one.tries >= MOST:
            fail(one, STOPPED, now)
        elif one.state == Search.UNDER_WAY or one.pk not in queued(tasks.look):
            _queue(one, now)


@transaction.atomic
def _queue(search: VisitSearch, now: datetime) -> None:
    left = VisitSearch.objects.filter(pk=search.pk, state=search.state, until=search.until)
    if left.update(state=Search.WAITING, until=now + TAKEN_WITHIN):
        tasks.look.enqueue(search.pk)
