"""The practices most like a practice, by the method of NHS England's local authority peer groups.

Each feature is put through the transform that makes it most nearly normal, scaled to run from 0
to its weight, and the nearest others are found by straight-line distance.
"""

import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import scipy  # its parts are loaded when used: statistics take two seconds
from numpy.typing import ArrayLike

from mainstay.stats.arrays import Flags, Floats, Integers, floats

SHAPIRO_LIMIT = 5000
PEERS = 15


class Scaled(NamedTuple):
    """table: (rows x features), 0 to the feature's weight, rising with the feature, nan if missing.

    transforms: the name of each feature's transform ("constant" for one that never varies).
    """

    table: Floats
    transforms: tuple[str, ...]


class Peers(NamedTuple):
    """Nearest first. indices: (rows x peers), -1 for none; distances: the same shape, nan for none.

    gaps: (rows x peers x features), the peer less the row on the scaled features; nan where either
    is missing. The squares of a peer's gaps add up to its distance squared if none is missing.
    """

    indices: Integers
    distances: Floats
    gaps: Floats


def peers(
    features: ArrayLike,
    weights: ArrayLike = 1.0,
    count: int = PEERS,
    most_missing: int = 0,
) -> Peers:
    """Each row's nearest other rows on features of any unit (rows x features)."""
    return nearest(scale(features, weights).table, count, most_missing)


def scale(features: ArrayLike, weights: ArrayLike = 1.0) -> Scaled:
    """Each feature transformed and scaled from 0 to its weight; weights are zero or more."""
    table = floats(features)
    heavy = np.broadcast_to(floats(weights), table.shape[1:])
    if not (heavy >= 0).all():
        raise ValueError("A feature's weight is zero or more.")
    columns = [_scaled(column) for column in table.T]
    scaled = np.stack([column for column, _ in columns], axis=1) * heavy
    return Scaled(scaled, tuple(name for _, name in columns))


def nearest(table: ArrayLike, count: int = PEERS, most_missing: int = 0) -> Peers:
    """Each row's `count` nearest other rows, by straight-line distance.

    A row with more than `most_missing` features missing has no peers and is nobody's peer. In
    the others a missing feature stands at the feature's median, and its gaps are nan.
    """
    values = floats(table)
    missing = ~np.isfinite(values)
    fit = np.flatnonzero(missing.sum(axis=1) <= most_missing)
    indices = np.full((len(values), count), -1, dtype=np.int64)
    distances = np.full((len(values), count), np.nan)
    held = min(count, len(fit) - 1)
    if held > 0:
        places, away = _others(_filled(values, missing)[fit], held)
        indices[fit, :held], distances[fit, :held] = fit[places], away
    return Peers(indices, distances, _gaps(values, indices))


def _filled(values: Floats, missing: Flags) -> Floats:
    middles = [
        np.median(column[np.isfinite(column)]) if np.isfinite(column).any() else 0.0
        for column in values.T
    ]
    return np.where(missing, np.array(middles), values)


def _others(values: Floats, count: int) -> tuple[Integers, Floats]:
    away, places = scipy.spatial.cKDTree(values).query(values, k=count + 1)
    # A row is usually its own nearest; among twins it may come later, or not at all.
    own = places == np.arange(len(values))[:, None]
    own[~own.any(axis=1), -1] = True
    kept = ~own
    places = places[kept].reshape(-1, count)
    away = away[kept].reshape(-1, count)
    order = np.lexsort((places, away), axis=1)
    return np.take_along_axis(places, order, axis=1), np.take_along_axis(away, order, axis=1)


def _gaps(values: Floats, indices: Integers) -> Floats:
    gaps = values[indices] - values[:, None, :]
    gaps[indices < 0] = np.nan
    return gaps


def _scaled(column: Floats) -> tuple[Floats, str]:
    known = np.isfinite(column)
    values = column[known]
    scaled = np.full(column.shape, np.nan)
    if not values.size or values.min() == values.max():
        scaled[known] = 0.0
        return scaled, "constant"
    name, unit = _most_normal(values)
    scaled[known] = 1 - unit if name.startswith("reciprocal") else unit
    return scaled, name


def _most_normal(values: Floats) -> tuple[str, Floats]:
    made = {name: _unit(each, values) for name, each in _transforms(values).items()}
    usable = {name: each for name, each in made.items() if np.isfinite(each).all()}
    name = max(usable, key=lambda each: _normality(usable[each]))
    return name, usable[name]


def _unit(transform: Callable[[Floats], Floats], values: Floats) -> Floats:
    """The values transformed and scaled from 0 to 1; nan if the transform cannot hold them."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The optimal lambda is", UserWarning)
        made = transform(values)
        return (made - made.min()) / (made.max() - made.min())


def _transforms(values: Floats) -> dict[str, Callable[[Floats], Floats]]:
    """Those that the values allow, the plainest first: it wins a tie."""
    allowed: dict[str, Callable[[Floats], Floats]] = {"none": np.array}
    if values.min() >= 0:
        allowed |= {"square root": np.sqrt, "log": np.log1p, "square": np.square}
    allowed["Yeo-Johnson"] = lambda each: scipy.stats.yeojohnson(each)[0]
    if values.min() > 0:
        allowed |= {
            "Box-Cox": lambda each: scipy.stats.boxcox(each)[0],
            "reciprocal square root": lambda each: each**-0.5,
            "reciprocal": lambda each: 1 / each,
        }
    return allowed


def _normality(values: Floats) -> float:
    """Shapiro and Wilk's W, from 5,000 evenly spaced order statistics where there are more."""
    ordered = np.sort(values)
    if len(ordered) > SHAPIRO_LIMIT:
        places = np.linspace(0, len(ordered) - 1, SHAPIRO_LIMIT).round().astype(np.int64)
        ordered = ordered[places]
    return float(scipy.stats.shapiro(ordered).statistic) if len(ordered) >= 3 else 0.0
