"""Where practices are on their journeys."""

from collections.abc import Mapping

from django.db.models import Prefetch, QuerySet

from mainstay.programme.agreements.models import Agreement, Nomination, Signature
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import (
    Answer,
    Comment,
    CommentVersion,
    CommitmentWord,
    Decision,
    InformationRequest,
    IssuedPack,
    PackEvent,
    Reply,
    Response,
    Step,
    TimeTaken,
    Visit,
)
from mainstay.programme.engagement.progress import last_step, since, stage
from mainstay.programme.engagement.stages import Transition
from mainstay.programme.engagement.tasks import TASKS, Task

__all__ = ["blocks", "journey", "journeys", "last_step", "since", "stage"]

# What the tasks of a practice are worked out from: fetched at once for any number of practices.
RELATED = {
    "nominations": Nomination.objects.select_related("person"),
    "agreements": Agreement.objects.defer("words"),
    "agreements__signatures": Signature.objects.all(),
    "commitment_words": CommitmentWord.objects.all(),
    "steps": Step.objects.all(),
    "requests": InformationRequest.objects.all(),
    "times_taken": TimeTaken.objects.all(),
    "packs": IssuedPack.objects.all(),
    "packs__events": PackEvent.objects.select_related("by"),
    "comments": Comment.objects.all(),
    "comments__versions": CommentVersion.objects.all(),
    "comments__replies": Reply.objects.all(),
    "responses": Response.objects.all(),
    "responses__answers": Answer.objects.all(),
    "decisions": Decision.objects.all(),
    "visits": Visit.objects.all(),
}
# Whose hand it was: the pages of one practice name them, lists of practices do not.
SIGNED = (
    "agreements",
    "agreements__signatures",
    "commitment_words",
    "steps",
    "packs",
    "responses__answers",
    "decisions",
)


def journeys(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """The same practices with all that their tasks are worked out from."""
    return with_programme(selections).prefetch_related(*lookups())


def journey(number: int) -> Selection | None:
    """One practice with the same, and the people who did it."""
    people = {name: RELATED[name].select_related("by") for name in SIGNED}
    found = with_programme(Selection.objects.filter(pk=number))
    return found.prefetch_related(*lookups(people)).first()


def with_programme(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    return selections.select_related(
        "practice", "wave", "programme", "programme__office", "programme__support_unit"
    )


def lookups(other: Mapping[str, QuerySet] | None = None) -> list[Prefetch]:
    """What Django fetches with a practice. As copies: a queryset keeps what it once fetched."""
    rows = RELATED | dict(other or {})
    return [Prefetch(name, one.all()) for name, one in rows.items()]


def blocks(selection: Selection, way: Transition) -> list[Task]:
    """The tasks that must be done before a practice can take a way."""
    found = (TASKS[gate](selection) for gate in way.gates)
    return [one for one in found if one is not None and not one.done]
