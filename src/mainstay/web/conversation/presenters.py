"""The record of a conversation, as it is written and as it is read."""

from dataclasses import dataclass
from datetime import date

from mainstay.accounts.models import Person
from mainstay.programme.engagement.conversation import policies, queries
from mainstay.terms.questionnaires import Kind, Question, Writer
from mainstay.web.layout.questionnaires import QuestionnaireForm
from mainstay.web.layout.wording import day


@dataclass(frozen=True)
class Told:
    """A question and its answer, for who reads; with what was written there before."""

    question: Question
    words: str
    answer: object | None
    earlier: list


def form(response, person: Person, data=None) -> QuestionnaireForm | None:
    """What the person may write; None where that is nothing."""
    asked = queries.asked(response).questions
    mine = [one for one in asked if policies.can_write(person, response, one)]
    held = {name: (one.words, one.version) for name, one in queries.answers(response).items()}
    return QuestionnaireForm(mine, held, data) if mine else None


def told(response, person: Person) -> list[Told]:
    """What the person reads and does not write."""
    held = queries.answers(response)
    asked = queries.asked(response).questions
    return [
        _told(response, one, held.get(one.id))
        for one in asked
        if not policies.can_write(person, response, one)
        and (one.by is not Writer.PRACTICE or one.id in held)
    ]


def _told(response, question: Question, answer) -> Told:
    words = question.shown(answer.words) if answer else ""
    if words and question.kind is Kind.DAY:
        words = day(date.fromisoformat(words))
    return Told(question, words, answer, queries.earlier(response, question.id))
