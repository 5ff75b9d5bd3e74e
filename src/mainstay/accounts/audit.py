"""The log of who did what: added to and never changed, each entry holding the one before it.

An entry's hash covers its own words and the hash of the entry before, so that an entry that is
changed, taken out or put elsewhere breaks the chain from there on; the tail, kept apart, tells that
the last entries are gone. Who can write to the whole database could make the chain anew: keep the
tail that `mainstay audit verify` prints somewhere else, and compare.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from django.db import transaction

from mainstay.accounts.models import Entry, Organisation, Person, Tail

START = "0" * 64
READ_AT_ONCE = 2000
COMMAND_LINE = "The command line"
WORKER = "The worker"


class Event(StrEnum):
    """What can happen, as a reader of the log is told it."""

    ORGANISATION_FOUNDED = "set up the organisation"
    PERSON_INVITED = "invited"
    INVITATION_WITHDRAWN = "withdrew the invitation of"
    INVITATION_ACCEPTED = "accepted an invitation as"
    MEMBERSHIP_ENDED = "ended the membership of"
    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "failed to sign in"
    SIGNED_OUT = "signed out"
    SIGNED_OUT_EVERYWHERE = "signed out everywhere else"
    PASSWORD_CHANGED = "changed the password of"
    SECOND_STEP_SET_UP = "set up a second step:"
    SECOND_STEP_REMOVED = "took away a second step:"
    SECOND_STEP_RESET = "reset the second step of"
    RECOVERY_CODES_MADE = "made new recovery codes for"
    REFUSED = "was refused"
    EVIDENCE_READ = "read the figures of"
    RECORD_READ = "read the record of"
    EVIDENCE_TAKEN = "took a copy of the figures of"
    COPIED = "took a copy of"
    FILE_ATTACHED = "attached the file"
    PROGRAMME_SET_UP = "set up the programme"
    PROGRAMME_CHANGED = "changed the programme"
    WAVE_PLANNED = "planned the wave"
    WAVE_CHANGED = "changed the wave"
    WAVE_DROPPED = "dropped the wave"
    RESILIENCE_AREA_NAMED = "named the resilience area"
    RESILIENCE_AREA_DROPPED = "dropped the resilience area"
    PRACTICE_PLACED = "placed the practice"
    PRACTICE_JUDGED = "judged"
    LEVEL_OVERRIDDEN = "gave another level than was measured:"
    JUDGEMENT_WITHDRAWN = "withdrew a judgement:"
    REFERRAL_MADE = "asked for support for"
    REFERRAL_ANSWERED = "answered the request for support of"
    INTELLIGENCE_NOTED = "noted what was heard of"
    NOTE_WRITTEN = "wrote a note on"
    JUDGEMENT_AGREED = "agreed with a judgement:"
    PRACTICE_CHOSEN = "chose the practice"
    PRACTICE_PASSED_OVER = "passed over the practice"
    LIST_FROZEN = "froze the list of"
    NOMINATED = "nominated"
    LEAD_NAMED = "named to lead the programme:"
    WORDING_CHANGED = "changed the office's own wording of the"
    AGREEMENT_OFFERED = "put to the parties the words of the"
    AGREEMENT_SIGNED = "signed the"
    AGREEMENT_ATTACHED = "attached, signed on paper, the"
    CONSENT_GIVEN = "gave the"
    CONSENT_DECLINED = "declined the"
    CONSENT_WITHDRAWN = "withdrew the"
    COMMITMENT_SAID = "said how a commitment stands:"
    PRACTICE_MOVED = "moved on"
    EXPORTED = "took away all records of"
    RISK_ADDED = "put into the register of risks"
    RISK_CHANGED = "changed in the register of risks"
    RISK_CLOSED = "closed in the register of risks"
    RISK_OPENED_AGAIN = "opened again in the register of risks"
    PACK_ISSUED = "issued the data pack"
    PACK_SENT = "sent the data pack"
    PACK_ACKNOWLEDGED = "has received the data pack"
    PACK_OPENED = "opened the data pack"
    PACK_GONE_THROUGH = "has gone through the data pack"
    COMMENTED = "commented on a figure:"
    COMMENT_CHANGED = "changed the comment of"
    COMMENT_WITHDRAWN = "took back the comment of"
    COMMENT_ANSWERED = "answered the comment of"
    CONVERSATION_BEGUN = "began the record of"
    ANSWER_WRITTEN = "wrote in the record of"
    CONVERSATION_SHARED = "shared the record of"
    READINESS_DECIDED = "decided on readiness:"
    GATE_PASSED = "moved on, although something was not done,"
    LETTERS_MADE = "made letters to practices of"
    LIST_REFRESHED = "looked at the list again:"
    PRACTICE_ADDED = "added to the cohort"
    SUCCESSOR_NAMED = "named the successor of"
    REQUEST_MADE = "asked for"
    REQUEST_NOT_NEEDED = "found that we hold already"
    REQUEST_PASSED_ON = "passed on to the practice the request for"
    REQUEST_ANSWERED = "answered the request for"
    REQUEST_CANNOT = "said that the practice cannot give"
    REQUEST_WITHDRAWN = "withdrew the request for"
    OFFER_ADDED = "put on offer"
    OFFER_CHANGED = "changed the offer"
    OFFER_CHECKED = "checked that this still holds:"
    OFFER_ENDED = "ended the offer"
    OFFER_RENEWED = "put on offer again"
    SUPPORT_ASKED = "asked for the support"
    SUPPORT_PROMISED = "said yes to the support"
    SUPPORT_WAITS = "put on the waiting list the support"
    SUPPORT_DECLINED = "said no to the support"
    SUPPORT_STARTED = "said that it has started: the support"
    SUPPORT_FINISHED = "said that it is finished: the support"
    SUPPORT_TAKEN_BACK = "took back the request for the support"
    SUPPORT_URGENT = "said that it is urgent: the support"
    SUPPORT_SAID = "said whether it helped: the support"
    GAP_TOLD = "said what is not on offer:"
    GAP_ANSWERED = "answered what was missing with the offer"
    VISIT_WANTED = "wants a time for the visit"
    VISITS_SOUGHT = "had times looked for, for the visits of"
    VISITS_PLANNED = "had times proposed for visits:"
    VISIT_PROPOSED = "proposed a time for the visit"
    VISIT_OFFERED = "offered the practice a time for the visit"
    VISIT_CONFIRMED = "said yes to the visit"
    VISIT_HELD = "said that it was held: the visit"
    VISIT_CANCELLED = "cancelled the visit"
    DAYS_CHANGED = "changed when there is time for visits:"
    CALENDAR_RENEWED = "got a new private calendar address"
    TIME_TOLD = "told how long it took:"
    JUDGEMENT_CHANGED = "gave another level than a judgement:"
    STATEMENT_ADDED = "added a statement for practices to answer:"
    STATEMENT_CHANGED = "changed an own statement:"
    STATEMENT_WITHDRAWN = "withdrew an own statement:"
    STATEMENT_BROUGHT_BACK = "brought back an own statement:"
    ROUND_OPENED = "began a self-assessment of"
    COLLEAGUES_ASKED = "asked colleagues to answer for"
    COLLEAGUE_NOT_ASKED = "took back a question to a colleague of"
    COLLEAGUES_REMINDED = "reminded everybody who was asked for"
    COLLEAGUES_KEPT = "kept addresses for the next self-assessment of"
    COLLEAGUE_FORGOTTEN = "took away an address that was kept for"
    ROUND_CLOSED = "closed the questions, and had the answers destroyed, of"
    ROUND_DROPPED = "gave up a self-assessment of"
    ANSWER_AGREED = "wrote down an answer of the team of"
    BEGINNING_CHOSEN = "chose what to begin with at"
    ROUND_FINISHED = "finished a self-assessment of"
    ROUND_SHARED = "shared the triangle of"
    ROUND_NOT_SHARED = "stopped sharing the triangle of"
    LOOK_AGAIN_SET = "set when to be reminded of the next self-assessment of"
    LEAD_REMINDED = "reminded whoever leads"
    ROUND_FORGOTTEN = "had answers that nobody closed destroyed, of"
    FLOOR_SET = "set how few people may be shown together:"


@transaction.atomic
def record(
    event: Event,
    subject: str,
    *,
    by: Person | None,
    now: datetime,
    organisation: Organisation | None = None,
    details: Mapping[str, object] | None = None,
    nobody: str = COMMAND_LINE,
) -> Entry:
    """Add an entry, in the transaction of what it records; `subject` is told, not pointed at.

    `nobody`: what did it where no person did.
    """
    tail = Tail.objects.select_for_update().get()
    entry = Entry(
        number=tail.number + 1,
        at=now,
        event=event.value,
        person=str(by.pk) if by else "",
        person_name=by.name if by else nobody,
        organisation=str(organisation.pk) if organisation else "",
        subject=subject,
        details=dict(details or {}),
        before=tail.hash,
    )
    entry.hash = fingerprint(entry)
    entry.save(force_insert=True)
    Tail.objects.update(number=entry.number, hash=entry.hash)
    return entry


def fingerprint(entry: Entry) -> str:
    """The SHA-256 of an entry's words and of the hash before it."""
    words = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": entry.event,
        "person": entry.person,
        "person_name": entry.person_name,
        "organisation": entry.organisation,
        "subject": entry.subject,
        "details": entry.details,
        "before": entry.before,
    }
    written = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def problems() -> Iterator[str]:
    """A sentence on each place where the log is not as it was written; none when it is whole."""
    number, before = 0, START
    for entry in Entry.objects.order_by("number").iterator(READ_AT_ONCE):
        if entry.number != number + 1:
            yield f"After entry {number} comes entry {entry.number}: entries are missing."
        if entry.before != before:
            yield f"Entry {entry.number} does not follow from the one before it."
        if entry.hash != fingerprint(entry):
            yield f"Entry {entry.number} is not as it was written."
        number, before = entry.number, entry.hash
    tail = Tail.objects.first()
    if tail is None:
        yield "The tail of the log is missing."
    elif (tail.number, tail.hash) != (number, before):
        yield f"The log ends at entry {number}, and its tail says {tail.number}."
