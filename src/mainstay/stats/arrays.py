"""What every statistic asks of its arrays: real numbers, nan for "no data", no warnings."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]


def floats(values: ArrayLike) -> Floats:
    """The values as 64-bit floats; None and nan both stand for "no data"."""
    return np.asarray(values, dtype=np.float64)


def together(*values: ArrayLike) -> tuple[Floats, ...]:
    """The arrays as floats, broadcast to one shape."""
    return tuple(np.broadcast_arrays(*(floats(each) for each in values)))


def divide(top: ArrayLike, bottom: ArrayLike) -> Floats:
    """top / bottom, and nan wherever bottom is zero or either is missing."""
    above, below = together(top, bottom)
    usable = np.isfinite(below) & (below != 0)
    result: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=result, where=usable)
    return result


def blank(values: Floats, known: Flags, instead: float = np.nan) -> Floats:
    """The values where `known` is true, and `instead` elsewhere; the array itself if all are."""
    return values if known.all() else np.where(known, values, instead)


def normal_score(level: float) -> float:
    """How many standard errors each side of an estimate hold `level` of a normal curve."""
    return float(special.ndtri(1 - tail(level)))


def tail(level: float) -> float:
    """The share of probability outside an interval, on each side."""
    if not 0 < level < 1:
        raise ValueError(f"A confidence level lies between 0 and 1; {level!r} does not.")
    return (1 - level) / 2
