"""What becomes of the statements of a framework from one time that a team is asked to the next.

A version says itself what it took over from the one before (docs/explanation/triangle.md). An
office's own statement goes on as long as it has the same id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from mainstay.terms.frameworks import Framework, Statement, frameworks

Held = Mapping[tuple[str, str], Framework]


class Way(Enum):
    """How a statement came to be asked."""

    SAME = "as before"
    REWORDED = "reworded"
    PART = "a part of one that is split"
    NEW = "new"


@dataclass(frozen=True)
class Carried:
    """One statement of today, and the one of then that it goes on from, if there is one."""

    statement: Statement
    before: Statement | None
    way: Way


@dataclass(frozen=True)
class Change:
    """All statements of today, and those of then that nothing goes on from."""

    carried: tuple[Carried, ...]
    gone: tuple[Statement, ...]

    def of(self, way: Way) -> tuple[Carried, ...]:
        return tuple(one for one in self.carried if one.way is way)

    @property
    def any(self) -> bool:
        """Whether the questions are other ones than they were."""
        return bool(self.gone) or any(one.way is not Way.SAME for one in self.carried)


def change(before: Framework, after: Framework, held: Held | None = None) -> Change:
    """From what a team was asked once to what it is asked later. `held`: all versions."""
    hops = list(pairwise([before, *_since(before, after, held or frameworks())]))
    carried = tuple(_carried(one, before, () if one.office else hops) for one in after.statements)
    kept = {one.before.id for one in carried if one.before}
    return Change(carried, tuple(one for one in before.statements if one.id not in kept))


def _since(before: Framework, after: Framework, held: Held) -> list[Framework]:
    """The versions after the one up to the other, the oldest first; none if it is the same."""
    line = [one for one in held.values() if one.id == after.id]
    versions = [one.version for one in line]
    return line[versions.index(before.version) + 1 : versions.index(after.version) + 1]


def _carried(
    one: Statement, before: Framework, hops: Sequence[tuple[Framework, Framework]]
) -> Carried:
    """One statement, followed back from version to version to the one of then."""
    found: Statement | None = one
    part = False
    for earlier, later in reversed(hops):
        found = earlier.origin(found) if found else None
        part = part or (found is not None and found.id in later.splits)
    found = before.statement(found.id) if found else None
    return Carried(one, found, _way(one, found, part=part))


def _way(one: Statement, before: Statement | None, *, part: bool) -> Way:
    if before is None:
        return Way.NEW
    if part:
        return Way.PART
    return Way.SAME if one.asked == before.asked else Way.REWORDED
