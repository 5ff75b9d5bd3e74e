"""What changes programmes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.accounts.roles import Kind
from mainstay.programme.organisations import policies
from mainstay.programme.organisations.models import Objective, Programme
from mainstay.terms.errors import MainstayError


@transaction.atomic
def set_up_programme(
    *,
    name: str,
    office: Organisation,
    support_unit: Organisation | None,
    area_code: str,
    starts: date,
    ends: date,
    vision: str,
    cohort_size: int,
    rules: str,
    as_of: date,
    by: Person,
    now: datetime,
) -> Programme:
    """A programme of an office. Raises MainstayError for a period that ends before it starts."""
    require(policies.can_set_up(by, office))
    _require_kind(support_unit, Kind.SUPPORT_UNIT)
    _require_period(starts, ends)
    made = Programme.objects.create(
        name=name,
        office=office,
        support_unit=support_unit,
        area_code=area_code,
        starts=starts,
        ends=ends,
        vision=vision,
        cohort_size=cohort_size,
        rules=rules,
        as_of=as_of,
    )
    record(Event.PROGRAMME_SET_UP, name, by=by, now=now, organisation=office)
    return made


@transaction.atomic
def change_programme(
    *,
    programme: Programme,
    name: str,
    support_unit: Organisation | None,
    steering_group: Organisation | None,
    starts: date,
    ends: date,
    contact: str,
    vision: str,
    objectives: Iterable[str],
    reason: str,
    seen: int | None,
    by: Person,
    now: datetime,
) -> Programme:
    """Say otherwise what a programme is and what it is for, with the reason, which the log keeps.

    `seen`: the edition that the person saw. Raises MainstayError where a colleague has changed the
    programme since. What the cohort is chosen by is for `cohort.actions.change_basis`.
    """
    locked = current_edition(programme, seen)
    require(policies.can_change(by, locked))
    _require_kind(support_unit, Kind.SUPPORT_UNIT)
    _require_kind(steering_group, Kind.STEERING_GROUP)
    _require_period(starts, ends)
    locked.name, locked.vision, locked.contact = name, vision, contact.strip()
    locked.support_unit, locked.steering_group = support_unit, steering_group
    locked.starts, locked.ends = starts, ends
    _list_objectives(locked, objectives)
    return save_change(locked, reason, by=by, now=now)


def current_edition(programme: Programme, seen: int | None) -> Programme:
    """The programme, held until the change is saved. Raises MainstayError if it has changed."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    if locked.edition != seen:
        raise MainstayError(
            "A colleague changed the programme while you were writing.",
            advice="Read how it is now. Then save yours again if you still want to.",
        )
    return locked


def save_change(locked: Programme, reason: str, *, by: Person, now: datetime) -> Programme:
    """Save an edition and say why in the log; within an action that has asked its policy."""
    if not reason.strip():
        raise MainstayError("Say why the programme changes: colleagues will read it.")
    locked.edition += 1
    locked.save()
    record(
        Event.PROGRAMME_CHANGED,
        locked.name,
        by=by,
        now=now,
        organisation=locked.office,
        details={"reason": reason.strip(), "edition": locked.edition},
    )
    return locked


def _list_objectives(programme: Programme, given: Iterable[str]) -> None:
    """Each line in its place; a line that stays where it was is the same record."""
    lines = [line for one in given if (line := one.strip())]
    programme.objectives.filter(place__gt=len(lines)).delete()
    for place, words in enumerate(lines, 1):
        Objective.objects.update_or_create(
            programme=programme, place=place, defaults={"words": words}
        )


def _require_kind(organisation: Organisation | None, kind: Kind) -> None:
    if organisation is not None and organisation.kind != kind:
        raise MainstayError(f"{organisation} is not a {kind.label.lower()}.")


def _require_period(starts: date, ends: date) -> None:
    if ends <= starts:
        raise MainstayError(
            "The programme would end before it starts.", advice="Choose a later last day."
        )
