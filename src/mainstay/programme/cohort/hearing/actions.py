"""What changes what is said of a practice."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.programme.cohort.hearing import policies
from mainstay.programme.cohort.models import Intelligence, Referral, Remark, Source, Urgency
from mainstay.programme.organisations.models import Programme
from mainstay.terms.errors import MainstayError


@transaction.atomic
def refer(
    *,
    programme: Programme,
    practice: Organisation,
    hard: str,
    wanted: str,
    urgency: Urgency,
    by: Person,
    now: datetime,
) -> Referral:
    """A practice asks for support. Raises MainstayError while an earlier request waits.

    That the practice is of the programme's area is for the caller to see: areas are evidence.
    """
    require(policies.can_refer(by, practice))
    if programme.ends < now.date():
        raise MainstayError(f"{programme} is over.", advice="Ask the office what comes next.")
    try:
        with transaction.atomic():
            made = Referral.objects.create(
                programme=programme,
                practice=practice,
                hard=_words(hard),
                wanted=wanted.strip(),
                urgency=urgency,
                by=by,
                at=now,
            )
    except IntegrityError as error:
        raise MainstayError(
            "The office has your request already.", advice="Its answer will be on this page."
        ) from error
    record(Event.REFERRAL_MADE, practice.name, by=by, now=now, organisation=practice)
    return made


@transaction.atomic
def answer_referral(*, referral: Referral, answer: str, by: Person, now: datetime) -> Referral:
    """Tell a practice what becomes of its request."""
    locked = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    require(policies.can_answer(by, locked))
    locked.answer, locked.answered_by, locked.answered_at = _words(answer), by, now
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    told = locked.practice.name
    record(Event.REFERRAL_ANSWERED, told, by=by, now=now, organisation=locked.programme.office)
    return locked


@transaction.atomic
def note_intelligence(
    *,
    programme: Programme,
    practice_code: str,
    source: Source,
    words: str,
    heard: date,
    by: Person,
    now: datetime,
) -> Intelligence:
    """Write down what others say of a practice. Raises MainstayError for a day to come."""
    require(policies.can_note(by, programme))
    if heard > now.date():
        raise MainstayError("That day is still to come.", advice="Enter the day it was heard.")
    made = Intelligence.objects.create(
        programme=programme,
        practice_code=practice_code,
        source=source,
        words=_words(words),
        heard=heard,
        by=by,
        at=now,
    )
    record(Event.INTELLIGENCE_NOTED, practice_code, by=by, now=now, organisation=programme.office)
    return made


@transaction.atomic
def remark(
    *, programme: Programme, practice_code: str, words: str, by: Person, now: datetime
) -> Remark:
    """A note to colleagues on a candidate."""
    require(policies.can_note(by, programme))
    made = Remark.objects.create(
        programme=programme, practice_code=practice_code, words=_words(words), by=by, at=now
    )
    record(Event.NOTE_WRITTEN, practice_code, by=by, now=now, organisation=programme.office)
    return made


def _words(given: str) -> str:
    if not given.strip():
        raise MainstayError("Write what there is to say.")
    return given.strip()
