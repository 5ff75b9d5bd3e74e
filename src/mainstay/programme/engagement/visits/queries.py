"""Which visits there are, and whose."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from mainstay.accounts.actions import fingerprint
from mainstay.accounts.models import Organisation, Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import DayOff, Feed, Visit
from mainstay.programme.engagement.visits.states import OPEN, TIMED, TOLD, WEEKDAYS, Part, State
from mainstay.programme.engagement.visits.telling import read_secret
from mainstay.programme.organisations.models import Programme
from mainstay.terms.visits import visit_kinds


def visit(selection: Selection, number: int) -> Visit | None:
    return _whole().filter(selection=selection, pk=number).first()


def of_programme(programme: Programme) -> QuerySet[Visit]:
    """Those that want a time first, then by time."""
    found = _whole().filter(selection__programme=programme).exclude(state=State.CANCELLED)
    return found.order_by(F("starts").asc(nulls_first=True), "deadline", "pk")


def of_practice(selection: Selection) -> list[Visit]:
    return sorted(selection.visits.all(), key=lambda one: (one.state not in OPEN, one.pk))


def of_person(person: Person) -> QuerySet[Visit]:
    """The visits with a time at which a person must be; for the practice, those it was told of."""
    named = Q(
        selection__nominations__person=person,
        selection__nominations__until=None,
    )
    support = Q(selection__nominations__part="change-manager", state__in=TIMED)
    practice = Q(selection__nominations__part="practice-lead", state__in=TOLD)
    found = _whole().filter(named & (support | practice) | named & Q(state=State.HELD))
    return found.distinct().order_by("starts")


def next_of(person: Person, now: datetime) -> Visit | None:
    """The first visit still to come at which a person must be."""
    return of_person(person).exclude(state=State.HELD).filter(starts__gte=now).first()


def owner_of(secret: str) -> Person | None:
    """Whose private calendar an address is."""
    held = Feed.objects.filter(fingerprint=fingerprint(secret), person__is_active=True)
    found = held.select_related("person").first()
    return found.person if found else None


def answered_by(secret: str) -> tuple[Visit, Person] | None:
    """The visit and the person of a link in a mail, as long as that time still stands."""
    read = read_secret(secret)
    if read is None:
        return None
    number, sequence, who = read
    held = _whole().filter(pk=number, sequence__in=(sequence, sequence + 1)).first()
    person = Person.objects.filter(pk=who, is_active=True).first()
    if held is None or person is None:
        return None
    fresh = held.sequence == sequence or held.state == State.CONFIRMED
    return (held, person) if fresh else None


def just_declined(secret: str) -> Visit | None:
    """The visit to which the person of a link has said no by it, where nothing came after."""
    read = read_secret(secret)
    if read is None:
        return None
    number, sequence, who = read
    held = _whole().filter(pk=number, sequence=sequence + 1, state=State.WANTED).first()
    last = held.steps.last() if held else None
    return held if last and last.by_link and last.by_id == who else None


def seen_now(visit: Visit) -> str:
    """How a visit stands by now, which may not be how the page showed it."""
    return Visit.objects.get(pk=visit.pk).seen


def week(owner: Person | Organisation) -> list[Part]:
    """When an owner has time, from Monday to Friday."""
    said = {one.weekday: Part(one.part) for one in owner.week.all()}
    return [said.get(day, Part.DAY) for day in range(len(WEEKDAYS))]


def week_seen(owner: Person | Organisation) -> str:
    """The week as a page shows it: another value means that it has changed since."""
    return "-".join(week(owner))


def days_off(owner: Person | Organisation) -> QuerySet[DayOff]:
    return owner.days_off.order_by("first")


def kinds_left(selection: Selection) -> list[tuple[str, str]]:
    """The kinds of visit that a practice does not wait for now, with their names."""
    waits = {one.kind for one in selection.visits.all() if one.state in OPEN}
    return [(one.id, one.name) for one in visit_kinds().values() if one.id not in waits]


def _whole() -> QuerySet[Visit]:
    return Visit.objects.select_related(
        "selection__practice", "selection__programme__office"
    ).prefetch_related("steps__by", "selection__nominations__person")
