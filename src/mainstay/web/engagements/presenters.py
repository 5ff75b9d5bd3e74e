"""A journey as a person sees it: what is next, whose turn it is, and since when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mainstay.accounts.models import Person
from mainstay.programme.agreements.policies import Side, Standing
from mainstay.programme.engagement import policies, queries
from mainstay.programme.engagement.stages import ALONG, Stage, Transition, leading_from
from mainstay.programme.engagement.tasks import Task
from mainstay.web.engagements.links import place


@dataclass(frozen=True)
class Line:
    """A task in the list. `mine`: whether the reader can act on it now."""

    task: Task
    path: str
    mine: bool
    late: bool


@dataclass(frozen=True)
class Group:
    """Tasks that stand together. `folded`: those that a reader need not read to do the others."""

    name: str
    lines: list[Line]
    folded: bool = False


@dataclass(frozen=True)
class Way:
    """A stage that the reader may take the practice to, and what stands before it."""

    end: Stage
    why: bool
    blocks: list[tuple[str, str]]
    may_pass: bool


@dataclass(frozen=True)
class Along:
    """A stage in the picture of the journey."""

    name: str
    place: str  # past, now or ahead


def lines(selection, standing: Standing, today: date) -> list[Line]:
    mine = standing.sides(selection)
    return [
        Line(one, place(selection, one), _for_one_of(mine, one), one.late(today))
        for one in queries.to_show(selection)
    ]


def groups(found: Sequence[Line], sides: Collection[Side]) -> list[Group]:
    """The tasks in order. A practice reads what it can do now, and unfolds the rest."""
    if set(sides) != {Side.PRACTICE}:
        return [Group("Tasks", list(found))]
    done = [one for one in found if one.task.done]
    now = [one for one in found if one.mine and not one.task.done]
    rest = [one for one in found if one not in done and one not in now]
    made = [
        Group("For you to do", now),
        Group(f"For others, or for later ({len(rest)})", rest, folded=True),
        Group(f"Completed ({len(done)})", done, folded=True),
    ]
    return [one for one in made if one.lines]


def _for_one_of(sides: Collection[Side], task: Task) -> bool:
    return task.turn in sides or any(side in sides for side in task.may)


def first_to_do(found: Iterable[Line]) -> Line | None:
    """What the reader does next: late things first. What is nobody's turn is never pressed."""
    waiting = [one for one in found if one.mine and one.task.open]
    return min(waiting, key=lambda one: not one.late, default=None)


def waiting_on(found: Iterable[Line]) -> list[Side]:
    """The sides whose turn it is, in the order of their tasks."""
    turns = [one.task.turn for one in found if one.task.open]
    return list(dict.fromkeys(turns))


def ways(selection, person: Person) -> list[Way]:
    """The ways that a person may take the practice now."""
    found = leading_from(queries.stage(selection))
    return [
        _way(selection, person, one) for one in found if policies.can_take(person, selection, one)
    ]


def by_itself(selection) -> list[tuple[str, str]] | None:
    """What stands before the decision that takes the practice on; None where none comes next."""
    found = leading_from(queries.stage(selection))
    way = next((one for one in found if one.by_itself and not one.why), None)
    return None if way is None else _blocks(selection, way)


def along(stage: Stage) -> list[Along]:
    """The stages as a row; a practice that left the row, or waits, stands on none."""
    at = ALONG.index(stage) if stage in ALONG else -1
    words = ("past", "now", "ahead")
    return [
        Along(one.label, words[(index > at) + (index >= at)] if at >= 0 else "ahead")
        for index, one in enumerate(ALONG)
    ]


def _way(selection, person: Person, way: Transition) -> Way:
    may_pass = policies.can_pass_gates(person, selection)
    return Way(way.end, way.why, _blocks(selection, way), may_pass)


def _blocks(selection, way: Transition) -> list[tuple[str, str]]:
    return [(one.blocks, place(selection, one)) for one in queries.blocks(selection, way)]


def story(moves: Iterable, support: Iterable) -> list[tuple[str, object]]:
    """What happened, the newest first: moves to another stage, and steps of help."""
    found = [*(("move", one) for one in moves), *(("support", one) for one in support)]
    return sorted(found, key=lambda one: (one[1].at, one[1].pk), reverse=True)
