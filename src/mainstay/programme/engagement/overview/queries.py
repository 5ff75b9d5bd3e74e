"""How all practices of a programme stand: as many queries for them as for one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mainstay.accounts.models import Person
from mainstay.programme.agreements import policies
from mainstay.programme.agreements.parts import Part
from mainstay.programme.agreements.policies import Side
from mainstay.programme.agreements.queries import in_part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import queries
from mainstay.programme.engagement.lists import listed
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import Task
from mainstay.programme.engagement.visits.states import TIMED
from mainstay.programme.engagement.visits.states import State as Visiting
from mainstay.programme.organisations.models import Programme

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """Where a practice stands on a day. A practice whose journey ended waits for nobody.

    `open`: the tasks that somebody can do now, in their order, late ones first.
    """

    selection: Selection
    stage: Stage
    since: datetime
    open: tuple[Task, ...]
    today: date
    change_manager: str

    @property
    def next(self) -> Task | None:
        return self.open[0] if self.open else None

    @property
    def waiting_on(self) -> list[Side]:
        """The sides whose turn it is, the one of the next task first."""
        return list(dict.fromkeys(one.turn for one in self.open if one.turn))

    @property
    def late(self) -> list[Task]:
        return [one for one in self.open if one.late(self.today)]

    @property
    def soon(self) -> list[Task]:
        """What is late, or due within a week."""
        end = self.today + SOON
        return [one for one in self.open if one.due is not None and one.due <= end]

    @property
    def visits(self) -> list[Visit]:
        """Those with a time that are not held yet, in order; also those whose day is past."""
        found = [one for one in self.selection.visits.all() if one.state in TIMED]
        return sorted(found, key=lambda one: one.starts)

    @property
    def next_visit(self) -> Visit | None:
        return next((one for one in self.visits if one.day >= self.today), None)

    @property
    def visited(self) -> bool:
        """Whether a visit took place."""
        return any(one.state == Visiting.HELD for one in self.selection.visits.all())


def standings(person: Person, programme: Programme, today: date) -> list[Standing]:
    """The practices of a programme that a person sees, by name."""
    found = policies.seen(person).filter(programme=programme)
    return [standing(one, today) for one in listed(found)]


def all_standings(programme: Programme, today: date) -> list[Standing]:
    """Every practice of a programme; for what shows no single one, or asked its own policy."""
    found = Selection.objects.filter(programme=programme)
    return [standing(one, today) for one in listed(found)]


def standing(selection: Selection, today: date) -> Standing:
    stage = queries.stage(selection)
    held = in_part(selection, Part.CHANGE_MANAGER)
    return Standing(
        selection=selection,
        stage=stage,
        since=queries.since(selection),
        open=tuple(sorted(queries.open_tasks(selection), key=lambda one: not one.late(today))),
        today=today,
        change_manager=held.person.name if held else "",
    )
