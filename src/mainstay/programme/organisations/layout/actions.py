"""What lays a programme out: its waves, and the groups of practices that work together."""

from datetime import date, datetime

from django.db import IntegrityError, models, transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.organisations import policies
from mainstay.programme.organisations.models import AreaPractice, Programme, ResilienceArea, Wave
from mainstay.terms.errors import MainstayError


@transaction.atomic
def plan_wave(
    *, programme: Programme, name: str, starts: date, practices: int, by: Person, now: datetime
) -> Wave:
    """A wave of a programme. Raises MainstayError for a day outside it, or a name that is taken."""
    require(policies.can_lay_out(by, programme))
    _require_within(programme, starts)
    made = Wave(programme=programme, name=name.strip(), starts=starts, practices=practices)
    _named_once(made)
    told = f"{made.name}, {practices} practices from {starts}"
    record(Event.WAVE_PLANNED, told, by=by, now=now, organisation=programme.office)
    return made


@transaction.atomic
def change_wave(
    *, wave: Wave, name: str, starts: date, practices: int, by: Person, now: datetime
) -> Wave:
    """Plan a wave otherwise. Raises MainstayError as `plan_wave` does."""
    require(policies.can_lay_out(by, wave.programme))
    _require_within(wave.programme, starts)
    wave.name, wave.starts, wave.practices = name.strip(), starts, practices
    _named_once(wave)
    told = f"{wave.name}, {practices} practices from {starts}"
    record(Event.WAVE_CHANGED, told, by=by, now=now, organisation=wave.programme.office)
    return wave


@transaction.atomic
def drop_wave(*, wave: Wave, by: Person, now: datetime) -> None:
    """Give a wave up. Raises MainstayError while practices are in it."""
    require(policies.can_lay_out(by, wave.programme))
    try:
        wave.delete()
    except models.ProtectedError as error:
        raise MainstayError(
            f"Practices are in {wave.name}.", advice="Choose another wave for them first."
        ) from error
    record(Event.WAVE_DROPPED, wave.name, by=by, now=now, organisation=wave.programme.office)


@transaction.atomic
def name_resilience_area(
    *, programme: Programme, name: str, by: Person, now: datetime
) -> ResilienceArea:
    """A group for practices that work together. Raises MainstayError for a name that is taken."""
    require(policies.can_lay_out(by, programme))
    made = ResilienceArea(programme=programme, name=name.strip())
    _named_once(made)
    told = made.name
    record(Event.RESILIENCE_AREA_NAMED, told, by=by, now=now, organisation=programme.office)
    return made


@transaction.atomic
def place_practice(
    *,
    programme: Programme,
    practice_code: str,
    area: ResilienceArea | None,
    by: Person,
    now: datetime,
) -> None:
    """Put a practice into a resilience area, out of any other; None takes it out."""
    require(policies.can_lay_out(by, programme))
    if area is not None and area.programme_id != programme.pk:
        raise MainstayError(f"{area} belongs to another programme.")
    if area is None:
        AreaPractice.objects.filter(programme=programme, practice_code=practice_code).delete()
    else:
        AreaPractice.objects.update_or_create(
            programme=programme, practice_code=practice_code, defaults={"area": area}
        )
    told = f"{practice_code} in {area}" if area else f"{practice_code} in none"
    record(Event.PRACTICE_PLACED, told, by=by, now=now, organisation=programme.office)


@transaction.atomic
def drop_resilience_area(*, area: ResilienceArea, by: Person, now: datetime) -> None:
    """Give a group up. Raises MainstayError while practices are in it."""
    require(policies.can_lay_out(by, area.programme))
    if area.practices.exists():
        raise MainstayError(f"Practices are in {area.name}.", advice="Take them out of it first.")
    area.delete()
    told = area.name
    record(Event.RESILIENCE_AREA_DROPPED, told, by=by, now=now, organisation=area.programme.office)


def _require_within(programme: Programme, starts: date) -> None:
    if not programme.starts <= starts <= programme.ends:
        raise MainstayError(
            f"The programme runs from {programme.starts} to {programme.ends}.",
            advice="Choose a day within it.",
        )


def _named_once(made: Wave | ResilienceArea) -> None:
    """Save what has a name of its own within a programme."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise MainstayError(
            f"There is one called {made.name} already.", advice="Choose another name."
        ) from error
