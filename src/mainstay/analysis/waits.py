"""How long practices wait for help, by size: each one's days, and medians that count who waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mainstay.stats.waiting import median_wait
from mainstay.terms.sizes import band_names
from mainstay.terms.waits import Clock, Milestone

EVERY = "Every size"


@dataclass(frozen=True)
class Wait:
    """A practice's days until a milestone; `over` is False for at least so many."""

    practice_code: str
    practice_name: str
    band: str
    milestone: str
    days: int
    over: bool


@dataclass(frozen=True)
class Summary:
    """The waits of practices of a size for a milestone.

    `median`, `lower` and `upper` are None where they cannot be known yet: less than half have come.
    `shortest` and `longest` are of those whose wait is over.
    """

    milestone: Milestone
    band: str
    practices: int
    over: int
    median: float | None
    lower: float | None
    upper: float | None
    shortest: int | None
    longest: int | None


def summaries(waits: Sequence[Wait], clock: Clock) -> list[Summary]:
    """For each milestone, every practice together and then each band that has any."""
    made = []
    for milestone in clock.milestones:
        held = [one for one in waits if one.milestone == milestone.id]
        made.append(_summary(milestone, EVERY, held))
        for band in band_names():
            if within := [one for one in held if one.band == band]:
                made.append(_summary(milestone, band, within))
    return made


def _summary(milestone: Milestone, band: str, held: Sequence[Wait]) -> Summary:
    middle = median_wait([one.days for one in held], [one.over for one in held])
    over = [one.days for one in held if one.over]
    return Summary(
        milestone=milestone,
        band=band,
        practices=len(held),
        over=len(over),
        median=_known(middle.value),
        lower=_known(middle.lower),
        upper=_known(middle.upper),
        shortest=min(over, default=None),
        longest=max(over, default=None),
    )


def apart(found: Iterable[Summary]) -> list[str]:
    """The milestones at which two bands' intervals of the median do not meet.

    With few practices intervals are wide, and most differences between bands are chance.
    """
    by_milestone: dict[str, list[Summary]] = {}
    for one in found:
        if one.band != EVERY and one.lower is not None:
            by_milestone.setdefault(one.milestone.name, []).append(one)
    return [name for name, held in by_milestone.items() if _differ(held)]


def _differ(held: Sequence[Summary]) -> bool:
    ends = [(one.lower or 0.0, np.inf if one.upper is None else one.upper) for one in held]
    return any(low > high for low, _ in ends for _, high in ends)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
