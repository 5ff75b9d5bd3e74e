"""A programme's board: practices under their stages, counts that lead to them, and this week."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.programme.agreements.policies import Side
from mainstay.programme.engagement.overview.queries import SOON, Standing
from mainstay.programme.engagement.stages import Stage
from mainstay.terms.wording import capital
from mainstay.web.board.filters import NO_WAVE, NOBODY, SIDES
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
    """A task of a practice that is late or due within a week, or a visit on one of its days."""

    standing: Standing
    day: date
    title: str
    path: str
    late: bool
    told: str


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
    """What is late, then what is due or takes place within a week, by its day."""
    due = [one for each in found for one in (*_tasks(each), *_visits(each))]
    return sorted(due, key=lambda one: (one.day, one.standing.selection.practice.name))


def _tasks(one: Standing) -> Iterator[Due]:
    for task in one.soon:
        told = f"{capital(str(task.turn))}’s turn"
        late = task.late(one.today)
        yield Due(one, task.due, task.title, place(one.selection, task), late, told)


def _visits(one: Standing) -> Iterator[Due]:
    """A visit whose day is past wants somebody to say whether it was held."""
    for visit in one.visits:
        path = reverse("visit", args=[one.selection.pk, visit.pk])
        past = visit.day < one.today
        told = "Say whether it was held" if past else visit.get_state_display()
        if visit.day <= one.today + SOON:
            yield Due(one, visit.day, f"{visit.what.name}, {_at(visit)}", path, past, told)


def _at(visit) -> str:
    return f"{localtime(visit.starts):%H:%M}"


def waves(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """The waves to choose from, the earliest first; none, where a practice has none."""
    held = {one.selection.wave for one in found}
    named = sorted(held - {None}, key=lambda one: (one.starts, one.pk))
    none = [(NO_WAVE, "No wave")] if None in held else []
    return [*((str(one.pk), one.name) for one in named), *none] if named else []


def managers(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """The change managers to choose from; nobody, where a practice has none."""
    names = {one.change_manager for one in found}
    nobody = [(NOBODY, "Nobody yet")] if "" in names else []
    return [*((name, name) for name in sorted(names - {""})), *nobody]


def side_names() -> list[tuple[str, Side]]:
    return list(SIDES.items())
