"""What to expect of a practice, given whom it serves: prevalence and income.

Each model is fitted on every practice of one period that has what the model needs. Those that
lack something are counted, not dropped quietly. See docs/explanation.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from mainstay.analysis.expected_terms import curved, floats_of, income_terms, prevalence_terms
from mainstay.stats import regression
from mainstay.stats.arrays import Flags, Floats
from mainstay.stats.regression import Fit
from mainstay.terms.indicators import Indicator
from mainstay.terms.missing import Missing

FEWEST = 50  # practices
SMALL_LIST = 3000  # patients: a list of this size counts half as much as a very large one
DECILES = 10


@dataclass(frozen=True, eq=False)
class Expected:
    """A model of one period, and what it expects of each practice.

    rows: practice_code, observed, expected, gap, lower, upper; null where not known. For
    prevalence these are shares and the gap a difference of shares; for income, pounds per weighted
    patient and the gap a share of what is expected. lower and upper hold the gaps that a practice
    like this one would have 95 times in 100 by chance and for reasons not in the model, so that
    nought lies within them unless the practice stands out. explained: the share of the deviance
    (prevalence) or of the variance of the logarithm (income) that the terms account for.
    calibration: decile of the expected, practices, observed, expected.
    """

    rows: pl.DataFrame
    terms: tuple[str, ...]
    left_out: tuple[str, ...]
    practices: int
    without: int
    explained: float
    dispersion: float
    calibration: pl.DataFrame
    fit: Fit | None


def prevalence(rows: pl.DataFrame) -> Expected:
    """Expected share on a register, by quasi-binomial logistic regression.

    rows: one condition and period, as `indicators.prevalence_needs` gives them. The terms are
    ages, sex and deprivation, with squares of the share of old people and of deprivation.
    """
    terms, left_out = prevalence_terms(rows)
    events, trials = floats_of(rows, "numerator"), floats_of(rows, "denominator")
    known = (trials > 0) & (events >= 0) & (events <= trials)
    table, names = curved(terms, known)
    usable = known & np.isfinite(table).all(axis=1)
    fit = _fitted(
        usable, lambda: regression.logistic(events[usable], trials[usable], table[usable])
    )
    observed = np.divide(events, trials, out=np.full(len(rows), np.nan), where=trials > 0)
    if fit is None:
        return _unknown(rows, observed, names, left_out)
    guess = regression.predict_share(fit, table, trials)
    gaps = (observed - guess.value, observed - guess.high, observed - guess.low)
    explained = _deviance_explained(events[usable], trials[usable], guess.value[usable])
    return _expected(
        rows, observed, guess.value, gaps, usable, names, left_out, explained, fit, trials
    )


def income(rows: pl.DataFrame) -> Expected:
    """Expected income per weighted patient, by Huber's regression of its logarithm.

    rows: one period, as `indicators.income_needs` gives them. The terms are the logarithm of the
    list, need, deprivation, contract, rurality and dispensing.
    """
    observed = floats_of(rows, "value")
    known = observed > 0
    logs = np.log(observed, out=np.full(len(rows), np.nan), where=known)
    terms, left_out = income_terms(rows)
    table, names = curved(terms, known)
    usable = known & np.isfinite(table).all(axis=1)
    patients = floats_of(rows, "patients")
    weights = np.where(patients > 0, patients / (patients + SMALL_LIST), np.nan)
    usable &= np.isfinite(weights)
    fit = _fitted(usable, lambda: regression.huber(logs[usable], table[usable], weights[usable]))
    if fit is None:
        return _unknown(rows, observed, names, left_out)
    guess = regression.predict(fit, table, weights)
    gaps = tuple(np.exp(logs - line) - 1 for line in (guess.value, guess.high, guess.low))
    explained = 1 - _spread(logs[usable] - guess.value[usable]) / _spread(logs[usable])
    return _expected(
        rows, observed, np.exp(guess.value), gaps, usable, names, left_out, explained, fit
    )


def gaps(rows: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """An indicator's collected rows with the gap from what is expected as their value, and limits.

    One model is fitted to each period. A practice of which nothing can be expected keeps its
    numerator and denominator, and its reason is "not published".
    """
    model = MODELS[indicator.expression]
    nothing = pl.lit(None, dtype=pl.Float64)
    periods = rows.sort("period_end", "practice_code").partition_by("period", maintain_order=True)
    found = [_gaps(one, model(one)) for one in periods]
    return pl.concat(found) if found else rows.with_columns(lower=nothing, upper=nothing)


def _gaps(rows: pl.DataFrame, found: Expected) -> pl.DataFrame:
    measured = rows.with_columns(
        value=found.rows["gap"], lower=found.rows["lower"], upper=found.rows["upper"]
    )
    reason = pl.coalesce("missing_reason", pl.lit(Missing.NOT_PUBLISHED.value))
    return measured.with_columns(missing_reason=pl.when(pl.col("value").is_null()).then(reason))


MODELS = {"prevalence_needs": prevalence, "income_needs": income}


def _fitted(usable: Flags, fit: Callable[[], Fit]) -> Fit | None:
    """The fit, or None where there are too few practices or it does not settle."""
    if usable.sum() < FEWEST:
        return None
    try:
        found = fit()
    except ValueError:  # terms that cannot be told apart: every practice alike, say
        return None
    return found if found.converged else None


def _expected(
    rows: pl.DataFrame,
    observed: Floats,
    value: Floats,
    limits: tuple[Floats, ...],
    usable: Flags,
    names: tuple[str, ...],
    left_out: tuple[str, ...],
    explained: float,
    fit: Fit,
    weights: Floats | None = None,
) -> Expected:
    gap, lower, upper = limits
    table = pl.DataFrame(
        {
            "practice_code": rows["practice_code"],
            "observed": observed,
            "expected": value,
            "gap": gap,
            "lower": lower,
            "upper": upper,
        }
    ).with_columns(pl.exclude("practice_code").fill_nan(None))
    return Expected(
        table,
        names,
        left_out,
        int(usable.sum()),
        int((~usable).sum()),
        float(explained),
        fit.spread,
        _calibration(
            observed[usable], value[usable], weights if weights is None else weights[usable]
        ),
        fit,
    )


def _unknown(
    rows: pl.DataFrame, observed: Floats, names: tuple[str, ...], left_out: tuple[str, ...]
) -> Expected:
    """What to say when no model can be fitted."""
    nothing = pl.lit(None, dtype=pl.Float64)
    table = rows.select("practice_code", observed=pl.Series(observed).fill_nan(None)).with_columns(
        expected=nothing, gap=nothing, lower=nothing, upper=nothing
    )
    return Expected(
        table,
        names,
        left_out,
        0,
        len(rows),
        np.nan,
        np.nan,
        _calibration(observed[:0], observed[:0], None),
        None,
    )


def _calibration(observed: Floats, expected: Floats, weights: Floats | None) -> pl.DataFrame:
    """Observed and expected in each tenth of the practices, by what is expected of them.

    Pooled shares with weights, else medians: a few odd incomes would carry a mean away.
    """
    heavy = np.ones(len(observed)) if weights is None else weights
    table = pl.DataFrame({"observed": observed, "expected": expected, "weight": heavy})
    place = pl.col("expected").rank("ordinal") - 1
    weighted = [
        ((pl.col(name) * pl.col("weight")).sum() / pl.col("weight").sum()).alias(name)
        for name in ("observed", "expected")
    ]
    middles = [pl.col("observed").median(), pl.col("expected").median()]
    figures = middles if weights is None else weighted
    return (
        table.with_columns(decile=(place * DECILES // pl.len() + 1).cast(pl.Int32))
        .group_by("decile")
        .agg(pl.len().alias("practices"), *figures)
        .sort("decile")
    )


def _deviance_explained(events: Floats, trials: Floats, share: Floats) -> float:
    overall = np.full(len(share), events.sum() / trials.sum())
    return 1 - _deviance(events, trials, share) / _deviance(events, trials, overall)


def _deviance(events: Floats, trials: Floats, share: Floats) -> float:
    """Twice the log likelihood short of a model with a term for each practice."""
    misses = trials - events
    hit = np.log(events / (trials * share), out=np.zeros(len(events)), where=events > 0)
    miss = np.log(misses / (trials * (1 - share)), out=np.zeros(len(events)), where=misses > 0)
    return float(2 * (events * hit + misses * miss).sum())


def _spread(values: Floats) -> float:
    """A variance that a few odd practices do not move: that of the middle by absolute deviation."""
    return float(np.median(np.abs(values - np.median(values))) ** 2)
