"""Small areas of about 1,700 people, and how a practice's list spreads over them."""

from datetime import date

import numpy as np
import polars as pl
from scipy.spatial import cKDTree

from mainstay.synthetic.england import England
from mainstay.synthetic.streams import Floats, Ints, stream

AREAS_A_PRACTICE = 4
REACH = 12  # small areas that a practice draws on; real practices have a longer tail of a few


def codes(england: England) -> pl.Series:
    return pl.Series([f"Z01{number:06d}" for number in range(1, len(_centres(england)) + 1)])


def _centres(england: England) -> Floats:
    rng = stream(england.seed, "small areas")
    points = np.repeat(england.setting.points, AREAS_A_PRACTICE, axis=0)
    return np.asarray(points + rng.normal(0, 1500, points.shape))


def spread(england: England, day: date, which: Ints) -> tuple[Ints, Ints, Ints]:
    """Practice (position in `which`), small area, and patients: near areas hold most."""
    centres = _centres(england)
    distance, near = cKDTree(centres).query(england.setting.points[which], k=REACH)
    liking = stream(england.seed, "small area liking").gamma(
        2.0, 0.5, (england.about.height, REACH)
    )
    pull = np.exp(-distance / (distance[:, [3]] + 500)) * liking[which]
    expected = pull / pull.sum(axis=1, keepdims=True) * england.patients(day, which)[:, None]
    patients = np.rint(expected).astype(np.int64)
    practice = np.repeat(np.arange(len(which)), REACH)
    some = patients.ravel() > 0
    return practice[some], near.ravel()[some], patients.ravel()[some]
