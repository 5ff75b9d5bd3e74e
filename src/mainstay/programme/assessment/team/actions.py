"""What a practice's lead keeps of who works there, and takes away."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies
from mainstay.programme.assessment.models import Colleague, StaffGroup
from mainstay.terms.errors import MainstayError

MOST = 200


@transaction.atomic
def keep_colleagues(
    *, practice: Organisation, people: Mapping[str, StaffGroup], by: Person, now: datetime
) -> int:
    """Keep people, by their address, for the next round; gives how many are new or moved.

    Somebody who is kept already moves to the group named now. Raises MainstayError for more than
    200 people.
    """
    locked = Organisation.objects.select_for_update().get(pk=practice.pk)
    require(policies.can_run(by, locked))
    there = {one.address.lower(): one for one in locked.colleagues.all()}
    moved = [
        (there[address.lower()], group)
        for address, group in people.items()
        if address.lower() in there and there[address.lower()].group != group
    ]
    new = [(one, group) for one, group in people.items() if one.lower() not in there]
    if len(there) + len(new) > MOST:
        raise MainstayError(f"That is more than {MOST} people.", advice="Take away who has left.")
    for one, group in moved:
        one.group = group
        one.save(update_fields=["group"])
    Colleague.objects.bulk_create(
        Colleague(practice=locked, group=group, address=address) for address, group in new
    )
    if moved or new:
        _log(Event.COLLEAGUES_KEPT, locked, by, now, people=len(moved) + len(new))
    return len(moved) + len(new)


@transaction.atomic
def forget_colleague(*, colleague: Colleague, by: Person, now: datetime) -> None:
    """Keep somebody's address no more. What they are asked in a round under way stays."""
    require(policies.can_run(by, colleague.practice))
    gone, _ = Colleague.objects.filter(pk=colleague.pk).delete()
    if gone:
        _log(Event.COLLEAGUE_FORGOTTEN, colleague.practice, by, now)


def _log(event: Event, practice: Organisation, by: Person, now: datetime, **more: object) -> None:
    """How many, and never who: the log outlives the list."""
    record(event, practice.name, by=by, now=now, organisation=practice, details=more)
