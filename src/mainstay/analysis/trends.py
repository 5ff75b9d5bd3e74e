"""A practice's figures over time: an XmR chart, or the change from first to last."""

from collections.abc import Sequence

import numpy as np

from mainstay.analysis.comparisons import SIGN, interval
from mainstay.stats import change, xmr
from mainstay.terms.findings import Figure, Trend, Verdict
from mainstay.terms.indicators import Direction, Following, Indicator

ENOUGH = 10  # points for an XmR chart (NHS England South West analytical style guide)
_CHANGES = {
    change.Verdict.NOT_KNOWN: Verdict.UNKNOWN,
    change.Verdict.SUSTAINED: Verdict.SUSTAINED,
    change.Verdict.IMPROVED: Verdict.IMPROVED,
    change.Verdict.DETERIORATED: Verdict.DETERIORATED,
    change.Verdict.RISEN: Verdict.ROSE,
    change.Verdict.FALLEN: Verdict.FELL,
}
_VARIATION = {
    xmr.Variation.NOT_KNOWN: Verdict.UNKNOWN,
    xmr.Variation.COMMON: Verdict.SUSTAINED,
    xmr.Variation.IMPROVEMENT_HIGH: Verdict.IMPROVED,
    xmr.Variation.IMPROVEMENT_LOW: Verdict.IMPROVED,
    xmr.Variation.CONCERN_HIGH: Verdict.DETERIORATED,
    xmr.Variation.CONCERN_LOW: Verdict.DETERIORATED,
    xmr.Variation.NEUTRAL_HIGH: Verdict.ROSE,
    xmr.Variation.NEUTRAL_LOW: Verdict.FELL,
}


def trend(points: Sequence[Figure], indicator: Indicator) -> Trend:
    """The trend of one indicator for one practice, points in order of time.

    Only the points of the newest figure's publication are used: a count at one day and a year's
    average are not one series. Raises ValueError when a point belongs to another series, such as
    the patient survey before and after its change of 2024.

    An indicator that is followed by its change has no chart, however many points there are.
    """
    strangers = {one.indicator.series for one in points} - {indicator.series}
    if strangers:
        raise ValueError(f"{indicator.series} and {', '.join(sorted(strangers))} are two series")
    kept = _one_publication([one for one in points if one.value is not None])
    charted = indicator.trend is Following.CHART and len(kept) >= ENOUGH
    return _charted(kept, indicator) if charted else _changed(kept, indicator)


def _one_publication(points: Sequence[Figure]) -> tuple[Figure, ...]:
    if not points:
        return ()
    wanted = publications(points[-1])
    return tuple(one for one in points if publications(one) == wanted)


def publications(figure: Figure) -> tuple[str, ...]:
    """The publications that a figure's releases belong to."""
    return tuple(part.split("/")[0] for part in figure.release.split(" + "))


def _charted(points: tuple[Figure, ...], indicator: Indicator) -> Trend:
    values = [np.nan if one.value is None else one.value for one in points]
    made = xmr.chart(values, direction=SIGN[indicator.direction])
    return Trend(
        indicator=indicator,
        kind="xmr",
        points=points,
        centre=float(made.mean[-1]),
        lower_limit=float(made.lower[-1]),
        upper_limit=float(made.upper[-1]),
        special=tuple(
            _special(rule, side, indicator.direction)
            for rule, side in zip(made.rule.tolist(), made.side.tolist(), strict=True)
        ),
        verdict=_VARIATION[xmr.Variation(int(made.variation))],
        difference=None,
        difference_lower=None,
        difference_upper=None,
    )


def _special(rule: int, side: int, direction: Direction) -> str:
    if rule == xmr.Rule.NONE:
        return ""
    if direction is Direction.NEITHER:
        return "neutral"
    return "improvement" if side == SIGN[direction] else "concern"


def _changed(points: tuple[Figure, ...], indicator: Indicator) -> Trend:
    difference: tuple[float | None, float | None, float | None] = (None, None, None)
    verdict = Verdict.UNKNOWN
    if len(points) > 1:
        moved = change.between(interval(points[0]), interval(points[-1]), SIGN[indicator.direction])
        verdict = _CHANGES[change.Verdict(int(moved.verdict))]
        value, lower, upper = moved.difference
        difference = (_number(value), _number(lower), _number(upper))
    return Trend(
        indicator=indicator,
        kind="change",
        points=points,
        centre=None,
        lower_limit=None,
        upper_limit=None,
        special=("",) * len(points),
        verdict=verdict,
        difference=difference[0],
        difference_lower=difference[1],
        difference_upper=difference[2],
    )


def _number(value: np.ndarray) -> float | None:
    return float(value) if np.isfinite(value) else None
