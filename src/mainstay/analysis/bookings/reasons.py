"""Why a visit has no time: what would have to give way for it to have one."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from mainstay.analysis.bookings.clashes import (
    Others,
    full_days,
    in_turn,
    overlaps,
    too_far,
    with_others,
)
from mainstay.analysis.bookings.nouns import Question, Reason, Unfit, Wanted
from mainstay.analysis.bookings.windows import starts
from mainstay.terms.wording import listed


def why_not(question: Question, visit: Wanted, placed: Mapping[str, datetime]) -> Unfit:
    """The one thing that would have to give way, with the others where they are.

    Looked for from what nobody can change to what somebody can: free times, the deadline, the visit
    before, then other visits.
    """
    ever = starts(question, visit, any_deadline=True)
    if not ever:
        return Unfit(visit.id, Reason.NOT_TOGETHER, _bottleneck(question, visit))
    in_time = [at for at in ever if at.date() <= visit.deadline]
    if not in_time:
        return Unfit(visit.id, Reason.DEADLINE, first=ever[0])
    waits = visit.after is not None and visit.after not in placed
    after = [at for at in in_time if not waits and in_turn(question, visit, at, placed)]
    if not after:
        return Unfit(visit.id, Reason.WAITS)
    return _taken(question, visit, after, placed)


def _taken(
    question: Question, visit: Wanted, times: list[datetime], placed: Mapping[str, datetime]
) -> Unfit:
    """Which kind of thing, were it not there, would leave a time."""
    others = with_others(question, visit, placed)
    against = [set(_against(question, visit, at, others)) for at in times]
    for reason in (Reason.DAYS_FULL, Reason.ROAD, Reason.TAKEN):
        alone = [(at, one) for at, one in zip(times, against, strict=True)
                 if {kind for kind, _ in one} == {reason}]  # fmt: skip
        if alone:
            at, held = alone[0]
            return Unfit(visit.id, reason, tuple(sorted({who for _, who in held})), at)
    who = tuple(sorted({who for one in against for _, who in one}))
    return Unfit(visit.id, Reason.SEVERAL, who)


def _against(
    question: Question, visit: Wanted, at: datetime, others: Others
) -> Iterator[tuple[Reason, str]]:
    """What stands against a time, and whose it is."""
    for who in full_days(question, visit, at, others):
        yield Reason.DAYS_FULL, who
    for one, when in others:
        shared = sorted(set(one.needs) & set(visit.needs))
        if overlaps(visit, at, one, when):
            yield from ((Reason.TAKEN, who) for who in shared)
        elif too_far(question, visit, at, one, when):
            yield from ((Reason.ROAD, who) for who in shared)


def _bottleneck(question: Question, visit: Wanted) -> tuple[str, ...]:
    """Those without whom the others would be free together; everybody where it is not one alone."""
    alone = tuple(
        who
        for who in visit.needs
        if len(visit.needs) == 1 or starts(question, _without(visit, who), any_deadline=True)
    )
    return alone or visit.needs


def _without(visit: Wanted, who: str) -> Wanted:
    needs = tuple(one for one in visit.needs if one != who)
    return Wanted(
        visit.id, visit.place, needs, visit.minutes, visit.order, visit.earliest, visit.deadline
    )


def sentence(unfit: Unfit, names: Mapping[str, str], spoken: str) -> str:
    """The reason in words; `names` of those it is due to, `spoken`: the day that `first` is."""
    who = listed([names.get(one, one) for one in unfit.who])
    match unfit.reason:
        case Reason.NOT_TOGETHER:
            return f"Those who must be there are never free together. Look at the days of {who}."
        case Reason.DEADLINE:
            return f"Nobody is free together by the deadline. The first time is {spoken}."
        case Reason.WAITS:
            return "The visit before it has no time, or only one that is too late."
        case Reason.DAYS_FULL:
            return f"The days that would do are full for {who}."
        case Reason.ROAD:
            return f"There is no time for the way from other visits of {who}."
        case Reason.TAKEN:
            return f"Other visits of {who} take every time that would do."
    return f"Several things together leave no time. Look at the days of {who}."
