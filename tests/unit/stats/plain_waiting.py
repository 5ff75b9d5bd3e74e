"""The Kaplan-Meier share that still waits, as one would do it on paper with fractions."""

from fractions import Fraction


def shares(times, happened):
    """(time, share that waits just after it) for each time at which something happened."""
    share, found = Fraction(1), []
    for moment in sorted({t for t, over in zip(times, happened, strict=True) if over}):
        here = [over for t, over in zip(times, happened, strict=True) if t == moment]
        at_risk = sum(1 for t in times if t >= moment)
        share *= 1 - Fraction(sum(here), at_risk)
        found.append((moment, share))
    return found


def median(times, happened):
    """The first time by which half have come; None where that is not yet so."""
    reached = [t for t, share in shares(times, happened) if share <= Fraction(1, 2)]
    return reached[0] if reached else None
