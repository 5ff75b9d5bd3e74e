"""The record of a conversation, and the decision after it."""

from datetime import datetime

from django.db.models import QuerySet

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Answer, Decision, Response
from mainstay.programme.engagement.progress import last_step
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.organisations.models import Programme
from mainstay.terms.questionnaires import Question, Questionnaire, Writer, questionnaires

READINESS = "readiness"


def asked(response: Response | None = None) -> Questionnaire:
    """The questionnaire that a response answers; the one that a new conversation follows."""
    return questionnaires()[response.questionnaire if response else READINESS]


def record_of(selection: Selection) -> Response | None:
    """The record of the conversation that counts: a practice that was not ready begins another."""
    held = [one for one in selection.responses.all() if one.questionnaire == READINESS]
    newest = max(held, key=lambda one: one.pk, default=None)
    last = last_step(selection)
    again = last is not None and last.start == Stage.NOT_NOW and last.end == Stage.PREPARING
    return None if newest and again and newest.at < last.at else newest


def of_programme(programme: Programme) -> QuerySet[Response]:
    """Every record of a conversation in a programme, by practice, with all that was written."""
    found = Response.objects.filter(selection__programme=programme, questionnaire=READINESS)
    people = found.select_related("selection__practice", "by")
    return people.prefetch_related("answers__by", "decisions").order_by(
        "selection__practice__name", "pk"
    )


def answers(response: Response) -> dict[str, Answer]:
    """The answers that count, by question."""
    found: dict[str, Answer] = {}
    for one in sorted(response.answers.all(), key=lambda one: one.version):
        found[one.question] = one
    return found


def earlier(response: Response, question: str) -> list[Answer]:
    """Words that others put in place of, the newest first."""
    held = [one for one in response.answers.all() if one.question == question]
    return sorted(held, key=lambda one: -one.version)[1:]


def missing(response: Response) -> list[Question]:
    """The questions that have to be answered and are not."""
    held = answers(response)
    needed = [one for one in asked(response).asked_of(Writer.ANYBODY) if one.needed]
    return [one for one in needed if one.id not in held or not held[one.id].words.strip()]


def last_written(response: Response) -> datetime:
    return max((one.at for one in response.answers.all()), default=response.at)


def decided(selection: Selection) -> Decision | None:
    """The decision that counts."""
    return max(selection.decisions.all(), key=lambda one: one.pk, default=None)
