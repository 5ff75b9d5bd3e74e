"""Made-up definitions, and single figures of them."""

from datetime import date

from mainstay.terms import findings as found
from mainstay.terms.findings import Verdict
from mainstay.terms.indicators import (
    Change,
    Comparison,
    Direction,
    Funnel,
    Indicator,
    Interval,
    Unit,
)
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from tests.unit.reports.made_up_measures import CATEGORIES, MEASURES

WRITTEN = date(2026, 11, 21)
ONE_DECIMAL = (Unit.SHARE, Unit.SCORE, Unit.ITEMS)


def indicator(indicator_id: str) -> Indicator:
    """The made-up definition of one measure."""
    if indicator_id in CATEGORIES:
        name, topic, _, publication = CATEGORIES[indicator_id]
        return definition(indicator_id, name, topic, Unit.CATEGORY, Direction.NEITHER, publication)
    name, topic, unit, direction, _, _, publication = MEASURES[indicator_id]
    return definition(indicator_id, name, topic, unit, direction, publication)


def definition(
    indicator_id: str, name: str, topic: str, unit: Unit, direction: Direction, publication: str
) -> Indicator:
    """A made-up definition, alike for all measures but for what is given."""
    return Indicator(
        id=indicator_id,
        version="1.0",
        name=name,
        plain_name=name,
        why_it_matters="It shows how much time there is for patients.",
        numerator="patients",
        denominator="whole-time staff",
        source="A made-up publisher",
        publications=(publication,),
        expression=indicator_id,
        settings={},
        direction=direction,
        unit=unit,
        interval=Interval.WILSON,
        comparison=Comparison.POOLED,
        funnel=Funnel.PROPORTION,
        decimals=1 if unit in ONE_DECIMAL else 0,
        max_age_months=36,
        series=indicator_id,
        topic=topic,
        derived=False,
        caveats=("Made-up figures say nothing about a real practice.",),
        author="The Mainstay authors",
        reviewed=WRITTEN,
        next_review=date(2027, 11, 21),
        changes=(Change("1.0", WRITTEN, "First version"),),
    )


def figure(
    what: Indicator,
    code: str,
    value: float | None,
    *,
    england: float | None = None,
    half: float | None = None,
    period: str = "2025-26",
    category: str | None = None,
) -> found.Figure:
    """One value with its interval of half-width `half`."""
    known = value is not None
    return found.Figure(
        indicator=what,
        practice_code=code,
        period=period,
        period_end=Period.parse(period).end,
        value=value,
        category=category,
        lower=value - half if known and half else None,
        upper=value + half if known and half else None,
        numerator=None,
        denominator=250.0 if known else None,
        england=england,
        area=england * 1.02 if england is not None else None,
        similar=england * 0.99 if england is not None else None,
        missing=None if known or category else Missing.NOT_PUBLISHED,
        release=f"{what.publications[0]}/{period}",
    )


def comparison(one: found.Figure) -> found.Comparison:
    """The figure beside England, with a verdict only where its interval is clear of England."""
    verdict = _verdict(one)
    return found.Comparison(one, verdict, verdict, Verdict.SIMILAR, 62.0)


def _verdict(one: found.Figure) -> Verdict:
    if one.value is None or one.england is None or one.lower is None or one.upper is None:
        return Verdict.UNKNOWN
    if one.lower <= one.england <= one.upper:
        return Verdict.SIMILAR
    above = one.value > one.england
    if one.indicator.direction is Direction.NEITHER:
        return Verdict.HIGHER if above else Verdict.LOWER
    good = above == (one.indicator.direction is Direction.HIGH_IS_GOOD)
    return Verdict.BETTER if good else Verdict.WORSE
