"""Where practices are on their journeys."""

from django.db.models import QuerySet

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.progress import last_step, since, stage
from mainstay.programme.engagement.stages import Transition
from mainstay.programme.engagement.tasks import TASKS, Task

__all__ = ["blocks", "journey", "journeys", "last_step", "since", "stage"]

# What the tasks of a practice are worked out from: fetched at once for any number of practices.
RELATED = (
    "nominations__person",
    "agreements__signatures__by",
    "agreements__by",
    "commitment_words__by",
    "steps__by",
    "requests",
    "times_taken",
    "packs__events__by",
    "packs__by",
    "comments__versions",
    "comments__replies",
    "responses__answers",
    "decisions__by",
    "visits",
)


def journeys(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """The same practices with all that their tasks are worked out from."""
    return selections.select_related(
        "practice", "wave", "programme", "programme__office", "programme__support_unit"
    ).prefetch_related(*RELATED)


def journey(number: int) -> Selection | None:
    return journeys(Selection.objects.filter(pk=number)).first()


def blocks(selection: Selection, way: Transition) -> list[Task]:
    """The tasks that must be done before a practice can take a way."""
    found = (TASKS[gate](selection) for gate in way.gates)
    return [one for one in found if one is not None and not one.done]
