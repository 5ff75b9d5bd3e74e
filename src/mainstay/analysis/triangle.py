"""Read the resilience triangle from what a team agreed (docs/explanation/triangle.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from mainstay.analysis.shown_answers import apart
from mainstay.terms.answers import Released
from mainstay.terms.carrying import Way, change
from mainstay.terms.frameworks import Ability, Framework, Statement
from mainstay.terms.standing import AbilityStanding, Answered, LevelStanding, Moved, Standing

FIRM = 3  # "mostly"
FIRST = 1  # "not yet"
DONE = 4  # "how we work"
MOST = 3  # statements to begin with
NEAR = 1  # steps between groups whose middles may stand for one answer
CHANGED, ALONE, SURELY = 2, 1.5, 3  # steps: agreed, of the middle alone, and agreed by itself


def levels(framework: Framework, agreed: Mapping[str, int | None]) -> tuple[LevelStanding, ...]:
    """Each level from the ground up."""
    found = []
    for need in framework.needs:
        answers = tuple(Answered(one, agreed.get(one.id)) for one in framework.of_need(need.id))
        found.append(LevelStanding(need, standing([one.step for one in answers]), answers))
    return tuple(found)


def standing(steps: Sequence[int | None]) -> Standing:
    """How firm a level is, from its statements' steps.

    Not known while fewer than half are known. Secure if three quarters or more of those known are
    at "mostly" or further and none is at "not yet". Not yet if fewer than half are. Else growing.
    """
    known = [one for one in steps if one is not None]
    if 2 * len(known) < len(steps) or not known:
        return Standing.NOT_KNOWN
    firm = sum(one >= FIRM for one in known)
    if 4 * firm >= 3 * len(known) and FIRST not in known:
        return Standing.SECURE
    return Standing.NOT_YET if 2 * firm < len(known) else Standing.GROWING


def unmet(released: Released | None) -> dict[str, int | None]:
    """What stands for the answers of a team that did not meet, from what may be shown.

    The middle of what people answered alone; where groups are shown apart, the lower of their
    middles, if they lie within one step of each other. None where they lie further apart: nobody
    knows then what the team would say. Of two middle steps the lower.
    """
    shown = released.statements if released else {}
    return {
        name: min(one.low for one in found) if apart(found) <= NEAR else None
        for name, found in shown.items()
        if found
    }


def known(framework: Framework, agreed: Mapping[str, int | None]) -> int:
    """How many statements of the framework have an answer."""
    return sum(agreed.get(one.id) is not None for one in framework.statements)


def too_little(framework: Framework, agreed: Mapping[str, int | None]) -> bool:
    """Whether less than half of all statements is known: then what is not may matter more."""
    return 2 * known(framework, agreed) < len(framework.statements)


def abilities(
    framework: Framework, agreed: Mapping[str, int | None]
) -> tuple[AbilityStanding, ...]:
    """The four abilities, as counts of statements."""
    found = []
    for ability in Ability:
        steps = [agreed.get(one.id) for one in framework.of_ability(ability)]
        known = [one for one in steps if one is not None]
        firm = sum(one >= FIRM for one in known)
        found.append(AbilityStanding(ability, firm, len(known), len(steps)))
    return tuple(found)


def strengths(framework: Framework, agreed: Mapping[str, int | None]) -> tuple[Statement, ...]:
    """The statements at "how we work", from the ground up."""
    return tuple(one for one in framework.statements if agreed.get(one.id) == DONE)


def to_begin_with(
    framework: Framework,
    agreed: Mapping[str, int | None],
    chosen: Iterable[str] = (),
    released: Released | None = None,
) -> tuple[Statement, ...]:
    """Up to three statements where effort pays most.

    First what the practice chose itself and does not do already. Then statements below "mostly":
    of the lowest level that is not secure first, because the others stand on it; there the
    furthest behind, and among those the ones on which the team differs most.
    """
    every = [one for one in map(framework.statement, chosen) if one is not None]
    own = [one for one in every if agreed.get(one.id) != DONE]
    place = {need.id: order for order, need in enumerate(framework.needs)}
    firm = {one.need.id for one in levels(framework, agreed) if one.standing is Standing.SECURE}

    def rank(one: Statement) -> tuple[bool, int, int, float]:
        step = agreed[one.id] or FIRST
        return (one.need in firm, place[one.need], step, -_differs(one.id, released))

    open_still = [
        one
        for one in framework.statements
        if (agreed.get(one.id) or FIRM) < FIRM and one not in own
    ]
    return tuple([*own, *sorted(open_still, key=rank)][:MOST])


@dataclass(frozen=True)
class Time:
    """What a team said at one time: together, and what may be shown of what each said alone."""

    agreed: Mapping[str, int | None]
    released: Released | None = None

    def alone(self, statement: str) -> float | None:
        """The middle of those who answered alone, of cells their mean by people; None if hidden."""
        if self.released is None:
            return None
        found = self.released.statements.get(statement, ())
        if len(found) < 2:
            return found[0].middle if found else None
        people = [one.people for one in self.released.cells]
        middles = (one.middle for one in found)
        return sum(map(mul, middles, people)) / sum(people)


def moved(
    framework: Framework, before: Time, after: Time, then: Framework | None = None
) -> tuple[Moved, ...]:
    """The statements known both times, under today's framework; those that moved most first.

    `then`: what was asked before, where that was another version. Teams whose work stays as it is
    give another answer often. So what moved may be chance, but for two steps that people who
    answered alone, about the same words, moved as well (their middle by a step and a half or more,
    the same way); or three. docs/explanation/triangle.md has how often noise passes for a change. A
    part of a statement that was split has nothing to be set against.
    """
    found = []
    for one in change(then or framework, framework).carried:
        if one.before is None or one.way is Way.PART:
            continue
        old, new = before.agreed.get(one.before.id), after.agreed.get(one.statement.id)
        if old is None or new is None:
            continue
        alone = before.alone(one.before.id), after.alone(one.statement.id)
        sure = one.way is Way.SAME and _for_sure(new - old, *alone)
        found.append(Moved(one.statement, old, new, by_chance=old != new and not sure, way=one.way))
    return tuple(sorted(found, key=lambda one: (one.by_chance, -abs(one.steps))))


def _for_sure(steps: int, then: float | None, now: float | None) -> bool:
    if abs(steps) >= SURELY:
        return True
    if abs(steps) < CHANGED or then is None or now is None:
        return False
    return (now - then) * steps / abs(steps) >= ALONE


def _differs(name: str, released: Released | None) -> float:
    """In steps between cells; half a step where the answers of one are not close."""
    found = released.statements.get(name, ()) if released else ()
    return apart(found) + 0.5 * any(not one.close for one in found)
