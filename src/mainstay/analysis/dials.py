"""The cut-offs that somebody assumed, and the settings of them under which the order is tried."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts are loaded when used: statistics take two seconds

from mainstay.analysis.matrix_levels import Floats, stated
from mainstay.terms.matrix import RuleSet, Status

SEED = 20161024  # the day of the proposal that lists the criteria
DRAWS = 64


@dataclass(frozen=True)
class Dial:
    """An assumed cut-off that the range turns: where it is, its own number and its span."""

    criterion: int  # places counted from 0
    measure: int
    cut_off: int
    stated: float
    low: float
    high: float


def dials(rules: RuleSet) -> tuple[Dial, ...]:
    """Every assumed cut-off with a plausible span, in the order of the rule set."""
    return tuple(
        Dial(c, m, k, numbers[k], *cut_off.plausible)
        for c, criterion in enumerate(rules.criteria)
        for m, measure in enumerate(criterion.measures)
        for numbers in (stated(measure),)
        for k, cut_off in enumerate(measure.cut_offs)
        if cut_off.status is Status.ASSUMED and cut_off.plausible is not None
    )


def plausible_settings(turned: Sequence[Dial]) -> Floats:
    """Settings to try, one a row, a column for each dial.

    The rule set's own; each dial alone at either end of its span; all at their low and all at
    their high ends; and 64 points of a Latin hypercube with a fixed seed, in which every dial
    takes 64 different values spread evenly over its span.
    """
    own = np.array([one.stated for one in turned], dtype=np.float64)
    low = np.array([one.low for one in turned], dtype=np.float64)
    high = np.array([one.high for one in turned], dtype=np.float64)
    if not turned:
        return own.reshape(1, 0)
    alone = np.repeat(own[None, :], 2 * len(turned), axis=0)
    for place in range(len(turned)):
        alone[2 * place, place] = low[place]
        alone[2 * place + 1, place] = high[place]
    drawn = scipy.stats.qmc.LatinHypercube(d=len(turned), rng=np.random.default_rng(SEED)).random(
        DRAWS
    )
    return np.vstack([own, low, high, alone, low + drawn * (high - low)])
