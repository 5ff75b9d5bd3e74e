"""What changes when the list is looked at again. The frozen list itself never does."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.actions import select
from mainstay.programme.cohort.models import Choice, Refresh, Selection, Succession
from mainstay.programme.cohort.refreshing import policies
from mainstay.programme.cohort.refreshing.queries import cohort_codes
from mainstay.programme.organisations.models import Programme, Wave
from mainstay.terms.errors import MainstayError
from mainstay.terms.refreshing import Move


@transaction.atomic
def keep_refresh(
    *,
    programme: Programme,
    as_of: date,
    rules: str,
    rules_version: str,
    evidence: str,
    moves: Sequence[Move],
    by: Person,
    now: datetime,
) -> Refresh:
    """Keep a later look at the list as it is. The same look again is the one that is kept."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_refresh(by, locked))
    if as_of <= locked.as_of:
        raise MainstayError(
            "The list was made on a later day than that.", advice="Choose a day after it."
        )
    rows = [one.data() for one in moves]
    digest = hashlib.sha256(
        json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    made, new = Refresh.objects.get_or_create(
        programme=locked,
        as_of=as_of,
        rules=rules,
        digest=digest,
        defaults={
            "rules_version": rules_version,
            "evidence": evidence,
            "rows": rows,
            "by": by,
            "at": now,
        },
    )
    if new:
        details = {"digest": digest, "evidence": evidence}
        told, office = f"{locked.name} as known on {as_of}", locked.office
        record(Event.LIST_REFRESHED, told, by=by, now=now, organisation=office, details=details)
    return made


@transaction.atomic
def add_practice(
    *,
    programme: Programme,
    practice_code: str,
    practice_name: str,
    wave: Wave | None,
    reason: str,
    by: Person,
    now: datetime,
) -> Selection:
    """Take one more practice into the cohort, with a reason. The frozen list stays as it is.

    Raises MainstayError for a practice that is in the cohort already.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_add(by, locked))
    _require_words(reason, "Say why it is added: the practice and colleagues will read it.")
    if wave is not None and wave.programme_id != locked.pk:
        raise MainstayError(f"{wave} belongs to another programme.")
    if practice_code in cohort_codes(locked):
        raise MainstayError(f"{practice_name} is in the cohort already.")
    Choice.objects.create(
        programme=locked,
        practice_code=practice_code,
        chosen=True,
        wave=wave,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    made = select(locked, practice_code, practice_name, wave=wave, by=by, now=now)
    record(Event.PRACTICE_ADDED, practice_code, by=by, now=now, organisation=locked.office)
    return made


@transaction.atomic
def name_successor(
    *,
    programme: Programme,
    practice_code: str,
    successor_code: str,
    reason: str,
    by: Person,
    now: datetime,
) -> Succession:
    """Say where a practice went, and how that is known: the published files do not tell."""
    require(policies.can_refresh(by, programme))
    _require_words(reason, "Say how you know it.")
    if practice_code == successor_code:
        raise MainstayError("A practice does not follow itself.", advice="Choose another one.")
    made = Succession.objects.create(
        programme=programme,
        practice_code=practice_code,
        successor_code=successor_code,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    told = f"{practice_code}: {successor_code}"
    record(Event.SUCCESSOR_NAMED, told, by=by, now=now, organisation=programme.office)
    return made


def _require_words(words: str, told: str) -> None:
    if not words.strip():
        raise MainstayError(told)
