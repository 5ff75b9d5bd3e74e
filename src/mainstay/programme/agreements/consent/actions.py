"""A practice's answer on anonymised benchmarking: yes, no, or no more."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.policies import require
from mainstay.accounts.roles import Kind
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.models import Agreement, Signature
from mainstay.programme.agreements.parts import Ending, Form
from mainstay.programme.agreements.words import drafted
from mainstay.programme.cohort.models import Selection
from mainstay.terms.errors import MainstayError


@transaction.atomic
def give(*, selection: Selection, seen: str, by: Person, now: datetime) -> Agreement:
    """Say yes, from now on. A second press changes nothing.

    `seen`: the digest of the words that were read. Raises MainstayError where they changed since.
    """
    locked = _locked(selection, by)
    held = queries.in_force(locked, Form.BENCHMARKING)
    if held is not None:
        return held
    made = _answered(locked, seen, by, now)
    Signature.objects.create(
        agreement=made, party=Kind.PRACTICE, by=by, at=now, digest=seen, name=by.name
    )
    _log(Event.CONSENT_GIVEN, locked, by=by, now=now)
    return made


@transaction.atomic
def decline(*, selection: Selection, seen: str, by: Person, now: datetime) -> Agreement:
    """Say no, which settles it as well as yes does.

    Raises MainstayError where the words changed since they were read, or where the practice has
    said yes meanwhile.
    """
    locked = _locked(selection, by)
    if queries.in_force(locked, Form.BENCHMARKING) is not None:
        raise MainstayError(
            "Your practice has said yes meanwhile.",
            advice="Look at the page again: you can withdraw the consent there.",
        )
    last = next(iter(queries.earlier(locked, Form.BENCHMARKING)), None)
    if last is not None:
        return last
    made = _answered(locked, seen, by, now)
    _end(made, Ending.DECLINED, by=by, now=now)
    _log(Event.CONSENT_DECLINED, locked, by=by, now=now)
    return made


@transaction.atomic
def withdraw(*, selection: Selection, by: Person, now: datetime) -> Agreement:
    """Say no after having said yes. What was made before stays; from now on it is no."""
    locked = _locked(selection, by)
    held = queries.in_force(locked, Form.BENCHMARKING)
    if held is None:
        raise MainstayError(
            "There is no consent to withdraw: your practice's figures are not used."
        )
    _end(held, Ending.WITHDRAWN, by=by, now=now)
    _log(Event.CONSENT_WITHDRAWN, locked, by=by, now=now)
    for party in (Kind.OFFICE, Kind.SUPPORT_UNIT):
        tell(
            people=queries.signers(locked, party),
            key=f"withdrawn-{held.pk}",
            subject=f"{locked.practice.name} has withdrawn its consent to benchmarking",
            words="Its figures are left out of comparisons from now on.",
            path=reverse(Form.BENCHMARKING.value, args=[locked.pk]),
            now=now,
            organisation=locked.programme.office,
        )
    return held


def _locked(selection: Selection, by: Person) -> Selection:
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_answer(by, locked))
    return locked


def _answered(selection: Selection, seen: str, by: Person, now: datetime) -> Agreement:
    """The words as they were read, kept with the answer to them."""
    words = drafted(selection, Form.BENCHMARKING)
    if words.digest != seen:
        raise MainstayError(
            "The words have changed since you opened the page. No answer was kept.",
            advice="Read them again, then answer.",
        )
    return Agreement.objects.create(
        selection=selection,
        form=Form.BENCHMARKING,
        template_version=words.version[:20],
        words=words.data(),
        digest=words.digest,
        by=by,
        at=now,
    )


def _end(held: Agreement, ending: Ending, *, by: Person, now: datetime) -> None:
    held.ended, held.ended_by, held.ending = now, by, ending
    held.save(update_fields=["ended", "ended_by", "ending"])


def _log(event: Event, selection: Selection, *, by: Person, now: datetime) -> None:
    record(
        event,
        f"{Form.BENCHMARKING.label.lower()} of {selection.practice.name}",
        by=by,
        now=now,
        organisation=selection.programme.office,
        details={"practice_code": selection.practice.code},
    )
