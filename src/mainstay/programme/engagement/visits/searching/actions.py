"""Have times looked for."""

from datetime import datetime, timedelta

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.engagement.models import VisitSearch
from mainstay.programme.engagement.visits import policies
from mainstay.programme.engagement.visits.searching import queries, tasks
from mainstay.programme.organisations.models import Programme

TAKEN_WITHIN = timedelta(minutes=1)  # else it is put in the queue once more


@transaction.atomic
def look_for_times(*, programme: Programme, by: Person, now: datetime) -> VisitSearch:
    """Have a worker look for times; the search that is under way, where there is one."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_book(by, locked))
    newest = queries.newest(locked)
    if newest is not None and queries.goes_on(newest):
        return newest
    made = VisitSearch.objects.create(programme=locked, by=by, at=now, until=now + TAKEN_WITHIN)
    tasks.look.enqueue(made.pk)
    office = locked.office
    record(Event.VISITS_SOUGHT, locked.name, by=by, now=now, organisation=office)
    return made
