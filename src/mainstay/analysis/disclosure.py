"""Counts that may be shown where nobody may be singled out."""

from collections.abc import Sequence

LEAST = 5


def safe(counts: Sequence[int], least: int = LEAST) -> list[int | None]:
    """The counts with None for those that are hidden.

    A count from one to `least` - 1 is hidden. Where only one is, the total would give it away: the
    smallest of the others is hidden as well. Nought says nothing of anybody, and is shown.
    """
    shown = [None if 0 < one < least else one for one in counts]
    if shown.count(None) == 1:
        others = [place for place, one in enumerate(shown) if one]
        if others:
            shown[min(others, key=lambda place: counts[place])] = None
    return shown


def enough(count: int, least: int = LEAST) -> bool:
    """Whether so many are enough to say something of them together."""
    return count >= least
