"""What the practice says: a number beside each figure, and the words in a section."""

from collections.abc import Sequence
from dataclasses import dataclass

from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Bullets, Heading, Note, Paragraph, Strong, Words
from mainstay.terms import definitions
from mainstay.terms.comments import Comment, Reply
from mainstay.terms.findings import Figure
from mainstay.terms.wording import capital, counted

TITLE = "What the practice says"


@dataclass(frozen=True)
class Comments:
    """A practice's comments, numbered in the order in which they were made."""

    given: tuple[Comment, ...] = ()

    @classmethod
    def of(cls, given: Sequence[Comment]) -> "Comments":
        return cls(tuple(sorted(given, key=lambda one: (one.on, one.indicator_id))))

    def mark(self, figure: Figure) -> str:
        """`comment 2` for a figure that has one; nothing for one that has none."""
        marks = [
            f"comment {number}"
            for number, one in enumerate(self.given, 1)
            if one.indicator_id == figure.indicator.id
        ]
        return ", ".join(marks)


NONE = Comments()


def told_first(comments: Comments) -> tuple[Block, ...]:
    """In the summary: that there are comments, and where."""
    if not comments.given:
        return ()
    many = counted(len(comments.given), "comment")
    return (Note(f"The practice has made {many} on its figures. Read them under “{TITLE}”."),)


def section(comments: Comments) -> tuple[Block, ...]:
    """Each comment in full, with its answers; no section where there is none."""
    if not comments.given:
        return ()
    return (
        Heading(2, TITLE, "comments"),
        Paragraph("A comment stays with its figure. The figure itself is as it was published."),
        Bullets(tuple(_words(number, one) for number, one in enumerate(comments.given, 1))),
    )


def about(comment: Comment) -> str:
    """The figure that a comment is on, in words: its name, period and value."""
    held = definitions.indicators().get(comment.indicator_id)
    name = held.plain_name if held else comment.indicator_id
    if not comment.period:
        return f"{name}: {say.lower_first(comment.figure)}"
    return f"{name}: {comment.figure} {say.when(comment.period)}"


def _words(number: int, comment: Comment) -> Words:
    start = f" {about(comment)}. The practice’s comment of {say.day(comment.on)}: “{comment.words}”"
    return (Strong(f"Comment {number}."), start, *(_reply(one) for one in comment.replies))


def _reply(reply: Reply) -> str:
    return f" {capital(reply.who)} answered on {say.day(reply.on)}: “{reply.words}”"
