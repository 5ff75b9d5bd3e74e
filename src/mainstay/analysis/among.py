"""How many of many practices say the same of themselves: counts from which none can be worked out.

Each round of a practice is counted once, in one count: no two counts can be set against each other.
A count is rounded at random to one of the two points of a grid beside it: multiples of five, and
the number of practices itself. The nearer point is the likelier, so that on average a count is
what it was (random rounding to base 5, as Statistics Canada and Stats NZ use it). So it is never
certain that all practices said a thing, nor that none did, even to three that tell each other what
they said: docs/explanation/among-practices.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mainstay.analysis.triangle import FIRM, levels
from mainstay.terms.frameworks import Framework
from mainstay.terms.standing import Standing

LEAST = 10  # practices, below which nothing is counted
BASE = 5

Steps = Mapping[str, int | None]


@dataclass(frozen=True)
class Among:
    """Of so many practices, about how many have work to do: by level, theme and statement."""

    practices: int
    levels: Mapping[str, int]  # growing or not yet
    themes: Mapping[str, int]  # a statement of it below "mostly"
    statements: Mapping[str, int]  # below "mostly"


def among(practices: Sequence[Steps], framework: Framework, draw: Callable[[], float]) -> Among:
    """The counts. `draw` gives a number from 0 up to 1. Raises ValueError below ten practices.

    What a practice does not know counts as no work to do.
    """
    of = len(practices)

    def counted(found: Iterable[bool]) -> int:
        return rounded(sum(found), of, draw())

    return Among(
        practices=of,
        levels={
            need.id: counted(_open(framework, need.id, one) for one in practices)
            for need in framework.needs
        },
        themes={
            name: counted(_any_behind(framework, name, one) for one in practices)
            for name in framework.themes
        },
        statements={
            each.id: counted(_behind(one.get(each.id)) for one in practices)
            for each in framework.statements
        },
    )


def grid(of: int) -> tuple[int, ...]:
    """The counts that may be shown of so many practices. Raises ValueError below ten."""
    if of < LEAST:
        raise ValueError(f"{of} practices are fewer than {LEAST}: nothing is counted.")
    return (*range(0, of - BASE + 1, BASE), of)


def rounded(count: int, of: int, draw: float) -> int:
    """One of the two points of the grid beside a count; a point itself stays."""
    points = grid(of)
    above = next(one for one in points if one >= count)
    if above == count:
        return count
    below = points[points.index(above) - 1]
    return above if draw < (count - below) / (above - below) else below


def possible(shown: int, of: int) -> range:
    """The counts that may stand behind one that is shown."""
    points = grid(of)
    place = points.index(shown)
    low = points[place - 1] + 1 if place else 0
    high = points[place + 1] - 1 if place + 1 < len(points) else of
    return range(low, high + 1)


def _behind(step: int | None) -> bool:
    return step is not None and step < FIRM


def _any_behind(framework: Framework, theme: str, steps: Steps) -> bool:
    return any(_behind(steps.get(one.id)) for one in framework.statements if one.theme == theme)


def _open(framework: Framework, need: str, steps: Steps) -> bool:
    found = next(one for one in levels(framework, steps) if one.need.id == need)
    return found.standing in (Standing.GROWING, Standing.NOT_YET)
