"""What people say of a practice."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from mainstay.accounts.actions import practice_with_code
from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort import policies
from mainstay.programme.cohort.models import Choice, FrozenList, Judged, Moderation, Selection
from mainstay.programme.cohort.queries import blocks, choices
from mainstay.programme.organisations.models import Programme
from mainstay.terms.errors import MainstayError
from mainstay.terms.levels import Level

CHOSEN, PASSED_OVER = "chosen", "passed over"


@transaction.atomic
def judge(
    *,
    programme: Programme,
    practice_code: str,
    criterion: int,
    level: Level,
    reason: str,
    seen: int | None,
    by: Person,
    now: datetime,
) -> Judged:
    """Give a practice's criterion a level. An earlier judgement is kept, and counts no more.

    `seen`: the number of the judgement that the person saw, None for none. Raises MainstayError
    where a colleague has judged since, so that nobody writes over words that they have not read.
    """
    require(policies.can_judge(by, programme))
    _require_reason(reason)
    Programme.objects.select_for_update().get(pk=programme.pk)
    last = (
        programme.judgements.filter(practice_code=practice_code, criterion=criterion)
        .order_by("-pk")
        .first()
    )
    if last and last.pk != seen:
        raise MainstayError(
            f"{last.by} judged this {last.level} while you were writing.",
            advice="Read what it says. Then save yours again if you still want to.",
        )
    made = Judged.objects.create(
        programme=programme,
        practice_code=practice_code,
        criterion=criterion,
        level=level.value,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    record(
        Event.PRACTICE_JUDGED,
        f"{practice_code} {level.value} on criterion {criterion}",
        by=by,
        now=now,
        organisation=programme.office,
    )
    return made


@transaction.atomic
def moderate(
    *,
    judged: Judged,
    agrees: bool,
    level: Level | None,
    reason: str,
    by: Person,
    now: datetime,
) -> Moderation:
    """Agree with a colleague's judgement, or give another level and say why. Both are kept."""
    require(policies.can_moderate(by, judged))
    if not agrees:
        if level is None:
            raise MainstayError("Choose the level that you would give.")
        _require_reason(reason)
    try:
        with transaction.atomic():
            made = Moderation.objects.create(
                judged=judged,
                agrees=agrees,
                level="" if agrees or level is None else level.value,
                reason="" if agrees else reason.strip(),
                by=by,
                at=now,
            )
    except IntegrityError as error:
        raise MainstayError(
            "A colleague has looked at this judgement already.", advice="Open the page again."
        ) from error
    event = Event.JUDGEMENT_AGREED if agrees else Event.JUDGEMENT_CHANGED
    record(event, str(judged), by=by, now=now, organisation=judged.programme.office)
    return made


@transaction.atomic
def choose(
    *,
    programme: Programme,
    practice_code: str,
    chosen: bool,
    reason: str,
    by: Person,
    now: datetime,
) -> Choice:
    """Take a practice into the cohort, or pass it over; either with a reason."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_choose(by, locked))
    _require_reason(reason)
    made = Choice.objects.create(
        programme=locked,
        practice_code=practice_code,
        chosen=chosen,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    event = Event.PRACTICE_CHOSEN if chosen else Event.PRACTICE_PASSED_OVER
    record(event, practice_code, by=by, now=now, organisation=locked.office)
    return made


@transaction.atomic
def freeze(
    *,
    programme: Programme,
    rows: Sequence[Mapping[str, object]],
    evidence: str,
    rules_version: str,
    by: Person,
    now: datetime,
) -> FrozenList:
    """Settle the cohort for good, with what it was settled on, and select its practices.

    `rows`: every practice in order, with practice_code, practice_name, places and levels; what was
    chosen and why is put beside. Raises MainstayError with every reason why it cannot be.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_freeze(by, locked))
    ordered = [(str(one["practice_code"]), str(one["practice_name"])) for one in rows]
    if told := blocks(locked, ordered):
        raise MainstayError(" ".join(told), advice="Put that right, then freeze the list.")
    made = choices(locked)
    settled = [_settled(one, made.get(str(one["practice_code"]))) for one in rows]
    written = json.dumps(settled, sort_keys=True, ensure_ascii=False)
    frozen = FrozenList.objects.create(
        programme=locked,
        by=by,
        at=now,
        evidence=evidence,
        rules_version=rules_version,
        rows=settled,
        digest=hashlib.sha256(written.encode()).hexdigest(),
    )
    for one in settled:
        if one["choice"] == CHOSEN:
            select(locked, str(one["practice_code"]), str(one["practice_name"]), by=by, now=now)
    record(
        Event.LIST_FROZEN,
        locked.name,
        by=by,
        now=now,
        organisation=locked.office,
        details={"digest": frozen.digest, "evidence": evidence},
    )
    return frozen


def select(programme: Programme, code: str, name: str, *, by: Person, now: datetime) -> Selection:
    """Begin a practice's journey; within an action that has asked its policy.

    A practice that nobody has set up yet becomes an organisation, with nobody in it.
    """
    practice = practice_with_code(code, name, by=by, now=now)
    return Selection.objects.create(programme=programme, practice=practice, by=by, at=now)


def _settled(row: Mapping[str, object], choice: Choice | None) -> dict[str, object]:
    if choice is None:
        return {**row, "choice": "", "reason": "", "by": ""}
    word = CHOSEN if choice.chosen else PASSED_OVER
    return {**row, "choice": word, "reason": choice.reason, "by": choice.by.name}


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise MainstayError("Give the reason: it is what the practice and colleagues will read.")
