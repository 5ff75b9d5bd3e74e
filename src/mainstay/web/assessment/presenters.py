"""What the pages of a round show of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from mainstay.analysis import triangle
from mainstay.analysis.shown_answers import apart, by_difference
from mainstay.programme.assessment import queries
from mainstay.reports.team_round import Voice, voices
from mainstay.terms.answers import Released, Summary
from mainstay.terms.frameworks import Framework, Need, Statement
from mainstay.terms.standing import LevelStanding, Moved
from mainstay.web.assessment.changes import Questions, questions

WIDE = 2  # steps between staff groups from which they differ much


@dataclass(frozen=True)
class Row:
    """One statement at the meeting. `said` is empty where too few answered."""

    statement: Statement
    said: tuple[Voice, ...]
    differ: str  # how far staff groups lie apart, in words; empty where they do not
    agreed: object | None
    alike: int | None = None  # the middle of people who answered alone, where they were of one mind


@dataclass(frozen=True)
class Finished:
    """A round of the past, and its triangle in small."""

    round: object
    levels: tuple[LevelStanding, ...]


def rows(
    framework: Framework, released: Released | None, agreed: Mapping[str, object]
) -> list[Row]:
    """The statements, those on which the team differs most first; of as much, the lower level."""
    ground = [one.id for one in framework.from_the_ground]
    order = by_difference(released, ground) if released and released.cells else []
    rest = [name for name in ground if name not in order]
    groups = dict(queries.staff_groups())
    found = []
    for name in [*order, *rest]:
        summaries = released.statements.get(name, ()) if released else ()
        found.append(
            Row(
                framework.statement(name),
                tuple(voices(framework, released, name, groups)),
                _differ(summaries),
                agreed.get(name),
                _alike(summaries),
            )
        )
    return found


@dataclass(frozen=True)
class ToAgree:
    """A level at the meeting, and how many of its statements are agreed."""

    need: Need
    agreed: int
    of: int


def to_agree(framework: Framework, rows: Iterable[Row]) -> list[ToAgree]:
    """The levels from the ground up."""
    done = {one.statement.id for one in rows if one.agreed is not None}
    return [
        ToAgree(need, sum(one.id in done for one in found), len(found))
        for need in framework.needs
        if (found := framework.of_need(need.id))
    ]


def next_to_agree(found, framework: Framework, need: str) -> str:
    """The path of the level above, or of the whole meeting after the highest."""
    names = [one.id for one in framework.needs]
    above = names[names.index(need) + 1 :]
    if above:
        return reverse("meeting-level", args=[found.pk, above[0]])
    return reverse("meeting", args=[found.pk])


@dataclass(frozen=True)
class Known:
    """How many statements would be known if the round were finished now."""

    met: int
    unmet: int


def known(found, framework: Framework) -> Known:
    met, unmet = (
        triangle.known(framework, queries.answers(found, unmet=one)) for one in (False, True)
    )
    return Known(met, unmet)


def hope(released: Released | None, framework: Framework) -> str:
    """The middle of what people answered on hope, in its own words; never of a group."""
    if released is None or released.hope is None:
        return ""
    return framework.hope.steps[released.hope.low - 1]


def finished(found) -> Finished:
    framework = queries.framework_of(found)
    return Finished(found, triangle.levels(framework, queries.team_answers(found)))


@dataclass(frozen=True)
class Since:
    """What moved since the round before, and on how many statements nothing did.

    `scale`: the names of the steps as they then were. `questions`: how they changed, if they did.
    """

    before: object
    scale: tuple[str, ...]
    questions: Questions | None
    up: tuple[Moved, ...]
    down: tuple[Moved, ...]
    chance: tuple[Moved, ...]
    same: int

    @property
    def reworded(self) -> bool:
        """Whether anything that may be chance has other words now."""
        return any(one.reworded for one in self.chance)


def since(found, framework: Framework) -> Since | None:
    """Nothing for the first round of a practice."""
    earlier = queries.before(found)
    if earlier is None:
        return None
    then = queries.framework_of(earlier)
    moved = triangle.moved(framework, _time(earlier), _time(found), then)
    sure = [one for one in moved if not one.by_chance]
    return Since(
        before=earlier,
        scale=then.scale,
        questions=questions(earlier, framework),
        up=tuple(one for one in sure if one.steps > 0),
        down=tuple(one for one in sure if one.steps < 0),
        chance=tuple(one for one in moved if one.by_chance),
        same=sum(one.steps == 0 for one in moved),
    )


def _time(found) -> triangle.Time:
    return triangle.Time(queries.team_answers(found), queries.released(found))


def _alike(summaries: tuple[Summary, ...]) -> int | None:
    middles = {step for one in summaries for step in (one.low, one.high)}
    return middles.pop() if len(middles) == 1 and all(one.close for one in summaries) else None


def _differ(summaries: tuple[Summary, ...]) -> str:
    steps = apart(summaries)
    if steps >= WIDE:
        return "Staff groups see this very differently"
    if steps >= 1:
        return "Staff groups see this differently"
    return "People see this differently" if any(not one.close for one in summaries) else ""
