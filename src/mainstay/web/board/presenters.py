"""A programme's board: practices under their stages, counts that lead to them, and this week."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mainstay.programme.agreements.policies import Side
from mainstay.programme.engagement.overview.queries import Standing
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import Task
from mainstay.web.board.filters import NOBODY, SIDES
from mainstay.web.engagements.links import place

BAR = 100  # units of the picture's width, which the longest bar fills


@dataclass(frozen=True)
class Total:
    """A stage with how many practices stand there, for how many of them each side has its turn.

    `bar` and `late_bar` are lengths in the picture.
    """

    stage: Stage
    count: int
    late: int
    waiting: tuple[tuple[str, int], ...]
    bar: float
    late_bar: float


@dataclass(frozen=True)
class Due:
    """A task of a practice that is late or due within a week."""

    standing: Standing
    task: Task
    path: str
    late: bool


def columns(found: Iterable[Standing]) -> list[tuple[Stage, list[Standing]]]:
    """The practices under each stage that has any, those that are late first."""
    by_stage: dict[Stage, list[Standing]] = {}
    for one in found:
        by_stage.setdefault(one.stage, []).append(one)
    return [
        (stage, sorted(by_stage[stage], key=lambda one: not one.late))
        for stage in Stage
        if stage in by_stage
    ]


def totals(found: Sequence[Standing]) -> list[Total]:
    """A line for each stage that has a practice."""
    placed = columns(found)
    longest = max((len(held) for _, held in placed), default=0)
    return [_total(stage, held, longest) for stage, held in placed]


def _total(stage: Stage, held: Sequence[Standing], longest: int) -> Total:
    late = sum(bool(one.late) for one in held)
    turns = Counter(side for one in held for side in one.waiting_on)
    return Total(
        stage=stage,
        count=len(held),
        late=late,
        waiting=tuple((slug, turns[side]) for slug, side in SIDES.items()),
        bar=BAR * len(held) / longest,
        late_bar=BAR * late / longest,
    )


def this_week(found: Iterable[Standing]) -> list[Due]:
    """What is late, then what is due within a week, by its day."""
    due = [
        Due(one, task, place(one.selection, task), task.late(one.today))
        for one in found
        for task in one.soon
    ]
    return sorted(due, key=lambda one: (one.task.due, one.standing.selection.practice.name))


def managers(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """The change managers to choose from; nobody, where a practice has none."""
    names = {one.change_manager for one in found}
    nobody = [(NOBODY, "Nobody yet")] if "" in names else []
    return [*((name, name) for name in sorted(names - {""})), *nobody]


def side_names() -> list[tuple[str, Side]]:
    return list(SIDES.items())
