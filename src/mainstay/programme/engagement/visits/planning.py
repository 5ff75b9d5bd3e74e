"""Ask for times for the visits of a programme, and put the answer in words. Nothing is changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import permutations

from django.db.models import Q
from django.utils.timezone import localtime, make_aware

from mainstay.accounts.models import Organisation, Person
from mainstay.analysis import bookings
from mainstay.analysis.bookings.reasons import sentence
from mainstay.programme.agreements.parts import Part
from mainstay.programme.agreements.queries import in_part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement import queries
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.stages import ENDED
from mainstay.programme.engagement.visits.days import free
from mainstay.programme.engagement.visits.states import OPEN, TIMED, State
from mainstay.programme.organisations.models import Programme
from mainstay.terms.visits import booking

Places = Mapping[str, tuple[float, float]]  # latitude and longitude of practices, by code
LOOKS_PAST = timedelta(days=90)  # the deadlines, to tell when the first time would be
LOOKS_AHEAD = timedelta(days=400)
NOBODY = {
    Part.CHANGE_MANAGER: "Nobody is named as change manager.",
    Part.PRACTICE_LEAD: "Nobody is named to lead for the practice.",
}


@dataclass(frozen=True)
class Plan:
    """Times by the number of the visit, and why others have none. `proved`: as good as can be."""

    times: dict[int, datetime]
    problems: dict[int, str]
    proved: bool


@dataclass(frozen=True)
class Asked:
    """What is asked of the solver, and why some visits are not even asked for.

    Two of the same programme are equal as long as nothing changed that bears on the answer.
    """

    question: bookings.Question
    names: dict[str, str]
    problems: dict[int, str]


def plan(programme: Programme, places: Places, today: date) -> Plan:
    """A time for each visit of the programme that wants one, in the order for conversations."""
    return answer(ask(programme, places, today))


def ask(programme: Programme, places: Places, today: date) -> Asked:
    """The question as the records have it now."""
    selections = {
        one.pk: one
        for one in queries.journeys(programme.selections.all())
        if queries.stage(one) not in ENDED
    }
    wanted = [
        one for one in Visit.objects.filter(state=State.WANTED) if one.selection_id in selections
    ]
    lost = {one.pk: _nobody(selections[one.selection_id], one) for one in wanted}
    problems = {number: told for number, told in lost.items() if told}
    asked = [one for one in wanted if one.pk not in problems]
    question, names = _question(programme, selections, asked, places, today)
    return Asked(question, names, problems)


def answer(asked: Asked) -> Plan:
    """Seconds of work that read and write no record."""
    found = bookings.propose(asked.question)
    times = {int(one.id): make_aware(one.start) for one in found.times}
    problems = dict(asked.problems)
    for one in found.unfit:
        spoken = f"{one.first.day} {one.first:%B %Y}" if one.first else ""
        problems[int(one.id)] = sentence(one, asked.names, spoken)
    return Plan(times, problems, found.proved)


def _nobody(selection: Selection, visit: Visit) -> str:
    """Who is missing for a visit to be planned at all."""
    lost = [part for part in map(Part, visit.what.needs) if in_part(selection, part) is None]
    return NOBODY[lost[0]] if lost else ""


def _question(
    programme: Programme,
    selections: Mapping[int, Selection],
    asked: Iterable[Visit],
    places: Places,
    today: date,
) -> tuple[bookings.Question, dict[str, str]]:
    """The visits that want a time beside all that have one and need the same people."""
    asked = list(asked)
    first = today + timedelta(days=booking().notice_days)
    order = _order(programme)
    wanted = [_wanted(one, selections[one.selection_id], order, first) for one in asked]
    people = {who for one in wanted for who in one.needs}
    kept = [one for one in map(_kept, _timed()) if people & set(one.needs)]
    owners = _owners(selections[one.selection_id] for one in asked)
    last = max((one.deadline for one in asked), default=first)
    horizon = min(last + LOOKS_PAST, today + LOOKS_AHEAD)
    codes = {one.place for one in (*wanted, *kept)}
    question = bookings.Question(
        visits=(*wanted, *kept),
        free={name: free(one, first, horizon) for name, one in owners.items()},
        roads={
            (start, end): bookings.minutes_between(places.get(start), places.get(end), booking())
            for start, end in permutations(sorted(codes), 2)
        },
        most_a_day=booking().most_a_day,
        step=booking().step_minutes,
    )
    return question, {name: str(one) for name, one in owners.items()}


def _wanted(
    visit: Visit, selection: Selection, order: Mapping[str, int], first: date
) -> bookings.Wanted:
    before = [
        one for one in selection.visits.all() if one.kind == visit.what.after and one.state in OPEN
    ]
    return bookings.Wanted(
        id=str(visit.pk),
        place=selection.practice.code,
        needs=_needs(visit, selection),
        minutes=visit.minutes,
        order=order.get(selection.practice.code, len(order) + 1),
        earliest=first,
        deadline=visit.deadline,
        after=str(before[0].pk) if before else None,
    )


def _kept(visit: Visit) -> bookings.Wanted:
    """A visit that has a time already, of this or any other programme."""
    starts = localtime(visit.starts).replace(tzinfo=None)
    return bookings.Wanted(
        id=str(visit.pk),
        place=visit.selection.practice.code,
        needs=_needs(visit, visit.selection),
        minutes=visit.minutes,
        order=1,
        earliest=starts.date(),
        deadline=starts.date(),
        at=starts,
    )


def _timed() -> Iterable[Visit]:
    held = Visit.objects.filter(Q(state__in=TIMED)).select_related("selection__practice")
    return held.prefetch_related("selection__nominations__person")


def _needs(visit: Visit, selection: Selection) -> tuple[str, ...]:
    """Those who must be there, as the booking names them; the practice is one of them."""
    named = [in_part(selection, Part(one)) for one in visit.what.needs]
    people = [f"person-{one.person_id}" for one in named if one is not None]
    return (*people, f"practice-{selection.practice_id}")


def _owners(selections: Iterable[Selection]) -> dict[str, Person | Organisation]:
    found: dict[str, Person | Organisation] = {}
    for selection in selections:
        found[f"practice-{selection.practice_id}"] = selection.practice
        for one in selection.nominations.all():
            if one.until is None:
                found[f"person-{one.person_id}"] = one.person
    return found


def _order(programme: Programme) -> dict[str, int]:
    """The place of each practice in the order for conversations, as it was frozen."""
    frozen = getattr(programme, "frozen", None)
    rows = frozen.rows if frozen else []
    return {str(one["practice_code"]): place for place, one in enumerate(rows, start=1)}
