"""Definitions as pages show them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

import yaml

from mainstay.analysis import matrix_outliers
from mainstay.terms.definitions import indicators as figures_defined
from mainstay.terms.indicators import Comparison, Direction, Following, Indicator, Interval
from mainstay.terms.matrix import Criterion, CutOff, Measure, RuleSet, Status
from mainstay.terms.wording import capital, short
from mainstay.web.layout.wording import day

INTERVALS = {
    Interval.WILSON: "95% limits by Wilson's method, for a share",
    Interval.BYAR: "95% limits by Byar's method, for a count",
    Interval.PUBLISHED: "95% limits as published",
    Interval.MODEL: "95% limits from the model that gives the value",
    Interval.NONE: "No 95% limits.",
}
FOLLOWED = {
    Following.CHART: "A chart with limits (XmR) from ten figures on; before that, first to last",
    Following.CHANGE: "The change from first to last",
}
COMPARISONS = {
    Comparison.POOLED: "All numerators divided by all denominators",
    Comparison.MEAN: "The average of the practices",
    Comparison.MEDIAN: "The middle practice",
    Comparison.NONE: "Practices are not put together",
}
DIRECTIONS = {
    Direction.HIGH_IS_GOOD: "A higher value is better",
    Direction.LOW_IS_GOOD: "A lower value is better",
    Direction.NEITHER: "Neither high nor low is good in itself",
}
RATED = {1: "Low", 2: "Medium", 3: "High"}
SCALES = {
    "value": "",
    "england_percentile": "percentile of practices in England",
    "area_percentile": "percentile of practices in the sub-ICB area",
}


@cache
def defined() -> Mapping[str, Indicator]:
    """Every indicator, and the count that the matrix makes from others."""
    return {**figures_defined(), matrix_outliers.ID: matrix_outliers.definition()}


def by_topic(indicators: Iterable[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """Indicators under their topics, topics in the order in which they first come."""
    found: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        found.setdefault(capital(indicator.topic), []).append(indicator)
    return list(found.items())


def indicator_facts(indicator: Indicator) -> list[tuple[str, str]]:
    return [
        ("What is counted", indicator.numerator),
        ("Out of what", indicator.denominator),
        ("Where it comes from", indicator.source),
        ("Which way is good", DIRECTIONS[indicator.direction]),
        ("How sure it is", f"{INTERVALS[indicator.interval]} {indicator.no_interval}".strip()),
        ("How it is followed in time", FOLLOWED[indicator.trend]),
        ("How several practices are put together", COMPARISONS[indicator.comparison]),
        ("How long it counts", f"{indicator.max_age_months} months after its period ends"),
        ("Version", f"{indicator.version}, by {indicator.author}"),
        ("Last reviewed", day(indicator.reviewed)),
        ("Next review", day(indicator.next_review)),
    ]


def used_in(indicator_id: str, rule_sets: Iterable[RuleSet]) -> list[tuple[RuleSet, Criterion]]:
    """Every criterion that reads the indicator."""
    return [
        (rules, criterion)
        for rules in rule_sets
        for criterion in rules.criteria
        if any(measure.indicator == indicator_id for measure in criterion.measures)
    ]


@dataclass(frozen=True)
class CutOffLine:
    level: object
    sentence: str
    status: str
    reference: str
    plausible: str


@dataclass(frozen=True)
class MeasureLines:
    indicator: Indicator | None
    indicator_id: str
    cut_offs: list[CutOffLine]


@dataclass(frozen=True)
class CriterionLines:
    criterion: Criterion
    measures: list[MeasureLines]


def groups(
    rules: RuleSet, indicators: Mapping[str, Indicator]
) -> list[tuple[str, list[CriterionLines]]]:
    """The criteria under their groups."""
    return [
        (group, [_criterion(one, indicators) for one in criteria])
        for group, criteria in groupby(rules.criteria, key=lambda one: one.group)
    ]


def firmness(rules: RuleSet) -> dict[str, int]:
    """How many cut-offs are attested, assumed and local."""
    counted = Counter(
        cut_off.status
        for criterion in rules.criteria
        for measure in criterion.measures
        for cut_off in measure.cut_offs
    )
    return {status.value: counted[status] for status in Status}


def _criterion(criterion: Criterion, indicators: Mapping[str, Indicator]) -> CriterionLines:
    lines = [
        MeasureLines(
            indicators.get(measure.indicator),
            measure.indicator,
            [_cut_off(measure, one, indicators.get(measure.indicator)) for one in measure.cut_offs],
        )
        for measure in criterion.measures
    ]
    return CriterionLines(criterion, lines)


def _cut_off(measure: Measure, cut_off: CutOff, indicator: Indicator | None) -> CutOffLine:
    return CutOffLine(
        level=cut_off.level,
        sentence=_sentence(measure, cut_off, indicator),
        status=cut_off.status.value,
        reference=cut_off.reference,
        plausible=_span(cut_off, indicator),
    )


def _sentence(measure: Measure, cut_off: CutOff, indicator: Indicator | None) -> str:
    if cut_off.category is not None:
        return f"Rated {cut_off.category}"
    if cut_off.at is None:
        return "Any value"
    at = _at(cut_off.at, cut_off, indicator)
    words = f"{at} or more" if measure.concern == "high" else f"Below {at}"
    scale = SCALES[cut_off.scale]
    return f"{words}, {scale}" if scale else words


def _span(cut_off: CutOff, indicator: Indicator | None) -> str:
    """The settings that the range of places tries. A rating's are levels: 1 low to 3 high."""
    if cut_off.plausible is None:
        return ""
    low, high = cut_off.plausible
    if cut_off.category is not None:
        return f"{RATED[round(low)]} to {RATED[round(high)]}"
    return f"{_at(low, cut_off, indicator)} to {_at(high, cut_off, indicator)}"


def _at(value: float, cut_off: CutOff, indicator: Indicator | None) -> str:
    if cut_off.scale != "value" or indicator is None:
        return f"{value:g}"
    return short(value, indicator.unit, indicator.decimals)


@cache
def glossary_entries() -> list[dict[str, str]]:
    """The words of the product, from the list that GLOSSARY.md is made from too."""
    text = (files("mainstay.definitions") / "glossary.yaml").read_text(encoding="utf-8")
    return sorted(yaml.safe_load(text), key=lambda entry: entry["term"].lower())
