"""The numbers of a programme that its steering group may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mainstay.analysis.disclosure import LEAST, enough, safe
from mainstay.analysis.waits import EVERY, Summary
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.engagement.stages import Stage
from mainstay.reports.waits import limits

FEW = f"Fewer than {LEAST}, or hidden beside such a number"
GROUPS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("Agreeing what is done", (Stage.SELECTED, Stage.AGREED)),
    ("Preparing for the first conversation", (Stage.PREPARING,)),
    ("Decided: ready, or not now", (Stage.READY, Stage.NOT_NOW)),
    (
        "Working on change",
        (Stage.DIAGNOSING, Stage.OPTIONS, Stage.PLANNING, Stage.DELIVERING),
    ),
    ("Ended", (Stage.CLOSED, Stage.WITHDRAWN, Stage.PRACTICE_GONE)),
)


@dataclass(frozen=True)
class Wait:
    """A step of help and how long it took, for practices of a size."""

    step: str
    size: str
    median: str
    span: str


def stages(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """Each group of stages with its number, or why there is none."""
    held = [one.stage for one in found]
    counts = [sum(one in stages for one in held) for _, stages in GROUPS]
    return [
        (name, FEW if shown is None else str(shown))
        for (name, _), shown in zip(GROUPS, safe(counts), strict=True)
    ]


def visits(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """How many practices were visited and how many not, or why that is not said."""
    held = [one.visited for one in found]
    counts = safe([held.count(True), held.count(False)])
    return [
        (name, FEW if shown is None else str(shown))
        for name, shown in zip(("A visit took place", "None yet"), counts, strict=True)
    ]


def waits(found: Sequence[Summary]) -> list[Wait]:
    """Medians of those sizes that enough practices have, to whom it happened often enough."""
    return [
        Wait(one.milestone.name, one.band, f"{one.median:.0f} days", limits(one))
        for one in found
        if one.median is not None and enough(one.over) and _is_safe(one, found)
    ]


def _is_safe(one: Summary, found: Sequence[Summary]) -> bool:
    """A size is shown where no other size is left alone: what is left could be worked out."""
    if one.band == EVERY:
        return True
    same = [each for each in found if each.milestone == one.milestone and each.band != EVERY]
    return all(enough(each.practices) for each in same)
