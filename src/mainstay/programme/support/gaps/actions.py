"""Say what is missing, and answer it with an offer."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.support import helping, policies
from mainstay.programme.support.about import about, require_known
from mainstay.programme.support.models import Gap, Offer
from mainstay.terms.errors import MainstayError


@transaction.atomic
def tell_gap(
    *,
    selection: Selection,
    statement: str,
    theme: str,
    words: str,
    finding: str = "",
    by: Person,
    now: datetime,
) -> Gap:
    """A practice needs something that is not on offer. The same pressed twice is one.

    `statement`: its theme counts where one is named. Raises MainstayError for neither.
    """
    locked = Selection.objects.select_for_update(of=("self",)).get(pk=selection.pk)
    require(policies.can_tell_gap(by, locked))
    require_known(statement, finding)
    theme = _theme(statement, theme)
    if not words.strip():
        raise MainstayError("Say what you need.")
    given = {
        "statement": statement, "finding": finding, "theme": theme, "words": words.strip(),
        "by": by,
    }  # fmt: skip
    if held := locked.gaps.filter(offer=None, **given).first():
        return held
    made = Gap.objects.create(selection=locked, at=now, **given)
    office = locked.programme.office
    record(
        Event.GAP_TOLD, helping.themes()[theme], by=by, now=now, organisation=office,
        details={"gap": made.pk, "practice_code": locked.practice.code},
    )  # fmt: skip
    return made


@transaction.atomic
def answer_gap(*, gap: Gap, offer: Offer, by: Person, now: datetime) -> Gap:
    """Something on offer answers it now. Raises MainstayError where a colleague named another."""
    locked = Gap.objects.select_for_update(of=("self",)).get(pk=gap.pk)
    require(policies.can_answer_gap(by, locked))
    office = locked.selection.programme.office
    if offer.office_id != office.pk or offer.ended_at is not None:
        raise MainstayError("Choose something that is on offer in this directory.")
    if locked.offer_id == offer.pk:
        return locked
    if locked.offer_id is not None:
        raise MainstayError(f"{locked.answered_by} has answered this already: {locked.offer}.")
    locked.offer, locked.answered_by, locked.answered_at = offer, by, now
    locked.save(update_fields=["offer", "answered_by", "answered_at"])
    record(
        Event.GAP_ANSWERED, str(offer), by=by, now=now, organisation=office,
        details={"gap": locked.pk, "practice_code": locked.selection.practice.code},
    )  # fmt: skip
    _tell(locked, now)
    return locked


def _theme(statement: str, theme: str) -> str:
    found = about(statement)
    name = found.theme if found else theme
    if name not in helping.themes():
        raise MainstayError("Say what it is about.")
    return name


def _tell(gap: Gap, now: datetime) -> None:
    tell(
        people=[gap.by],
        key=f"gap-{gap.pk}-answered",
        subject=f"Now on offer: {gap.offer}"[:200],
        words=f"You said that you need: {gap.words}",
        path=reverse("support-offer", args=[gap.offer_id]),
        now=now,
        organisation=gap.selection.programme.office,
    )
