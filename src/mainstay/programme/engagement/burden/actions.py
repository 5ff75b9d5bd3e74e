"""Say how long something really took."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.burden import policies
from mainstay.programme.engagement.burden.queries import burden
from mainstay.programme.engagement.models import TimeTaken
from mainstay.terms.errors import MainstayError

MOST = 24 * 60


@transaction.atomic
def tell_time(
    *, selection: Selection, line: str, minutes: int, by: Person, now: datetime
) -> TimeTaken:
    """The practice's own minutes take the place of the expected ones.

    Raises MainstayError for a line that the practice's ledger has not, or for over a day.
    """
    require(policies.can_correct(by, selection))
    held = {one.id: one for one in burden(selection).asked}.get(line)
    if held is None:
        raise MainstayError("That is not in the list any more.", advice="Open the page again.")
    if not 0 <= minutes <= MOST:
        raise MainstayError("Enter minutes, from 0 to 1,440.")
    made = TimeTaken.objects.create(selection=selection, what=line, minutes=minutes, by=by, at=now)
    record(
        Event.TIME_TOLD,
        f"{held.what}, {minutes} minutes",
        by=by,
        now=now,
        organisation=selection.practice,
    )
    return made
