"""A practice's lead says when to be reminded to look again."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies
from mainstay.programme.assessment.models import Round
from mainstay.terms.errors import MainstayError
from mainstay.terms.periods import months_after

MONTHS = (6, 12)


@transaction.atomic
def look_again(*, team_round: Round, months: int | None, by: Person, now: datetime) -> Round:
    """Remind the practice's leads so many months from today; None: do not remind them.

    A round that begins before then ends it. Raises MainstayError for another number of months.
    """
    found = Round.objects.select_for_update(of=("self",)).get(pk=team_round.pk)
    require(policies.can_look_again(by, found))
    if months not in (None, *MONTHS):
        raise MainstayError("That cannot be chosen.", advice="Choose 6 or 12 months.")
    day = months_after(localtime(now).date(), months) if months else None
    if day == found.again:
        return found
    found.again, found.reminded, found.reminded_at = day, "", None
    found.save(update_fields=["again", "reminded", "reminded_at"])
    practice = found.practice
    details = {"on": day.isoformat() if day else ""}
    record(
        Event.LOOK_AGAIN_SET,
        practice.name,
        by=by,
        now=now,
        organisation=practice,
        details=details,
    )
    return found
