"""What a practice says of its figures, for the pages that show them."""

from dataclasses import dataclass

from django.http import HttpRequest

from mainstay.programme.engagement.comments.queries import may_comment_in, read_beside
from mainstay.terms.comments import Comment


@dataclass(frozen=True)
class Said:
    """`journey`: the number of the one in which the reader may comment, None for who may not."""

    comments: tuple[Comment, ...]
    journey: int | None

    def of(self, indicator_id: str) -> list[Comment]:
        return [one for one in self.comments if one.indicator_id == indicator_id]


def said(request: HttpRequest, code: str) -> Said:
    """As known on the day of the page; a stranger is not told whom a programme helps."""
    person = request.user
    if not person.is_authenticated:
        return Said((), None)
    own = may_comment_in(person, code)
    return Said(read_beside(person, code, request.known.as_of), own.pk if own else None)
