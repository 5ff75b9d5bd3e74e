"""A figure beside England, its integrated care board and its similar practices."""

import numpy as np

from mainstay.stats import change
from mainstay.stats.intervals import Interval
from mainstay.terms.findings import Comparison, Figure, Verdict
from mainstay.terms.indicators import Direction

SIGN = {Direction.HIGH_IS_GOOD: 1, Direction.LOW_IS_GOOD: -1, Direction.NEITHER: 0}


def compare(figure: Figure, percentile: float | None) -> Comparison:
    """What the figure's own 95% limits say of each comparator.

    Nothing is called different while the comparator lies within the limits. A figure without
    limits is a plain fact, not an estimate: its place is shown and no verdict is given.
    """
    return Comparison(
        figure=figure,
        against_england=verdict(figure, figure.england),
        against_area=verdict(figure, figure.area),
        against_similar=verdict(figure, figure.similar),
        percentile=percentile,
    )


def verdict(figure: Figure, reference: float | None) -> Verdict:
    """Better, worse or similar where one way is good; else higher, lower or similar."""
    if reference is None or figure.value is None or figure.lower is None or figure.upper is None:
        return Verdict.UNKNOWN
    side = int(change.against(interval(figure), reference))
    if side == 0:
        return Verdict.SIMILAR
    good = SIGN[figure.indicator.direction]
    if good == 0:
        return Verdict.HIGHER if side > 0 else Verdict.LOWER
    return Verdict.BETTER if side == good else Verdict.WORSE


def interval(figure: Figure) -> Interval:
    parts = (figure.value, figure.lower, figure.upper)
    return Interval(*(np.array(np.nan if part is None else part) for part in parts))
