"""Comment on a figure, change one's words, take them back, and answer."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.policies import require
from mainstay.programme.agreements.policies import OFFICE
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.comments import policies, queries
from mainstay.programme.engagement.models import Comment, CommentVersion, IssuedPack, Reply
from mainstay.programme.engagement.packs.queries import people_of
from mainstay.terms.errors import MainstayError

NO_WORDS = "Write what you want to say."


@transaction.atomic
def comment(
    *,
    selection: Selection,
    indicator: str,
    period: str,
    figure: str,
    pack: IssuedPack | None,
    words: str,
    by: Person,
    now: datetime,
) -> Comment:
    """Say something of a figure. The same words of the same person again are the same comment.

    `figure`: the value as it was read. Raises MainstayError for no words.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_comment(by, locked))
    words = _written(words)
    held = locked.comments.filter(indicator=indicator, period=period, by=by, withdrawn=None)
    for one in held.prefetch_related("versions"):
        if queries.words(one).words == words:
            return one
    made = Comment.objects.create(
        selection=locked,
        indicator=indicator,
        period=period,
        figure=figure,
        pack=pack,
        by=by,
        at=now,
    )
    CommentVersion.objects.create(comment=made, number=1, words=words, by=by, at=now)
    _log(Event.COMMENTED, made, by, now)
    _tell_office(made, words, now, f"comment-{made.pk}-1")
    return made


@transaction.atomic
def change(*, comment: Comment, words: str, seen: int, by: Person, now: datetime) -> Comment:
    """Put other words in place of a comment's; the earlier ones are kept.

    `seen`: the number of the version that the person saw. Raises MainstayError for no words, or
    where a colleague has changed them since.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    require(policies.can_change(by, locked))
    words, last = _written(words), queries.words(locked)
    if last.words == words:
        return locked
    if last.number != seen:
        raise MainstayError(
            f"{last.by} changed this comment while you were writing. It says now: {last.words}",
            advice="Save yours again if you still want to.",
        )
    number = last.number + 1
    CommentVersion.objects.create(comment=locked, number=number, words=words, by=by, at=now)
    _log(Event.COMMENT_CHANGED, locked, by, now)
    _tell_office(locked, words, now, f"comment-{locked.pk}-{number}")
    return locked


@transaction.atomic
def withdraw(*, comment: Comment, reason: str, by: Person, now: datetime) -> None:
    """Take a comment back: it is shown no more, and kept. Raises MainstayError for no reason."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    require(policies.can_change(by, locked))
    if not reason.strip():
        raise MainstayError("Say why you take it back.")
    locked.withdrawn, locked.withdrawn_by, locked.why_withdrawn = now, by, reason.strip()
    locked.save(update_fields=["withdrawn", "withdrawn_by", "why_withdrawn"])
    _log(Event.COMMENT_WITHDRAWN, locked, by, now)


@transaction.atomic
def reply(*, comment: Comment, words: str, by: Person, now: datetime) -> Reply:
    """Answer a practice. The same words again are the same answer."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    require(policies.can_reply(by, locked))
    words = _written(words)
    side = policies.answers_for(by, locked.selection)
    held = locked.replies.filter(by=by, words=words).first()
    if held is not None:
        return held
    made = Reply.objects.create(comment=locked, side=side.value, words=words, by=by, at=now)
    _log(Event.COMMENT_ANSWERED, locked, by, now)
    tell(
        people=people_of(locked.selection),
        key=f"reply-{made.pk}",
        subject="Your comment has an answer",
        words=words,
        path=reverse("comments", args=[locked.selection_id]),
        now=now,
        organisation=locked.selection.programme.office,
    )
    return made


def _tell_office(given: Comment, words: str, now: datetime, key: str) -> None:
    office = given.selection.programme.office
    held = office.memberships.filter(role__in=OFFICE, until=None).select_related("person")
    tell(
        people={one.person for one in held},
        key=key,
        subject=f"{given.selection} has commented on a figure",
        words=words,
        path=reverse("comments", args=[given.selection_id]),
        now=now,
        organisation=office,
    )


def _log(event: Event, given: Comment, by: Person, now: datetime) -> None:
    record(event, str(given), by=by, now=now, organisation=given.selection.practice)


def _written(words: str) -> str:
    if not words.strip():
        raise MainstayError(NO_WORDS)
    return words.strip().replace("\r\n", "\n")
