"""Issue a data pack, and write down what became of it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.policies import require
from mainstay.library.issuing import Draft
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import IssuedPack, PackEvent, PackFile
from mainstay.programme.engagement.packs import policies, queries
from mainstay.programme.engagement.packs.steps import FileKind, PackStep
from mainstay.terms.errors import MainstayError

EVENTS = {
    PackStep.SENT: Event.PACK_SENT,
    PackStep.ACKNOWLEDGED: Event.PACK_ACKNOWLEDGED,
    PackStep.OPENED: Event.PACK_OPENED,
    PackStep.GONE_THROUGH: Event.PACK_GONE_THROUGH,
}


def issue(
    *, selection: Selection, draft: Draft, seen: int, by: Person, now: datetime
) -> IssuedPack:
    """Freeze a pack and send it to the practice's people.

    `seen`: how many packs the person saw. Raises MainstayError where a colleague has issued one
    since; the same person's second press gives the pack of the first.
    """
    require(policies.can_issue(by, selection))
    files = {FileKind.HTML: draft.html, FileKind.PDF: draft.pdf, FileKind.FIGURES: draft.figures}
    with transaction.atomic():  # drawn before, so that nobody waits for it with their writing
        locked = Selection.objects.select_for_update().get(pk=selection.pk)
        require(policies.can_issue(by, locked))
        last = queries.newest(locked)
        if last is not None and last.number != seen:
            return _issued_before(last, draft, by)
        return _issued(locked, draft, files, number=seen + 1, by=by, now=now)


@transaction.atomic
def send(*, pack: IssuedPack, by: Person, now: datetime) -> None:
    """Tell those of the practice who have joined since, or for the first time when nobody had.

    Raises MainstayError while nobody of the practice has joined.
    """
    require(policies.can_issue(by, pack.selection))
    if not _send(pack, by=by, now=now):
        raise MainstayError(
            f"Nobody of {pack.selection} has joined yet.", advice="Invite them first."
        )


@transaction.atomic
def acknowledge(*, pack: IssuedPack, by: Person, now: datetime) -> None:
    """Say that the pack has come."""
    require(policies.can_receive(by, pack.selection))
    _happened(pack, PackStep.ACKNOWLEDGED, by, now)


@transaction.atomic
def opened(*, pack: IssuedPack, by: Person, now: datetime) -> None:
    """Write down that somebody of the practice has opened it; each person once."""
    require(policies.can_receive(by, pack.selection))
    _happened(pack, PackStep.OPENED, by, now)


@transaction.atomic
def go_through(*, pack: IssuedPack, by: Person, now: datetime) -> None:
    """Say that the practice has gone through it together: one of its nine commitments."""
    require(policies.can_receive(by, pack.selection))
    _happened(pack, PackStep.GONE_THROUGH, by, now)


def _issued_before(last: IssuedPack, draft: Draft, by: Person) -> IssuedPack:
    """The pack of the person's own first press. Raises MainstayError for a colleague's."""
    if last.by_id == by.pk and last.files.get(kind=FileKind.HTML).sha256 == draft.digest:
        return last
    raise MainstayError(
        f"{last.by} issued pack {last.number} while you were looking at yours.",
        advice="Read that one first.",
    )


def _issued(
    selection: Selection,
    draft: Draft,
    files: Mapping[FileKind, bytes],
    *,
    number: int,
    by: Person,
    now: datetime,
) -> IssuedPack:
    made = IssuedPack.objects.create(
        selection=selection,
        number=number,
        as_of=draft.as_of,
        evidence=draft.findings.fingerprint,
        rules=draft.findings.rule_set.id,
        rules_version=draft.findings.rule_set.version,
        by=by,
        at=now,
    )
    for kind, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        PackFile.objects.create(pack=made, kind=kind, content=content, sha256=digest)
    details = {"html": draft.digest, "evidence": made.evidence}
    practice = selection.practice
    record(Event.PACK_ISSUED, str(made), by=by, now=now, organisation=practice, details=details)
    _send(made, by=by, now=now)
    return made


def _send(pack: IssuedPack, *, by: Person, now: datetime) -> bool:
    """Whether there was anybody to send it to."""
    people = list(queries.people_of(pack.selection))
    if not people:
        return False
    tell(
        people=people,
        key=f"pack-{pack.pk}",
        subject=f"The data pack of {pack.selection} is here",
        words="Please read it before the readiness conversation. You can comment on any figure.",
        path=reverse("engagement-pack", args=[pack.selection_id]),
        now=now,
        urgent=True,
        organisation=pack.selection.programme.office,
    )
    _happened(pack, PackStep.SENT, by, now)
    return True


def _happened(pack: IssuedPack, step: PackStep, by: Person, now: datetime) -> None:
    """The first time counts, so that a second press changes nothing."""
    _, new = PackEvent.objects.get_or_create(pack=pack, step=step, by=by, defaults={"at": now})
    if new:
        record(EVENTS[step], str(pack), by=by, now=now, organisation=pack.selection.practice)
