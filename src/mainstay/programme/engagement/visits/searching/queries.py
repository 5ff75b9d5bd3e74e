"""How far a search for times has come."""

from datetime import datetime

from mainstay.programme.engagement.models import VisitSearch
from mainstay.programme.engagement.visits.states import SEARCHING
from mainstay.programme.organisations.models import Programme


def newest(programme: Programme) -> VisitSearch | None:
    return VisitSearch.objects.filter(programme=programme).select_related("by").last()


def goes_on(search: VisitSearch) -> bool:
    return search.state in SEARCHING


def stands_still(search: VisitSearch, now: datetime) -> bool:
    """No worker has been heard of for longer than it should take."""
    return goes_on(search) and search.until <= now
