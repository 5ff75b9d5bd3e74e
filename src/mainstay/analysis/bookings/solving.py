"""Times by constraint programming: CP-SAT, with one worker and a fixed seed.

First as many visits as can be, those of earlier practices before others; then those as early as can
be, earlier practices counting more. Effort is counted in the solver's own steps and not in seconds,
so that the same question has the same answer on any machine.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from math import ceil

from ortools.sat.python import cp_model

from mainstay.analysis.bookings.clashes import clear, in_turn, with_others
from mainstay.analysis.bookings.greedy import fixed, greedy
from mainstay.analysis.bookings.nouns import Proposal, Proposals, Question, Wanted
from mainstay.analysis.bookings.reasons import why_not
from mainstay.analysis.bookings.windows import first_day, starts

MINUTES_A_DAY = 24 * 60
EFFORT = 0.5
MARGIN = timedelta(days=14)
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)
Times = dict[str, datetime]


@dataclass
class Model:
    """The question as the solver has it: time in steps from midnight of the first day."""

    question: Question
    origin: datetime
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    start: dict[str, cp_model.IntVar] = field(default_factory=dict)
    day: dict[str, cp_model.IntVar] = field(default_factory=dict)
    there: dict[str, cp_model.IntVar] = field(default_factory=dict)
    shortened: bool = False  # whether times were left out only because they are late

    def steps(self, at: datetime) -> int:
        return int((at - self.origin).total_seconds() // 60) // self.question.step

    def length(self, minutes: int) -> int:
        return ceil(minutes / self.question.step)


def propose(question: Question, effort: float = EFFORT) -> Proposals:
    """A time for each visit that can have one, and the reason for each that cannot."""
    wanted = [one for one in question.visits if one.at is None]
    if not wanted:
        return Proposals((), (), proved=True)
    begun = greedy(question)
    placed, proved = _solved(question, begun, effort)
    times = tuple(Proposal(one.id, placed[one.id]) for one in wanted if one.id in placed)
    unfit = tuple(why_not(question, one, placed) for one in wanted if one.id not in placed)
    return Proposals(times, unfit, proved)


def cost(question: Question, placed: Mapping[str, datetime]) -> int:
    """What the second part makes small: steps until each visit, earlier practices counting more."""
    model, weights = Model(question, _origin(question)), _weights(question)
    return sum(weights[name] * model.steps(at) for name, at in placed.items() if name in weights)


def _solved(question: Question, begun: Times, effort: float) -> tuple[Times, bool]:
    """The best that was found, from a booking to begin with; and whether it is the best."""
    found, most = begun, len(begun) == len(question.visits)  # with those that are fixed
    until = max(begun.values()) + MARGIN if most else None
    model = _model(question, until)
    worth = _worth(question)
    total = sum(worth[name] * one for name, one in model.there.items())
    if not most:
        model.cp.maximize(total)
        found, most = _run(model, begun, effort)
    model.cp.add(total >= sum(worth[name] for name in found if name in model.there))
    weights = _weights(question)
    model.cp.minimize(sum(weights[name] * _wait(model, name) for name in model.there))
    found, best = _run(model, found, effort)
    return found, most and best and not model.shortened


def _wait(model: Model, name: str) -> cp_model.IntVar:
    """The steps until a visit begins; none for one that is not there."""
    start = model.start[name]
    wait = model.cp.new_int_var(0, max(start.proto.domain), "")
    model.cp.add(wait >= start).only_enforce_if(model.there[name])
    return wait


def _run(model: Model, begun: Times, effort: float) -> tuple[Times, bool]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    model.cp.clear_hints()
    for name, there in model.there.items():
        model.cp.add_hint(there, int(name in begun))
        if name in begun:
            model.cp.add_hint(model.start[name], model.steps(begun[name]))
    status = solver.solve(model.cp)
    if status not in SOLVED:
        return begun, False
    step = timedelta(minutes=model.question.step)
    found = fixed(model.question) | {
        name: model.origin + step * solver.value(model.start[name])
        for name, there in model.there.items()
        if solver.value(there)
    }
    return found, status == cp_model.OPTIMAL


def _model(question: Question, until: datetime | None) -> Model:
    """`until`: where all fit by a day, nothing much later is looked at: it would be no better."""
    model = Model(question, _origin(question))
    wanted = [one for one in question.visits if one.at is None]
    for visit in wanted:
        _add_visit(model, visit, until)
    for visit in wanted:
        _add_turn(model, visit)
    for who in sorted({who for one in wanted for who in one.needs}):
        visits = [one for one in wanted if who in one.needs]
        _add_person(model, visits)
        _add_days(model, who, visits)
    _add_roads(model, wanted)
    return model


def _add_visit(model: Model, visit: Wanted, until: datetime | None) -> None:
    """When it begins, on which day, and whether it is there at all.

    What is fixed is no part of the model: it leaves out the times that it stands against.
    """
    question, kept = model.question, fixed(model.question)
    others = with_others(question, visit, kept)
    ever = starts(question, visit)
    times = [at for at in ever if until is None or at <= until]
    model.shortened |= len(times) < len(ever)
    values = [
        model.steps(at)
        for at in times
        if clear(question, visit, at, others) and in_turn(question, visit, at, kept)
    ]
    a_day = MINUTES_A_DAY // question.step
    domain = cp_model.Domain.from_values(values or [0])
    start = model.cp.new_int_var_from_domain(domain, f"start {visit.id}")
    days = cp_model.Domain.from_values(sorted({one // a_day for one in values} or {0}))
    day = model.cp.new_int_var_from_domain(days, f"day {visit.id}")
    within = model.cp.new_int_var(0, a_day - 1, "")
    model.cp.add(start == a_day * day + within)
    there = model.cp.new_bool_var(f"there {visit.id}")
    if not values:
        model.cp.add(there == 0)
    model.start[visit.id], model.day[visit.id], model.there[visit.id] = start, day, there


def _add_turn(model: Model, visit: Wanted) -> None:
    """On a later day than the visit that comes before it, which must be there."""
    if visit.after is None or visit.after in fixed(model.question):
        return
    if visit.after not in model.there:
        model.cp.add(model.there[visit.id] == 0)
        return
    model.cp.add_implication(model.there[visit.id], model.there[visit.after])
    later = model.day[visit.id] >= model.day[visit.after] + 1
    model.cp.add(later).only_enforce_if(model.there[visit.id])


def _add_person(model: Model, visits: list[Wanted]) -> None:
    """Nobody is at two visits at once."""
    model.cp.add_no_overlap(
        model.cp.new_optional_fixed_size_interval_var(
            model.start[one.id], model.length(one.minutes), model.there[one.id], ""
        )
        for one in visits
    )


def _add_days(model: Model, who: str, visits: list[Wanted]) -> None:
    """Nobody makes more visits in a day than one person does."""
    most = model.question.most_a_day
    kept = [one.at.date() for one in model.question.visits if one.at and who in one.needs]
    days = [
        model.cp.new_optional_fixed_size_interval_var(model.day[one.id], 1, model.there[one.id], "")
        for one in visits
    ]
    for day, count in Counter(kept).items():
        if count < most:  # else no visit of theirs may be on it: see _add_visit
            number = (day - model.origin.date()).days
            days += [model.cp.new_fixed_size_interval_var(number, 1, "") for _ in range(count)]
    if len(days) > most:
        model.cp.add_cumulative(days, [1] * len(days), most)


def _add_roads(model: Model, visits: list[Wanted]) -> None:
    """Whoever goes from one place to another has the time for the way."""
    for one, two in combinations(visits, 2):
        road = model.question.road(one.place, two.place)
        if not road or not set(one.needs) & set(two.needs):
            continue
        first = model.cp.new_bool_var("")
        both = [model.there[one.id], model.there[two.id]]
        for before, after, so in ((one, two, first), (two, one, first.negated())):
            way = model.length(before.minutes + road)
            later = model.start[after.id] >= model.start[before.id] + way
            model.cp.add(later).only_enforce_if([*both, so])


def _origin(question: Question) -> datetime:
    return datetime.combine(first_day(question), datetime.min.time())


def _worth(question: Question) -> dict[str, int]:
    """One more visit is worth more than any choice of which; then an earlier practice's."""
    last = max(one.order for one in question.visits)
    count = len(question.visits)
    return {one.id: (last + 1) * count + last - one.order + 1 for one in question.visits}


def _weights(question: Question) -> dict[str, int]:
    last = max(one.order for one in question.visits)
    return {one.id: last - one.order + 1 for one in question.visits if one.at is None}
