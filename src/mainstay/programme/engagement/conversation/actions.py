"""Begin the record of a conversation, write in it, share it, and decide."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.policies import require
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.conversation import policies, queries
from mainstay.programme.engagement.models import Answer, Response
from mainstay.programme.engagement.packs.queries import people_of
from mainstay.terms.errors import MainstayError

SITTING = timedelta(minutes=10)  # words that one person types within it are one version


class WrittenSinceError(MainstayError):
    """Somebody else has written there since the person looked; nothing was saved."""

    def __init__(self, held: Answer) -> None:
        self.held = held
        super().__init__(f"{held.by} wrote here while you were writing.")


@transaction.atomic
def begin(*, selection: Selection, by: Person, now: datetime) -> Response:
    """Begin the record; the one that is begun already, if there is one."""
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_lead(by, locked))
    held = queries.record_of(locked)
    if held is not None:
        return held
    asked = queries.asked()
    made = Response.objects.create(
        selection=locked, questionnaire=asked.id, version=asked.version, by=by, at=now
    )
    _log(Event.CONVERSATION_BEGUN, made, by, now)
    return made


@transaction.atomic
def write(
    *, response: Response, question: str, words: str, seen: int, by: Person, now: datetime
) -> Answer:
    """Save an answer as it is typed.

    `seen`: the version that the person had before them, 0 for none. The same words again change
    nothing. Raises WrittenSinceError where another version came in between, MainstayError for words
    that cannot be this answer.
    """
    locked = Response.objects.select_for_update().get(pk=response.pk)
    one = queries.asked(locked).question(question)
    require(one is not None and policies.can_write(by, locked, one))
    words = words.replace("\r\n", "\n").rstrip()
    if fault := one.fault(words):
        raise MainstayError(fault)
    held = queries.answers(locked).get(question)
    if held is not None and held.words == words:
        return held
    if held is not None and held.version != seen:
        raise WrittenSinceError(held)
    return _written(locked, question, held, words, by, now)


@transaction.atomic
def share(*, response: Response, by: Person, now: datetime) -> None:
    """Let the practice read the record, and add to it. What is shared stays shared."""
    locked = Response.objects.select_for_update().get(pk=response.pk)
    require(policies.can_share(by, locked))
    if locked.shared is not None:
        return
    locked.shared, locked.shared_by = now, by
    locked.save(update_fields=["shared", "shared_by"])
    _log(Event.CONVERSATION_SHARED, locked, by, now)
    tell(
        people=people_of(locked.selection),
        key=f"conversation-{locked.pk}",
        subject="The record of your readiness conversation is here",
        words="Read it, and add what is missing or wrong.",
        path=reverse("conversation", args=[locked.selection_id]),
        now=now,
        organisation=locked.selection.programme.office,
    )


def _written(
    response: Response, question: str, held: Answer | None, words: str, by: Person, now: datetime
) -> Answer:
    """In place while the same person goes on typing; else a new version, which the log tells."""
    number = held.version + 1 if held else 1
    if held is not None and held.by_id == by.pk and now - held.since < SITTING:
        held.words, held.version, held.at = words, number, now
        held.save(update_fields=["words", "version", "at"])
        return held
    _log(Event.ANSWER_WRITTEN, response, by, now, question)
    return Answer.objects.create(
        response=response,
        question=question,
        version=number,
        words=words,
        by=by,
        since=now,
        at=now,
    )


def _log(event: Event, one: Response, by: Person, now: datetime, question: str = "") -> None:
    details = {"question": question} if question else None
    practice = one.selection.practice
    subject = f"the readiness conversation with {one.selection}"
    record(event, subject, by=by, now=now, organisation=practice, details=details)
