"""Where practices are on their journeys."""

from datetime import datetime

from django.db.models import QuerySet

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Step
from mainstay.programme.engagement.stages import Stage, Transition
from mainstay.programme.engagement.tasks import TASKS, Task

# What the tasks of a practice are worked out from: fetched at once for any number of practices.
RELATED = (
    "nominations__person",
    "agreements__signatures__by",
    "agreements__by",
    "steps__by",
    "requests",
    "times_taken",
)


def journeys(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """The same practices with all that their tasks are worked out from."""
    return selections.select_related(
        "practice", "programme", "programme__office", "programme__support_unit"
    ).prefetch_related(*RELATED)


def journey(number: int) -> Selection | None:
    return journeys(Selection.objects.filter(pk=number)).first()


def last_step(selection: Selection) -> Step | None:
    return max(selection.steps.all(), key=lambda one: one.pk, default=None)


def stage(selection: Selection) -> Stage:
    """Where the practice is now."""
    last = last_step(selection)
    return Stage(last.end) if last else Stage.SELECTED


def since(selection: Selection) -> datetime:
    """When the practice came to where it is."""
    last = last_step(selection)
    return last.at if last else selection.at


def blocks(selection: Selection, way: Transition) -> list[Task]:
    """The tasks that must be done before a practice can take a way."""
    found = (TASKS[gate](selection) for gate in way.gates)
    return [one for one in found if one is not None and not one.done]
