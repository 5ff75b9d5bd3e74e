"""What a practice's page shows of its findings."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from mainstay.library import Known
from mainstay.terms.definitions import indicators
from mainstay.terms.findings import (
    Comparison,
    CriterionResult,
    PracticeFindings,
    SimilarPractice,
)
from mainstay.terms.levels import Level
from mainstay.terms.releases import Release
from mainstay.terms.wording import counted, listed, ordinal
from mainstay.web.layout.wording import NO_DATA, amount, capital


@lru_cache(maxsize=256)
def findings(known: Known, code: str, rules: str) -> PracticeFindings:
    """Kept, so that the page's pictures need not work them out again."""
    return known.findings(code, rules=rules)


@lru_cache(maxsize=8)
def codes(known: Known) -> frozenset[str]:
    return frozenset(known.practices()["practice_code"])


def standing(found: PracticeFindings) -> list[str]:
    """Where it stands in the order for conversations, and on how many criteria, in sentences."""
    row = found.row
    among = f"of {found.practices_compared:,} practices in the order for conversations."
    first = f"It is {ordinal(row.order)} {among}"
    return [first, place_range(row.order_low, row.order_high), _counts(row.counts)]


def place_range(low: int, high: int) -> str:
    """How far the place in the order moves, as a sentence."""
    if low == high:
        return "It keeps this place when assumed cut-offs and missing values vary."
    return f"It could be anywhere from {ordinal(low)} to {ordinal(high)}."


def _counts(counts) -> str:
    parts = [
        f"{counts.get(level, 0)} {words}"
        for level, words in (
            (Level.HIGH, "at high"),
            (Level.MEDIUM, "at medium"),
            (Level.LOW, "at low"),
            (Level.NO_DATA, "with no data"),
            (Level.NOT_JUDGED, "not yet judged"),
        )
        if counts.get(level, 0)
    ]
    total = sum(counts.values())
    return f"Of {counted(total, 'criterion', 'criteria')}: {listed(parts)}."


def groups(found: PracticeFindings) -> list[tuple[str, list[CriterionResult]]]:
    """The criteria under their groups, in the order of the rule set."""
    return [
        (name, list(results))
        for name, results in groupby(found.row.results, key=lambda one: one.criterion.group)
    ]


def topics(found: PracticeFindings) -> list[tuple[str, list[Comparison]]]:
    """The latest figures under their topics."""
    by_topic: dict[str, list[Comparison]] = {}
    for one in found.comparisons:
        by_topic.setdefault(capital(one.figure.indicator.topic), []).append(one)
    return list(by_topic.items())


@dataclass(frozen=True)
class Similar:
    """Peers beside this practice, feature by feature, each value in its own unit."""

    features: list[str]
    own: list[str]
    rows: list[tuple[SimilarPractice, list[str]]]


def similar(found: PracticeFindings) -> Similar | None:
    """None where too little is known to say which practices are like it."""
    if not found.similar:
        return None
    names = list(found.similar[0].features)
    return Similar(
        features=[_feature(name) for name in names],
        own=[_shown(name, found.similar[0].features[name][0]) for name in names],
        rows=[
            (one, [_shown(name, one.features[name][1]) for name in names]) for one in found.similar
        ],
    )


def _feature(name: str) -> str:
    indicator = indicators().get(name)
    return capital(indicator.plain_name if indicator else name.replace("_", " "))


def _shown(name: str, value: float | None) -> str:
    indicator = indicators().get(name)
    if indicator is not None:
        return amount(value, indicator)
    return NO_DATA if value is None else f"{value:,.2f}"


def sources(found: PracticeFindings) -> list[Release]:
    return sorted(found.releases, key=lambda one: one.id)


def history(known: Known, code: str, indicator_id: str) -> list[dict]:
    """Every period of one indicator, newest first."""
    figures = known.figures(practice=code, indicator=indicator_id)
    return figures.sort("period_end", descending=True).to_dicts()
