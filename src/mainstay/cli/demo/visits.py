"""The visits of the demo: held, confirmed, moved, proposed, and one that cannot be fitted in."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mainstay.accounts.models import Person
from mainstay.cli.demo import words
from mainstay.cli.demo.people import Cast
from mainstay.cli.demo.story import Story
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.visits import actions, days
from mainstay.programme.engagement.visits.keeping.actions import keep_week
from mainstay.programme.engagement.visits.searching import making
from mainstay.programme.engagement.visits.searching.actions import look_for_times
from mainstay.programme.engagement.visits.states import OPEN, Part
from mainstay.programme.organisations.models import Programme

Lead = Callable[[str], Person]  # who leads the practice of a name
LONDON = ZoneInfo("Europe/London")
TEN = time(10)
DAY = timedelta(days=1)
MORNINGS = (Part.MORNING, Part.DAY, Part.DAY, Part.NONE, Part.MORNING)


def working_day(day: date, step: timedelta = DAY) -> date:
    """The day, or the nearest on which people work: a later one, or with `-DAY` an earlier."""
    while not days.works(day):
        day += step
    return day


def at_ten(day: date) -> datetime:
    return datetime.combine(day, TEN, LONDON)


def want(cast: Cast, selection: Selection, kind: str, deadline: date, now: datetime) -> Visit:
    return actions.want_visit(
        selection=selection, kind=kind, deadline=deadline, by=cast["dev"], now=now
    )


def offer(cast: Cast, selection: Selection, kind: str, day: date, now: datetime) -> None:
    """Choose a time, and offer it."""
    made = want(cast, selection, kind, day, now)
    act = {"by": cast["dev"], "now": now}
    timed = actions.move_visit(visit=made, starts=at_ten(day), words="", seen=made.seen, **act)
    actions.offer_visit(visit=timed, seen=timed.seen, **act)


def say_yes(selection: Selection, kind: str, by: Person, now: datetime) -> None:
    made = _open(selection, kind)
    actions.confirm_visit(visit=made, seen=made.seen, by_link=True, by=by, now=now)


def move(cast: Cast, selection: Selection, kind: str, day: date, now: datetime) -> None:
    """The practice is told why, and asked whether the new time will do."""
    made, starts = _open(selection, kind), at_ten(day)
    actions.move_visit(
        visit=made, starts=starts, words=words.MOVED, seen=made.seen, by=cast["dev"], now=now
    )


def say_held(cast: Cast, selection: Selection, kind: str, now: datetime) -> None:
    made = _open(selection, kind)
    actions.say_held(visit=made, seen=made.seen, by=cast["dev"], now=now)


def look_for(cast: Cast, programme: Programme, now: datetime) -> None:
    """Times that the solver finds for what waits, and why there is none."""
    keep_week(selection=None, parts=MORNINGS, by=cast["elin"], now=now)
    search = look_for_times(programme=programme, by=cast["dev"], now=now)
    making.make(search.pk, clock=lambda: now)


def ahead(story: Story, cast: Cast, held: Mapping[str, Selection], lead: Lead) -> None:
    """Visits that are still to come, and those that wait for a time; practices by name."""
    today = story.now.date()
    soon, later = working_day(today + 2 * DAY), working_day(today + 9 * DAY)
    kind, moves = "diagnostic", held["moved"]
    after = working_day(later + 7 * DAY)
    story.ago(6, lambda now: offer(cast, held["confirmed"], kind, soon, now))
    story.ago(5, lambda now: say_yes(held["confirmed"], kind, lead("confirmed"), now))
    story.ago(5, lambda now: offer(cast, moves, kind, later, now))
    story.ago(4, lambda now: say_yes(moves, kind, lead("moved"), now))
    story.ago(3, lambda now: move(cast, moves, kind, after, now))
    story.ago(4, lambda now: offer(cast, held["offered"], "options", later, now))
    story.ago(2, lambda now: _wait(cast, held, today, now))
    story.ago(1, lambda now: look_for(cast, held["confirmed"].programme, now))


def _wait(cast: Cast, held: Mapping[str, Selection], today: date, now: datetime) -> None:
    """Two that can have a time, and one whose day is too soon."""
    for name in ("first", "second"):
        want(cast, held[name], "readiness", today + 60 * DAY, now)
    want(cast, held["cannot"], "planning", today + 2 * DAY, now)


def _open(selection: Selection, kind: str) -> Visit:
    return Visit.objects.get(selection=selection, kind=kind, state__in=OPEN)
