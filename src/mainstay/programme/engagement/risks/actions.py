"""What changes the register of risks. Nothing is written over: each change is a new version."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Risk, RiskVersion
from mainstay.programme.engagement.risks import policies
from mainstay.programme.engagement.risks.words import Said
from mainstay.programme.organisations.models import Programme
from mainstay.terms.errors import MainstayError


@transaction.atomic
def add_risk(
    *,
    programme: Programme,
    selection: Selection | None,
    said: Said,
    offered: str = "",
    by: Person,
    now: datetime,
) -> Risk:
    """Put a risk into a programme's register.

    `offered`: the id of the entry that it began with. Raises MainstayError where a colleague has
    taken that one already, or for a practice that is not of the programme.
    """
    require(policies.can_keep(by, programme))
    if selection is not None and selection.programme_id != programme.pk:
        raise MainstayError(f"{selection} is not a practice of {programme}.")
    Programme.objects.select_for_update().get(pk=programme.pk)
    if pressed := _added(programme, selection, said, by):
        return pressed
    try:
        with transaction.atomic():
            made = Risk.objects.create(
                programme=programme, selection=selection, offered=offered, by=by, at=now
            )
    except IntegrityError as error:
        raise MainstayError(
            "A colleague has put this into the register already.", advice="Change that one."
        ) from error
    _write(made, 1, Event.RISK_ADDED, {**asdict(said), "closed": False}, by=by, now=now)
    return made


@transaction.atomic
def change_risk(*, risk: Risk, said: Said, seen: int, by: Person, now: datetime) -> RiskVersion:
    """Say something else of a risk. `seen`: the number of the version that the person saw."""
    last = _last(risk, seen, by, asdict(said))
    if last.number != seen:
        return last
    words = {**asdict(said), "closed": last.closed}
    return _write(risk, seen + 1, Event.RISK_CHANGED, words, by=by, now=now)


@transaction.atomic
def settle_risk(
    *, risk: Risk, closed: bool, why: str, seen: int, by: Person, now: datetime
) -> RiskVersion:
    """Close a risk, or open it again; either with a reason."""
    last = _last(risk, seen, by, {"closed": closed, "why": why.strip()})
    if last.number != seen:
        return last
    if not why.strip():
        raise MainstayError("Give the reason: it is kept with the risk.")
    event = Event.RISK_CLOSED if closed else Event.RISK_OPENED_AGAIN
    kept = {name: getattr(last, name) for name in Said.__dataclass_fields__}
    words = {**kept, "closed": closed, "why": why.strip()}
    return _write(risk, seen + 1, event, words, by=by, now=now)


def _added(
    programme: Programme, selection: Selection | None, said: Said, by: Person
) -> Risk | None:
    """The person's own open entry of the very same words: the first of two presses."""
    found = RiskVersion.objects.filter(
        risk__programme=programme, risk__selection=selection, by=by, number=1, **asdict(said)
    )
    last = found.select_related("risk").last()
    return last.risk if last and last.risk.versions.count() == 1 else None


def _last(risk: Risk, seen: int, by: Person, wanted: dict[str, object]) -> RiskVersion:
    """The version that counts, held: the one seen, or what the person's first press made of it.

    Raises MainstayError where somebody has made something else of it.
    """
    locked = Risk.objects.select_for_update().get(pk=risk.pk)
    require(policies.can_keep(by, locked.programme))
    last = locked.versions.order_by("-number").select_related("by").first()
    pressed = last.by_id == by.pk and all(getattr(last, key) == wanted[key] for key in wanted)
    if last.number != seen and not pressed:
        raise MainstayError(
            f"{last.by} has changed this while you were writing.",
            advice="Read what it says. Then save yours again if you still want to.",
        )
    return last


def _write(
    risk: Risk, number: int, event: Event, words: dict[str, object], *, by: Person, now: datetime
) -> RiskVersion:
    made = RiskVersion.objects.create(risk=risk, number=number, by=by, at=now, **words)
    office = risk.programme.office
    record(event, made.words[:200], by=by, now=now, organisation=office, details={"risk": risk.pk})
    return made
