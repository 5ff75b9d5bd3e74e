"""Who looked at a practice's evidence: noted once a day, and told to the practice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from mainstay.accounts.audit import Event, record
from mainstay.accounts.looks import READ, READ_ON_RECORD, Look
from mainstay.accounts.models import Entry, Organisation, Person, Reading, Tail
from mainstay.accounts.policies import current
from mainstay.accounts.roles import Kind


@dataclass(frozen=True)
class Looked:
    """One line of what a practice reads: who, from where, what and when."""

    number: int
    who: str
    places: tuple[str, ...]
    what: str
    at: datetime


def note_reading(*, person: Person, practice_code: str, look: Look, now: datetime) -> None:
    """Log that a person looked at a practice, unless it is their own or was noted that day."""
    noted = {
        "person": person,
        "practice_code": practice_code,
        "day": localdate(now),
        "look": look.value,
    }
    if Reading.objects.filter(**noted).exists() or _is_own(person, practice_code):
        return
    with transaction.atomic():
        Tail.objects.select_for_update().get()  # two pages of one person may be asked for at once
        if not Reading.objects.filter(**noted).exists():
            entry = _entry(person, practice_code, look, now)
            Reading.objects.create(entry=entry.number, **noted)


def readings(practice_code: str) -> QuerySet[Reading]:
    """The newest first."""
    return Reading.objects.filter(practice_code=practice_code).order_by("-entry")


def told(found: QuerySet[Reading]) -> Iterator[Looked]:
    """What the log says of them, in their order."""
    numbers = [one.entry for one in found]
    entries = Entry.objects.in_bulk(numbers)
    for entry in (entries[number] for number in numbers if number in entries):
        yield Looked(
            entry.number,
            entry.person_name,
            tuple(entry.details["from"]),
            Look(entry.details["look"]).label,
            entry.at,
        )


def _entry(person: Person, practice_code: str, look: Look, now: datetime) -> Entry:
    """Belongs to the practice, if it is here; its code finds it if it comes later."""
    practice = Organisation.objects.filter(kind=Kind.PRACTICE, code=practice_code).first()
    places = current(person).order_by("organisation__name").values_list("organisation__name")
    event = Event.EVIDENCE_READ if look in READ else Event.EVIDENCE_TAKEN
    event = Event.RECORD_READ if look in READ_ON_RECORD else event
    return record(
        event,
        practice_code,
        by=person,
        now=now,
        organisation=practice,
        details={
            "practice_code": practice_code,
            "look": look.value,
            "from": sorted({name for (name,) in places}),
        },
    )


def _is_own(person: Person, practice_code: str) -> bool:
    practice = {"organisation__kind": Kind.PRACTICE, "organisation__code": practice_code}
    return current(person).filter(**practice).exists()
