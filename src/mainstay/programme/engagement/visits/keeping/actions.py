"""Say when there is time, and when there is none; and get a private calendar address."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from mainstay.accounts.actions import LETTERS, fingerprint
from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import DayOff, Feed, WeekPart
from mainstay.programme.engagement.visits import queries
from mainstay.programme.engagement.visits.policies import can_keep_practice_days
from mainstay.programme.engagement.visits.states import WEEKDAYS, Part
from mainstay.terms.errors import MainstayError


@transaction.atomic
def keep_week(
    *,
    selection: Selection | None,
    parts: Sequence[Part],
    seen: str = "",
    by: Person,
    now: datetime,
) -> None:
    """The parts of Monday to Friday with time: the practice's, or without one a person's own.

    `seen`: the week as the person saw it. Raises MainstayError where another has saved since.
    """
    owner = _owner(selection, by)
    [who] = owner.values()
    who.__class__.objects.select_for_update().get(pk=who.pk)  # one at a time
    held = queries.week_seen(who)
    if held == "-".join(parts):
        return
    if seen and held != seen:
        raise MainstayError(
            "Somebody has changed this week since you opened it.",
            advice="Yours is below. Save it again if you still want to.",
        )
    for weekday, part in enumerate(parts[: len(WEEKDAYS)]):
        WeekPart.objects.update_or_create(**owner, weekday=weekday, defaults={"part": part})
    _note(selection, "the week", by, now)


@transaction.atomic
def add_day_off(
    *, selection: Selection | None, first: date, last: date, part: Part, by: Person, now: datetime
) -> DayOff:
    """No time on some days. Raises MainstayError where they end before they begin."""
    owner = _owner(selection, by)
    if last < first:
        raise MainstayError("The last day is before the first.")
    made, new = DayOff.objects.get_or_create(**owner, first=first, last=last, part=part)
    if new:
        _note(selection, f"{first} to {last}", by, now)
    return made


@transaction.atomic
def drop_day_off(*, selection: Selection | None, number: int, by: Person, now: datetime) -> None:
    """There is time after all."""
    gone, _ = DayOff.objects.filter(**_owner(selection, by), pk=number).delete()
    if gone:
        _note(selection, "a day off less", by, now)


@transaction.atomic
def renew_calendar(*, by: Person, now: datetime) -> str:
    """A new secret for one's private calendar, which is told once; the old one opens nothing."""
    secret = secrets.token_urlsafe(LETTERS)
    Feed.objects.update_or_create(
        person=by, defaults={"fingerprint": fingerprint(secret), "at": now}
    )
    record(Event.CALENDAR_RENEWED, by.email, by=by, now=now)
    return secret


def _owner(selection: Selection | None, by: Person) -> dict[str, Person | Organisation]:
    if selection is None:
        return {"person": by}
    require(can_keep_practice_days(by, selection))
    return {"practice": selection.practice}


def _note(selection: Selection | None, what: str, by: Person, now: datetime) -> None:
    organisation = selection.practice if selection else None
    record(Event.DAYS_CHANGED, what, by=by, now=now, organisation=organisation)
