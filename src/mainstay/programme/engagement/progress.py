"""Where a practice is on its journey, and since when."""

from datetime import datetime

from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Step
from mainstay.programme.engagement.stages import Stage


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
