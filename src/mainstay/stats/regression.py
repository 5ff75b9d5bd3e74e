"""What to expect of a practice from others like it: two regressions, for shares and for amounts.

A design is (rows x terms) with a column of ones for the constant: see `design`. A row with
anything missing is left out of the fit, and its prediction is nan.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from mainstay.stats.arrays import Flags, Floats, divide, floats, tail

_STEPS = 200
_CLOSE = 1e-12
_STEEPEST = 30.0
HUBER = 1.345
_MAD_TO_SD = float(special.ndtri(0.75))


class Fit(NamedTuple):
    """A fitted regression.

    coefficients: (terms); covariance: (terms x terms), dispersion included; spread: the
    quasi-binomial dispersion (1 is chance alone), or the residuals' standard deviation at weight
    one; degrees: rows less terms; rows: those used; converged: False means do not use it;
    between: the variance between practices on the logit scale that chance does not explain.
    """

    coefficients: Floats
    covariance: Floats
    spread: float
    degrees: int
    rows: int
    converged: bool
    between: float = 0.0


class Prediction(NamedTuple):
    """value, and the limits of what the model expects on average (lower, upper).

    standard_error: of the value. `low` and `high`: limits for one new row, its own chance included.
    """

    value: Floats
    standard_error: Floats
    lower: Floats
    upper: Floats
    low: Floats
    high: Floats


def design(*columns: ArrayLike) -> Floats:
    """A column of ones, then the columns given, each (rows) or (rows x terms)."""
    tables = [floats(each) for each in columns]
    tables = [each[:, None] if each.ndim == 1 else each for each in tables]
    return np.hstack([np.ones((len(tables[0]), 1)), *tables])


def logistic(events: ArrayLike, trials: ArrayLike, terms: ArrayLike) -> Fit:
    """Quasi-binomial logistic regression of events out of trials (McCullagh and Nelder 1989).

    Fitted by iteratively reweighted least squares; the covariance is multiplied by the Pearson
    dispersion. Raises ValueError if the terms cannot be told apart or there are too few rows.
    Where a term settles every case there is no fit: `converged` is False and no covariance given.
    """
    happened, tried, table = floats(events), floats(trials), floats(terms)
    usable = (tried > 0) & (happened >= 0) & (happened <= tried)
    x, (y, n) = _complete(table, usable, happened, tried)
    scale = _check(x)
    x = x / scale
    fitted, converged = _irls(x, y, n)
    if not converged:
        unknown = np.full((x.shape[1],) * 2, np.nan)
        return Fit(fitted / scale, unknown, np.nan, len(x) - x.shape[1], len(x), False, np.nan)
    return _logistic_fit(x, y, n, fitted, scale)


def _logistic_fit(x: Floats, y: Floats, n: Floats, fitted: Floats, scale: Floats) -> Fit:
    mean = special.expit(x @ fitted)
    variance = n * mean * (1 - mean)
    degrees = len(x) - x.shape[1]
    dispersion = float((((y - n * mean) ** 2) / variance).sum() / degrees)
    inverse = floats(np.linalg.inv(x.T @ (variance[:, None] * x)))
    between = _between(x, variance, inverse, (dispersion - 1) * degrees)
    covariance = dispersion * inverse / np.outer(scale, scale)
    return Fit(fitted / scale, covariance, dispersion, degrees, len(x), True, between)


def _between(x: Floats, weights: Floats, inverse: Floats, surplus: float) -> float:
    # DerSimonian and Laird's moment estimate, with terms: weights are inverse chance variances.
    used = ((x @ inverse) * x).sum(axis=1) * weights**2
    return max(0.0, surplus / float(weights.sum() - used.sum()))


def _irls(x: Floats, events: Floats, trials: Floats) -> tuple[Floats, bool]:
    line = special.logit((events + 0.5) / (trials + 1))
    fitted = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        share = special.expit(np.clip(line, -_STEEPEST, _STEEPEST))
        weights = trials * share * (1 - share)
        working = line + (events - trials * share) / weights
        before, fitted = fitted, _weighted(x, working, weights)
        line = np.clip(x @ fitted, -_STEEPEST, _STEEPEST)
        if _settled(before, fitted):
            return fitted, bool(np.abs(line).max() < _STEEPEST)
    return fitted, False


def predict_share(
    fit: Fit, terms: ArrayLike, trials: ArrayLike = np.inf, level: float = 0.95
) -> Prediction:
    """The share that a logistic fit expects of each row, 0 to 1.

    low and high also allow for the chance in each row's `trials` and for the variance between
    practices; without trials, for the second alone. t on the fit's degrees, on the logit scale.
    """
    table = floats(terms)
    line = table @ fit.coefficients
    error = _line_error(fit, table)
    share = special.expit(line)
    slope = share * (1 - share)
    with np.errstate(divide="ignore"):
        own = fit.between + 1 / (floats(trials) * slope)
    t = _t(fit, level)
    reaches = (-t * error, t * error, -t * np.sqrt(error**2 + own))
    lower, upper, low = (special.expit(line + each) for each in reaches)
    high = special.expit(line - reaches[2])
    return Prediction(share, slope * error, lower, upper, low, high)


def huber(values: ArrayLike, terms: ArrayLike, weights: ArrayLike = 1.0) -> Fit:
    """Huber's robust linear regression: one odd practice does not move it (Huber 1981).

    Tuning 1.345; scale by the median absolute residual at each step; covariance by Huber's first
    proposal. weights: a row's variance is taken as the spread squared over its weight (a list
    size, say). Raises ValueError as `logistic` does.
    """
    taken, table = floats(values), floats(terms)
    heavy = np.broadcast_to(floats(weights), taken.shape)
    x, (y, w) = _complete(table, heavy > 0, taken, heavy)
    root = np.sqrt(w)
    x, y = x * root[:, None], y * root
    scale = _check(x)
    x = x / scale
    fitted, converged = _robust(x, y)
    away = y - x @ fitted
    spread = _mad(away)
    covariance = _huber_covariance(x, away, spread)
    degrees = len(x) - x.shape[1]
    return Fit(
        fitted / scale, covariance / np.outer(scale, scale), spread, degrees, len(x), converged
    )


def _robust(x: Floats, y: Floats) -> tuple[Floats, bool]:
    fitted = _weighted(x, y, np.ones(len(y)))
    for _ in range(_STEPS):
        away = np.abs(y - x @ fitted)
        spread = _mad(away)
        if spread <= _CLOSE * max(float(np.abs(y).max()), 1.0):
            return fitted, True
        # Beyond 1.345 standard deviations a row's pull stops growing.
        pull = HUBER * spread / np.maximum(away, HUBER * spread)
        before, fitted = fitted, _weighted(x, y, pull)
        if _settled(before, fitted):
            return fitted, True
    return fitted, False


def _mad(away: Floats) -> float:
    return float(np.median(np.abs(away)) / _MAD_TO_SD)


def _huber_covariance(x: Floats, away: Floats, spread: float) -> Floats:
    rows, terms = x.shape
    if spread == 0:
        return np.zeros((terms, terms))
    pulled = np.clip(away, -HUBER * spread, HUBER * spread)
    inside = (np.abs(away) <= HUBER * spread).mean()
    correction = 1 + terms / rows * (1 - inside) / inside
    size = correction**2 * (pulled**2).sum() / (rows - terms) / inside**2
    return floats(size * np.linalg.inv(x.T @ x))


def predict(
    fit: Fit, terms: ArrayLike, weights: ArrayLike = 1.0, level: float = 0.95
) -> Prediction:
    """What a Huber fit expects of each row; low and high are its prediction limits."""
    table = floats(terms)
    value, error = table @ fit.coefficients, _line_error(fit, table)
    # A weight of nothing gives no limits, rather than endless ones.
    own = np.hypot(error, divide(fit.spread, np.sqrt(floats(weights))))
    t = _t(fit, level)
    return Prediction(
        value, error, value - t * error, value + t * error, value - t * own, value + t * own
    )


def _complete(table: Floats, usable: Flags, *columns: Floats) -> tuple[Floats, list[Floats]]:
    whole = np.isfinite(table).all(axis=1) & usable
    for each in columns:
        whole = whole & np.isfinite(each)
    return table[whole], [each[whole] for each in columns]


def _check(x: Floats) -> Floats:
    """Each column's size, once it is sure that the columns can be told apart."""
    rows, terms = x.shape
    if rows <= terms:
        raise ValueError(f"{rows} complete rows are too few to fit {terms} terms.")
    size = floats(np.sqrt((x**2).sum(axis=0)))
    if (size == 0).any() or np.linalg.matrix_rank(x / size) < terms:
        raise ValueError("Some terms are sums of the others, so they cannot be told apart.")
    return size


def _weighted(x: Floats, y: Floats, weights: Floats) -> Floats:
    root = np.sqrt(weights)
    return floats(np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0])


def _settled(before: Floats, after: Floats) -> bool:
    return bool(np.abs(after - before).max() <= _CLOSE * max(float(np.abs(after).max()), 1e-300))


def _line_error(fit: Fit, table: Floats) -> Floats:
    variance = ((table @ fit.covariance) * table).sum(axis=1)
    return np.sqrt(np.maximum(variance, 0.0))


def _t(fit: Fit, level: float) -> float:
    return float(special.stdtrit(fit.degrees, 1 - tail(level)))
