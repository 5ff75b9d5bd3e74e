"""What changes an office's directory."""

from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.programme.support import helping, policies
from mainstay.programme.support.models import Offer
from mainstay.programme.support.offers.told import FIELDS, Told, changes, told_of
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import OFFICE


@transaction.atomic
def add_offer(*, office: Organisation, told: Told, by: Person, now: datetime) -> Offer:
    """Put an offer into a directory. The same pressed twice is one offer."""
    locked = Organisation.objects.select_for_update().get(pk=office.pk)
    require(policies.can_keep(by, locked))
    _require_sound(told, locked)
    same = Offer.objects.filter(office=locked, by=by, edition=1, ended_at=None, name=told.name)
    for held in same:
        if told_of(held) == told:
            return held
    given = {name: getattr(told, name) for name in FIELDS}
    checked = {"checked_by": by, "checked_at": now}
    made = Offer.objects.create(office=locked, by=by, at=now, **given, **checked)
    record(Event.OFFER_ADDED, made.name, by=by, now=now, organisation=locked)
    return made


@transaction.atomic
def change_offer(*, offer: Offer, told: Told, seen: int, by: Person, now: datetime) -> Offer:
    """Say otherwise what an offer is; that counts as a check. The log keeps what was said before.

    `seen`: the edition that the person saw. Raises MainstayError where a colleague has changed it.
    """
    locked = _locked(offer, by)
    if told_of(locked) == told:  # nothing changes, or it is the second press
        return locked
    _require_seen(locked, seen)
    _require_sound(told, locked.office)
    changed = changes(told_of(locked), told)
    for name in changed:
        setattr(locked, name, getattr(told, name))
    locked.checked_by, locked.checked_at = by, now
    return _save(locked, Event.OFFER_CHANGED, {"changes": changed}, by=by, now=now)


@transaction.atomic
def check_offer(*, offer: Offer, seen: int, by: Person, now: datetime) -> Offer:
    """Say that what the directory says of an offer still holds."""
    locked = _locked(offer, by)
    _require_seen(locked, seen)
    locked.checked_by, locked.checked_at = by, now
    locked.save(update_fields=["checked_by", "checked_at"])
    record(Event.OFFER_CHECKED, locked.name, by=by, now=now, organisation=locked.office)
    return locked


@transaction.atomic
def end_offer(*, offer: Offer, why: str, seen: int, by: Person, now: datetime) -> Offer:
    """No practice may ask for it any more. What was promised goes on."""
    locked = _locked(offer, by)
    if locked.ended_at and locked.ended_why == why.strip():
        return locked
    _require_seen(locked, seen)
    if not why.strip():
        raise MainstayError("Say why it ends: practices read it.")
    locked.ended_at, locked.ended_why = now, why.strip()
    return _save(locked, Event.OFFER_ENDED, {"why": why.strip()}, by=by, now=now)


@transaction.atomic
def renew_offer(*, offer: Offer, seen: int, by: Person, now: datetime) -> Offer:
    """An offer that had ended is there again."""
    locked = _locked(offer, by)
    if locked.ended_at is None:
        return locked
    _require_seen(locked, seen)
    locked.ended_at, locked.ended_why = None, ""
    locked.checked_by, locked.checked_at = by, now
    return _save(locked, Event.OFFER_RENEWED, {}, by=by, now=now)


def _locked(offer: Offer, by: Person) -> Offer:
    found = Offer.objects.select_for_update().get(pk=offer.pk)
    require(policies.can_keep_offer(by, found))
    return found


def _save(
    locked: Offer, event: Event, details: dict[str, object], *, by: Person, now: datetime
) -> Offer:
    locked.edition += 1
    locked.save()
    details = {**details, "offer": locked.pk, "edition": locked.edition}
    record(event, locked.name, by=by, now=now, organisation=locked.office, details=details)
    return locked


def _require_seen(locked: Offer, seen: int) -> None:
    if locked.edition != seen:
        raise MainstayError(
            "A colleague changed this offer while you were writing.",
            advice="Read how it is now. Then save yours again if you still want to.",
        )


def _require_sound(told: Told, office: Organisation) -> None:
    """Raises MainstayError for a provider whose people cannot answer, or what is unknown here."""
    if told.partner is not None and told.partner.kind not in policies.PROVIDERS:
        raise MainstayError(f"{told.partner} is neither a partner nor a support unit.")
    if told.kind not in helping.kinds():
        raise MainstayError(f"The menu of support has no kind '{told.kind}'.")
    own = {one.id for one in helping.own_statements(office, told.statements)}
    if lost := [one for one in told.statements if one.startswith(OFFICE) and one not in own]:
        raise MainstayError(f"Your office has no statement '{lost[0]}'.")
