"""Funnel limits that allow for overdispersion (Spiegelhalter 2005, 2012), as in FunnelPlotR.

Arrays hold one funnel along the last axis, so (indicators x periods x practices) gives a funnel
for each indicator and period at once; or pass flat arrays with `groups`, a whole number that says
which funnel each unit belongs to. nan stands for a unit that has no figure: it has no score and
does not count. Limits are wanted at each unit's own size.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from mainstay.stats import grouped
from mainstay.stats.arrays import Codes, Flags, Floats, blank, divide, floats, together
from mainstay.stats.ranks import mean_ranks

Z_95 = 1.959964
Z_998 = 3.090232
TRIM = 0.1


class Limits(NamedTuple):
    """Control limits at 95% and 99.8%, in the unit of the figures."""

    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats


class Dispersion(NamedTuple):
    """How far a funnel's units spread: one number a funnel.

    phi: mean of the squared z scores after trimming (1 is what chance alone gives);
    tau2: variance between units on the transformed scale; units: how many were counted, after
    any were left out.
    """

    phi: Floats
    tau2: Floats
    units: Floats


class Funnel(NamedTuple):
    """A funnel, or many: `target` and `dispersion` have one entry a funnel, the rest one a unit.

    z: score against the target, chance alone; z_adjusted: chance and overdispersion together.
    """

    value: Floats
    target: Floats
    z: Floats
    z_adjusted: Floats
    limits: Limits
    dispersion: Dispersion


class _Scale(NamedTuple):
    """How a kind of figure is put on a scale where it is nearly normal, and brought back."""

    transform: Callable[[Floats, Floats], Floats]
    error: Callable[[Floats, Floats], Floats]
    target: Callable[[Floats, Floats], Floats]
    forward: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    truncates: bool


def _pooled(numerators: Floats, denominators: Floats) -> Floats:
    return divide(_total(numerators), _total(denominators))


def _one(numerators: Floats, denominators: Floats) -> Floats:
    return np.ones(numerators.shape[:-1])


def _total(values: Floats) -> Floats:
    return np.where(np.isnan(values), 0.0, values).sum(axis=-1)


def _log(values: Floats) -> Floats:
    positive = values > 0
    return np.log(values, out=np.full(np.shape(values), np.nan), where=positive)


def _exp(values: Floats) -> Floats:
    # Past e to the 700 a limit says nothing; past 709 it would overflow.
    return np.exp(np.minimum(values, 700.0))


def _half_log(numerators: Floats, denominators: Floats) -> Floats:
    return _log((numerators + 0.5) / (denominators + 0.5))


def _half_log_error(numerators: Floats, denominators: Floats) -> Floats:
    # As printed, the error falls to nothing with the last half event, so that no events at all
    # would look certain. Under half an event it is held at its greatest, which is at a half.
    x, n = np.maximum(numerators, 0.5), np.maximum(denominators, 0.5)
    return np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)


def _arcsine(share: Floats) -> Floats:
    return np.arcsin(np.sqrt(np.clip(share, 0.0, 1.0)))


def _from_arcsine(angle: Floats) -> Floats:
    return np.sin(np.clip(angle, 0.0, np.pi / 2)) ** 2


def _from_root(root: Floats) -> Floats:
    return np.maximum(root, 0.0) ** 2


def _root_error(numerators: Floats, denominators: Floats) -> Floats:
    return 1 / (2 * np.sqrt(denominators))


_SCALES = {
    "PR": _Scale(
        transform=lambda x, n: _arcsine(x / n),
        error=_root_error,
        target=_pooled,
        forward=_arcsine,
        back=_from_arcsine,
        truncates=False,
    ),
    "SR-SHMI": _Scale(
        transform=lambda x, n: _log(x / n),
        error=lambda x, n: 1 / np.sqrt(n),
        target=_one,
        forward=_log,
        back=_exp,
        truncates=True,
    ),
    "SR-CQC": _Scale(
        transform=lambda x, n: np.sqrt(x / n),
        error=_root_error,
        target=_one,
        forward=np.sqrt,
        back=_from_root,
        truncates=False,
    ),
    "RC": _Scale(
        transform=_half_log,
        error=_half_log_error,
        target=_pooled,
        forward=_log,
        back=_exp,
        truncates=False,
    ),
}
KINDS = tuple(_SCALES)


def fit(
    kind: str, numerators: ArrayLike, denominators: ArrayLike, groups: ArrayLike | None = None
) -> Funnel:
    """A funnel for each row (or each group): "PR", "SR-SHMI", "SR-CQC" or "RC".

    PR is a share (events, people); SR a standardised ratio (observed, expected) by logarithm, as
    the SHMI, or by square root, as the CQC; RC the ratio of two counts. With `groups`, the arrays
    are flat and the funnels are numbered by the group ids.
    """
    scale = _scale(kind)
    above, below = together(numerators, denominators)
    if groups is None:
        return _rows(scale, above, below)
    return _grouped(scale, above, below, groups)


def _scale(kind: str) -> _Scale:
    if kind not in _SCALES:
        raise ValueError(f"{kind!r} is not a kind of funnel; there are {', '.join(_SCALES)}.")
    return _SCALES[kind]


def _rows(scale: _Scale, numerators: Floats, denominators: Floats) -> Funnel:
    known = (denominators > 0) & (numerators >= 0) & np.isfinite(numerators + denominators)
    x, n = blank(numerators, known), blank(denominators, known)
    target = scale.target(x, n)
    y, error, middle = scale.transform(x, n), scale.error(x, n), scale.forward(target)
    z = (y - middle[..., None]) / error
    spread = dispersion(z, error, scale.truncates)
    width = np.sqrt(error**2 + spread.tau2[..., None])
    limits = _back(scale, middle[..., None], width)
    return Funnel(x / n, target, z, (y - middle[..., None]) / width, limits, spread)


def _back(scale: _Scale, middle: Floats, width: Floats) -> Limits:
    reach = (-Z_95, Z_95, -Z_998, Z_998)
    return Limits(*(scale.back(middle + each * width) for each in reach))


def _grouped(scale: _Scale, x: Floats, n: Floats, groups: ArrayLike) -> Funnel:
    units: list[Floats] = [np.full(x.shape, np.nan) for _ in range(7)]
    count = grouped.group_count(groups)
    funnels: list[Floats] = [np.full(count, np.nan) for _ in range(4)]
    for block in grouped.blocks(groups):
        made = _rows(scale, grouped.rows(block, x), grouped.rows(block, n))
        for into, table in zip(units, _unit_parts(made), strict=True):
            grouped.spread(block, table, into)
        for into, row in zip(funnels, (made.target, *made.dispersion), strict=True):
            into[block.ids] = row
    return Funnel(
        units[0], funnels[0], units[1], units[2], Limits(*units[3:]), Dispersion(*funnels[1:])
    )


def _unit_parts(made: Funnel) -> tuple[Floats, ...]:
    return (made.value, made.z, made.z_adjusted, *made.limits)


def dispersion(z: ArrayLike, error: ArrayLike, truncates: bool = False) -> Dispersion:
    """phi and tau2 of each row of z scores with their standard errors (DerSimonian and Laird).

    The lowest and highest 10% are pulled in to the 10th and 90th percentiles first (winsorised)
    or, if `truncates`, left out. tau2 is 0 with fewer than two units, or no more spread than
    chance.
    """
    scores, errors = together(z, error)
    kept = np.isfinite(scores)
    if truncates:
        kept &= _middle_ranks(scores)
    else:
        scores = _winsorised(scores)
    units = kept.sum(axis=-1).astype(np.float64)
    phi = divide(np.where(kept, scores**2, 0.0).sum(axis=-1), units)
    weights = np.where(kept, 1 / errors**2, 0.0)
    return Dispersion(phi, _between(phi, units, weights), units)


def _between(phi: Floats, units: Floats, weights: Floats) -> Floats:
    total = weights.sum(axis=-1)
    scale = total - divide((weights**2).sum(axis=-1), total)
    surplus = blank(divide(units * phi - (units - 1), scale), units > 1)
    return np.where(surplus > 0, surplus, 0.0)


def _winsorised(z: Floats) -> Floats:
    ordered = np.sort(z, axis=-1)
    count = np.isfinite(ordered).sum(axis=-1)[..., None]
    return np.clip(z, _percentile(ordered, count, TRIM), _percentile(ordered, count, 1 - TRIM))


def _percentile(ordered: Floats, count: Floats, share: float) -> Floats:
    # Hyndman and Fan's type 7, R's and NumPy's default.
    place = np.maximum(count - 1, 0) * share
    low = np.floor(place).astype(np.int64)
    below = np.take_along_axis(ordered, low, axis=-1)
    above = np.take_along_axis(ordered, np.ceil(place).astype(np.int64), axis=-1)
    return below + (above - below) * (place - low)


def _middle_ranks(z: Floats) -> Flags:
    # The SHMI's tenths: floor(10 rank / (n + 1)), ties sharing their mean rank; 0 and 9 go.
    ranks = mean_ranks(z)
    count = np.isfinite(z).sum(axis=-1)[..., None]
    tenth = np.floor(ranks / TRIM / (count + 1))
    return (tenth >= 1) & (tenth < 1 / TRIM - 1)


def curve(kind: str, sizes: ArrayLike, target: float, tau2: float) -> Limits:
    """The limits to draw: at each size (denominator) for a funnel's target and tau2."""
    scale, n = _scale(kind), floats(sizes)
    n = blank(n, n > 0)
    middle = scale.forward(floats(target))
    return _back(scale, middle, np.sqrt(scale.error(n * target, n) ** 2 + tau2))


def poisson_limits(expected: ArrayLike, target: float = 1.0) -> Limits:
    """Exact Poisson limits for a ratio at each expected count, with no overdispersion."""
    count = floats(expected)
    count = blank(count, count > 0)
    lower_95, lower_998 = (special.gammaincinv(count, p) for p in (0.025, 0.001))
    upper_95, upper_998 = (special.gammainccinv(count + 1, p) for p in (0.025, 0.001))
    limits = (lower_95, upper_95, lower_998, upper_998)
    return Limits(*(target * each / count for each in limits))


def place(value: ArrayLike, limits: Limits) -> Codes:
    """Where each figure lies: -2 below 99.8%, -1 below 95%, 0 within, 1 above 95%, 2 above 99.8%.

    0 also stands for no figure: ask `np.isnan(value)` first.
    """
    figures = floats(value)
    lower_95, upper_95, lower_998, upper_998 = limits
    above = (figures > upper_95).astype(np.int8) + (figures > upper_998)
    below = (figures < lower_95).astype(np.int8) + (figures < lower_998)
    return (above - below).astype(np.int8)
