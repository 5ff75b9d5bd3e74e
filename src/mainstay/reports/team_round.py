"""A round of a team as its papers read it, and the words that they share.

Nothing of anybody's own answers is in it: only what may be shown, and what was agreed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mainstay.analysis.triangle import FIRM, to_begin_with, too_little
from mainstay.terms.answers import Cell, Released, Summary
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.wording import counted, long_day, uncapped

NOT_KNOWN = "Not known"
NOT_SURE = "Less than half is known so far, so other things may matter more."


@dataclass(frozen=True)
class TeamRound:
    """One round. `on` is the day of the newest thing in it, and so of its papers."""

    practice: str
    framework: Framework
    steps: Mapping[str, int | None]  # the team's answers
    on: date
    synthetic: bool
    reasons: Mapping[str, str] = field(default_factory=dict)  # why, in the team's own sentences
    released: Released | None = None
    groups: Mapping[str, str] = field(default_factory=dict)  # the names of the staff groups
    chosen: tuple[str, ...] = ()  # statements that the practice itself chose to begin with
    met: date | None = None
    finished: bool = False


def begin(held: TeamRound) -> tuple[Statement, ...]:
    """What to begin with: the practice's own choice first, then by the rule."""
    return to_begin_with(held.framework, held.steps, held.chosen, held.released)


def unsure(framework: Framework, steps: Mapping[str, int | None], begin: Sequence) -> str:
    """What to read beside where to begin, or in its place; empty where nothing need be said.

    An empty list is good news only where enough is known.
    """
    if too_little(framework, steps):
        return NOT_SURE if begin else "Too little is known to say where to begin."
    return "" if begin else f"Nothing that is known is below “{framework.scale[FIRM - 1]}”."


def came_about(held: TeamRound) -> str:
    """How the team came to its answers: whether it met, and how many had answered alone."""
    return " ".join((_met(held), *_answered(held)))


def named(one: Statement) -> str:
    """A statement's words, and whose own it is where it is not one that all are asked."""
    return f"{one.words} (added by {one.office})" if one.office else one.words


def spoken_step(framework: Framework, step: int | None) -> str:
    return framework.scale[step - 1] if step else NOT_KNOWN


def middle(framework: Framework, one: Summary) -> str:
    """The middle of some answers, in words."""
    low, high = framework.scale[one.low - 1], framework.scale[one.high - 1]
    return low if one.low == one.high else f"between “{low}” and “{high}”"


@dataclass(frozen=True)
class Voice:
    """The middle of what some answered alone, in words."""

    who: str
    words: str
    close: bool


def voices(
    framework: Framework, released: Released | None, name: str, groups: Mapping[str, str]
) -> Iterator[Voice]:
    """What people answered alone, for each cell or for everybody; none where too few did."""
    if released is None:
        return
    split = released.split(name)
    people = [whose(one, groups) for one in released.cells] if split else ["Everybody"]
    for who, one in zip(people, released.statements.get(name, ()), strict=False):
        yield Voice(who, middle(framework, one), one.close)


def whose(cell: Cell, groups: Mapping[str, str]) -> str:
    """Its staff groups. Some of the names have an "and" in them."""
    first, *rest = (groups.get(one, one) for one in cell.groups)
    return "; ".join([first, *(uncapped(one) for one in rest)])


def said(held: TeamRound, statement: Statement) -> Iterator[str]:
    """The same, a line for each."""
    for one in voices(held.framework, held.released, statement.id, held.groups):
        alike = "mostly alike" if one.close else "spread wide"
        yield f"{one.who}: {uncapped(one.words)}, {alike}"


def _met(held: TeamRound) -> str:
    if not held.finished:
        return "The team is still agreeing: this is how it stands so far."
    if held.met:
        return f"The team met on {long_day(held.met)} and agreed this."
    return (
        "There was no meeting. "
        "Where nothing was agreed, this is the middle of what people answered alone."
    )


def _answered(held: TeamRound) -> Iterator[str]:
    if held.released is not None:
        yield f"{counted(held.released.people, 'person', 'people')} had answered alone before."
