"""A data pack before it is issued, and what became of it after."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.timezone import localdate

from mainstay.library import Known
from mainstay.library.issuing import Draft, draft
from mainstay.library.questions import Question
from mainstay.programme.cohort.queries import as_evidence
from mainstay.programme.engagement.comments.queries import beside
from mainstay.programme.engagement.packs.queries import figures
from mainstay.programme.support.about import can_be_asked_about
from mainstay.terms.comments import Comment
from mainstay.terms.wording import capital

TODAY, CHOSEN = "today", "chosen"


def days(selection) -> dict[str, date]:
    """The days whose figures a pack can show."""
    return {TODAY: localdate(), CHOSEN: selection.programme.as_of}


def drafted(known: Known, selection) -> Draft:
    """The pack as it would be issued now. Raises MainstayError for a practice not known then."""
    judged = as_evidence(selection.programme)
    until = max((one.on for one in judged), default=None)
    question = Question(selection.programme.rules, judged, until)
    return _drafted(known, selection.practice.code, question, beside(selection.practice.code))


@lru_cache(maxsize=16)
def _drafted(known: Known, code: str, question: Question, said: tuple[Comment, ...]) -> Draft:
    """Kept for as long as it takes to look at a preview and issue it."""
    return draft(known, code, question, said)


@dataclass(frozen=True)
class Row:
    """A figure of an issued pack, with what the practice has said of it."""

    indicator: str
    name: str
    period: str
    text: str
    said: list[Comment]
    finding: bool  # whether support can be asked for from it


def topics(pack, said: tuple[Comment, ...]) -> list[tuple[str, list[Row]]]:
    """The figures of an issued pack, under their topics."""
    found: dict[str, list[Row]] = {}
    for one in figures(pack):
        about = [each for each in said if each.indicator_id == one["indicator"]]
        row = Row(
            one["indicator"], capital(one["name"]), one["period"], one["text"], about,
            can_be_asked_about(one["indicator"]),
        )  # fmt: skip
        found.setdefault(capital(one["topic"]), []).append(row)
    return list(found.items())
