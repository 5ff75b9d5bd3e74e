"""What people say of a practice."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from mainstay.accounts.actions import practice_with_code
from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.accounts.uploads import Given, attach
from mainstay.programme.cohort import policies
from mainstay.programme.cohort.models import (
    WITHDRAWN,
    Choice,
    FrozenList,
    Judged,
    JudgedFile,
    Moderation,
    Selection,
)
from mainstay.programme.cohort.queries import blocks, choices
from mainstay.programme.organisations.actions import current_edition, save_change
from mainstay.programme.organisations.models import Programme, Wave
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
    measured: Level | None = None,
    by: Person,
    now: datetime,
) -> Judged:
    """Give a practice's criterion a level. An earlier judgement is kept, and counts no more.

    `seen`: the number of the judgement that the person saw, None for none. Raises MainstayError
    where a colleague has judged since, so that nobody writes over words that they have not read.
    `measured`: the level of the published figures, where the person's is to stand in its place.
    """
    require(policies.can_judge(by, programme))
    _require_reason(reason)
    _require_newest(programme, practice_code, criterion, seen)
    made = Judged.objects.create(
        programme=programme,
        practice_code=practice_code,
        criterion=criterion,
        level=level.value,
        measured=measured.value if measured else "",
        reason=reason.strip(),
        by=by,
        at=now,
    )
    record(
        Event.LEVEL_OVERRIDDEN if measured else Event.PRACTICE_JUDGED,
        f"{practice_code} {level.value} on criterion {criterion}",
        by=by,
        now=now,
        organisation=programme.office,
        details={"measured": measured.value} if measured else {},
    )
    return made


@transaction.atomic
def withdraw_judgement(*, judged: Judged, reason: str, by: Person, now: datetime) -> Judged:
    """Take a judgement back, with a reason: the measured level counts again, or none does.

    Raises MainstayError where it is not the newest any more.
    """
    require(policies.can_withdraw(by, judged))
    _require_reason(reason)
    _require_newest(judged.programme, judged.practice_code, judged.criterion, judged.pk)
    made = Judged.objects.create(
        programme=judged.programme,
        practice_code=judged.practice_code,
        criterion=judged.criterion,
        level=WITHDRAWN,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    told, office = str(judged), judged.programme.office
    record(Event.JUDGEMENT_WITHDRAWN, told, by=by, now=now, organisation=office)
    return made


@transaction.atomic
def attach_to_judgement(*, judged: Judged, file: Given, by: Person, now: datetime) -> JudgedFile:
    """Keep a file that shows why somebody judged as they did. Only that person adds one."""
    require(policies.can_attach(by, judged))
    kept = attach(file=file, to=judged.programme.office, by=by, now=now)
    return JudgedFile.objects.create(judged=judged, upload=kept)


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
    wave: Wave | None = None,
    by: Person,
    now: datetime,
) -> Choice:
    """Take a practice into the cohort, or pass it over; either with a reason.

    `wave`: when a chosen practice begins, if that is settled.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_choose(by, locked))
    _require_reason(reason)
    if wave is not None and wave.programme_id != locked.pk:
        raise MainstayError(f"{wave} belongs to another programme.")
    made = Choice.objects.create(
        programme=locked,
        practice_code=practice_code,
        chosen=chosen,
        wave=wave if chosen else None,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    event = Event.PRACTICE_CHOSEN if chosen else Event.PRACTICE_PASSED_OVER
    record(event, practice_code, by=by, now=now, organisation=locked.office)
    return made


@transaction.atomic
def change_basis(
    *,
    programme: Programme,
    area_code: str,
    as_of: date,
    rules: str,
    cohort_size: int,
    reason: str,
    seen: int | None,
    by: Person,
    now: datetime,
) -> Programme:
    """Choose the cohort by other figures, rules or numbers, until the list is frozen.

    `seen`: the edition of the programme that the person saw, as in `change_programme`.
    """
    locked = current_edition(programme, seen)
    require(policies.can_change_basis(by, locked))
    locked.area_code, locked.as_of = area_code, as_of
    locked.rules, locked.cohort_size = rules, cohort_size
    return save_change(locked, reason, by=by, now=now)


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
            code, name = str(one["practice_code"]), str(one["practice_name"])
            select(locked, code, name, wave=made[code].wave, by=by, now=now)
    record(
        Event.LIST_FROZEN,
        locked.name,
        by=by,
        now=now,
        organisation=locked.office,
        details={"digest": frozen.digest, "evidence": evidence},
    )
    return frozen


def select(
    programme: Programme,
    code: str,
    name: str,
    *,
    wave: Wave | None = None,
    by: Person,
    now: datetime,
) -> Selection:
    """Begin a practice's journey; within an action that has asked its policy.

    A practice that nobody has set up yet becomes an organisation, with nobody in it.
    """
    practice = practice_with_code(code, name, by=by, now=now)
    return Selection.objects.create(
        programme=programme, practice=practice, wave=wave, by=by, at=now
    )


def _settled(row: Mapping[str, object], choice: Choice | None) -> dict[str, object]:
    if choice is None:
        return {**row, "choice": "", "wave": "", "reason": "", "by": ""}
    word = CHOSEN if choice.chosen else PASSED_OVER
    wave = choice.wave.name if choice.wave else ""
    return {**row, "choice": word, "wave": wave, "reason": choice.reason, "by": choice.by.name}


def _require_newest(programme: Programme, code: str, criterion: int, seen: int | None) -> None:
    """Holds the programme, so that two who judge at once come one after the other."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    judged = programme.judgements.filter(practice_code=code, criterion=criterion)
    last = judged.order_by("-pk").first()
    if last and last.pk != seen:
        did = "withdrew this" if last.withdrawn else f"judged this {last.level}"
        raise MainstayError(
            f"{last.by} {did} while you were writing.",
            advice="Read what it says. Then save yours again if you still want to.",
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise MainstayError("Give the reason: it is what the practice and colleagues will read.")
