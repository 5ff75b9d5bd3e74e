"""The tables of the readiness conversations: what was said, and by whom it was written down."""

from collections.abc import Sequence

from mainstay.programme.engagement.conversation.queries import answers, asked
from mainstay.programme.engagement.models import Answer, Response
from mainstay.programme.whole.export.columns import AT, BY, CODE, NAME, moment, said
from mainstay.terms.tables import Cell, Field, Records

SHOWN = ("held-on", "took-part", "change-accepted", "future-state")


def conversations(found: Sequence[Response]) -> Records:
    return Records(
        "conversations",
        "Readiness conversations",
        "One row for each record of a conversation. The newest of a practice counts.",
        (
            CODE,
            NAME,
            Field("held_date", "Held on", "The day of the conversation.", "date"),
            Field("took_part", "Who took part", "Names and roles, as they were written."),
            Field("accepted", "Accepts the need to change", "Yes, in part, or not yet."),
            Field("future", "The future wanted", "What the practice wants to become."),
            Field("decision", "Decision", "The newest decision on it: ready, or not now."),
            Field("shared", "Shared", "When the practice was shown the record.", "dateTime"),
            BY,
            AT,
        ),
        tuple(_conversation(one) for one in found),
    )


def _conversation(one: Response) -> tuple[Cell, ...]:
    decided = max(one.decisions.all(), key=lambda each: each.pk, default=None)
    outcome = decided.get_outcome_display() if decided else None
    shown = (_shown(one, name) for name in SHOWN)
    return (*_who(one), *shown, outcome, moment(one.shared), one.by.name, moment(one.at))


def _shown(one: Response, name: str) -> Cell:
    """The answer that counts, in the words of the questionnaire."""
    held, question = answers(one).get(name), asked(one).question(name)
    return said(question.shown(held.words)) if held and question else None


def conversation_answers(found: Sequence[Response]) -> Records:
    return Records(
        "conversation_answers",
        "Answers in readiness conversations",
        "One row for each version of an answer. The highest version of a question counts.",
        (
            CODE,
            NAME,
            Field("conversation_at", "Conversation", "When its record was begun.", "dateTime"),
            Field("question", "Question", "What was asked."),
            Field("version", "Version", "The version's number.", "integer"),
            Field("words", "Answer", "What was written down."),
            BY,
            AT,
        ),
        tuple(_answer(one, each) for one in found for each in _in_order(one)),
    )


def _in_order(one: Response) -> list[Answer]:
    """As the questions are asked, each with its versions."""
    order = {question.id: place for place, question in enumerate(asked(one).questions)}
    return sorted(
        one.answers.all(),
        key=lambda each: (order.get(each.question, len(order)), each.question, each.version),
    )


def _answer(one: Response, each: Answer) -> tuple[Cell, ...]:
    question = asked(one).question(each.question)
    text = question.text if question else each.question
    words = question.shown(each.words) if question else each.words
    written = (text, each.version, said(words), each.by.name, moment(each.at))
    return (*_who(one), moment(one.at), *written)


def _who(one: Response) -> tuple[str, str]:
    return one.selection.practice.code, one.selection.practice.name
