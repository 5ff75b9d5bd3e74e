"""What practices say of their figures."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from mainstay.accounts.models import Person
from mainstay.accounts.policies import where
from mainstay.programme.agreements.policies import PRACTICE, seen
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Comment, CommentVersion, Reply
from mainstay.programme.engagement.progress import stage
from mainstay.programme.engagement.stages import ENDED
from mainstay.terms import comments as terms


def comment(selection: Selection, number: int) -> Comment | None:
    return next((one for one in selection.comments.all() if one.pk == number), None)


def of(selection: Selection) -> list[Comment]:
    """Every comment on a practice's figures in this journey, the newest first."""
    return sorted(selection.comments.all(), key=lambda one: -one.pk)


def words(given: Comment) -> CommentVersion:
    """The version that counts."""
    return max(given.versions.all(), key=lambda one: one.number)


def unanswered_since(given: Comment) -> datetime | None:
    """When its newest words were written, while nobody has answered them; else None."""
    last = words(given)
    answered = any(one.at >= last.at for one in given.replies.all())
    return None if given.withdrawn or answered else last.at


def beside(practice_code: str, until: date | None = None) -> tuple[terms.Comment, ...]:
    """What stands beside a practice's figures, whichever programme it was said in.

    For what is made for the practice itself. `until`: as known at the end of that day; what was
    withdrawn by then is left out.
    """
    return _known(Comment.objects.filter(selection__practice__code=practice_code), until)


def read_beside(
    reader: Person, practice_code: str, until: date | None = None
) -> tuple[terms.Comment, ...]:
    """Of those the ones of journeys that a reader sees: a comment tells that a practice has one."""
    given = Comment.objects.filter(selection__in=seen(reader))
    return _known(given.filter(selection__practice__code=practice_code), until)


def read_on_indicator(
    reader: Person, indicator_id: str, until: date | None = None
) -> dict[str, tuple[terms.Comment, ...]]:
    """What practices say of their figures of one indicator, by code, as far as a reader sees."""
    found = _known(
        Comment.objects.filter(selection__in=seen(reader), indicator=indicator_id), until
    )
    codes = dict.fromkeys(one.practice_code for one in found)
    return {code: tuple(one for one in found if one.practice_code == code) for code in codes}


def may_comment_in(person: Person, practice_code: str) -> Selection | None:
    """The journey in which a person of the practice would comment on its figures, if any."""
    mine = where(person, *PRACTICE)
    if not mine:
        return None
    found = Selection.objects.filter(practice__code=practice_code, practice__in=mine)
    under_way = (one for one in _newest_first(found) if stage(one) not in ENDED)
    return next(under_way, None)


def _newest_first(found: QuerySet[Selection]) -> Iterable[Selection]:
    return found.order_by("-pk").prefetch_related("steps")


def _known(given: QuerySet[Comment], until: date | None) -> tuple[terms.Comment, ...]:
    found = (
        given.order_by("pk")
        .prefetch_related("versions", "replies")
        .select_related("selection__practice")
    )
    return tuple(one for one in (_as_known(each, until) for each in found) if one)


def _as_known(given: Comment, until: date | None) -> terms.Comment | None:
    if given.withdrawn is not None and _by(given.withdrawn, until):
        return None
    said = [one for one in given.versions.all() if _by(one.at, until)]
    if not said:
        return None
    return terms.Comment(
        practice_code=given.selection.practice.code,
        indicator_id=given.indicator,
        period=given.period,
        figure=given.figure,
        words=said[-1].words,
        on=_day(said[-1].at),
        replies=tuple(_reply(one) for one in given.replies.all() if _by(one.at, until)),
    )


def _reply(one: Reply) -> terms.Reply:
    return terms.Reply(one.side, one.words, _day(one.at))


def _by(moment: datetime, until: date | None) -> bool:
    return until is None or _day(moment) <= until


def _day(moment: datetime) -> date:
    return localtime(moment).date()
