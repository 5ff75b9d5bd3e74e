"""Where practices are on their journeys."""

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
from mainstay.programme.engagement.stages import ENDED, Transition
from mainstay.programme.engagement.tasks import TASKS, Task, tasks

__all__ = ["blocks", "journey", "journeys", "last_step", "open_tasks", "since", "stage", "to_show"]

# What the tasks of a practice are worked out from, and whose hand it was: fetched at once for any
# number of practices. The words of agreements are read by their own pages.
RELATED = {
    "nominations": Nomination.objects.select_related("person"),
    "agreements": Agreement.objects.select_related("by").defer("words"),
    "agreements__signatures": Signature.objects.select_related("by"),
    "commitment_words": CommitmentWord.objects.select_related("by"),
    "steps": Step.objects.select_related("by"),
    "requests": InformationRequest.objects.all(),
    "times_taken": TimeTaken.objects.all(),
    "packs": IssuedPack.objects.select_related("by"),
    "packs__events": PackEvent.objects.select_related("by"),
    "comments": Comment.objects.all(),
    "comments__versions": CommentVersion.objects.all(),
    "comments__replies": Reply.objects.all(),
    "responses": Response.objects.all(),
    "responses__answers": Answer.objects.select_related("by"),
    "decisions": Decision.objects.select_related("by"),
    "visits": Visit.objects.all(),
}


def journeys(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """The same practices with all that their tasks are worked out from."""
    return with_programme(selections).prefetch_related(*lookups())


def journey(number: int) -> Selection | None:
    return journeys(Selection.objects.filter(pk=number)).first()


def with_programme(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    return selections.select_related(
        "practice", "wave", "programme", "programme__office", "programme__support_unit"
    )


def lookups() -> list[Prefetch]:
    """What Django fetches with a practice. As copies: a queryset keeps what it once fetched."""
    return [Prefetch(name, one.all()) for name, one in RELATED.items()]


def blocks(selection: Selection, way: Transition) -> list[Task]:
    """The tasks that must be done before a practice can take a way."""
    found = (TASKS[gate](selection) for gate in way.gates)
    return [one for one in found if one is not None and not one.done]


def to_show(selection: Selection) -> list[Task]:
    """The tasks as every side sees them; of a journey that has ended what was done."""
    found = tasks(selection)
    return [one for one in found if one.done] if stage(selection) in ENDED else found


def open_tasks(selection: Selection) -> list[Task]:
    """The tasks for which somebody is waited for; none of a journey that has ended."""
    return [one for one in to_show(selection) if one.open]
