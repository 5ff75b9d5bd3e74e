"""What the analysis found: frozen values that pages, packs and notebooks show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mainstay.terms.indicators import Indicator
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, Judgement, RuleSet
from mainstay.terms.missing import Missing
from mainstay.terms.releases import Release


class Verdict(StrEnum):
    """How a value stands to a comparison, or to its own past; noise is called nothing else."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"  # where neither way is good
    LOWER = "lower"
    SIMILAR = "similar"
    IMPROVED = "improved"
    SUSTAINED = "sustained"
    DETERIORATED = "deteriorated"
    ROSE = "rose"
    FELL = "fell"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Figure:
    """One value of one indicator for one practice and period, or the reason there is none."""

    indicator: Indicator
    practice_code: str
    period: str
    period_end: date | None
    value: float | None
    category: str | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    england: float | None
    area: float | None
    similar: float | None
    missing: Missing | None
    release: str  # release ids joined by " + "

    @property
    def known(self) -> bool:
        return self.value is not None or self.category is not None


@dataclass(frozen=True)
class Comparison:
    """A figure beside England, its integrated care board and its similar practices."""

    figure: Figure
    against_england: Verdict
    against_area: Verdict
    against_similar: Verdict
    percentile: float | None  # place among England's practices with a value, 0 to 100


@dataclass(frozen=True)
class Trend:
    """A run of figures of one series. `kind` is xmr (ten points or more) or change."""

    indicator: Indicator
    kind: str
    points: tuple[Figure, ...]
    centre: float | None
    lower_limit: float | None
    upper_limit: float | None
    special: tuple[str, ...]  # for each point: "", improvement, concern or neutral
    verdict: Verdict
    difference: float | None
    difference_lower: float | None
    difference_upper: float | None


@dataclass(frozen=True)
class CriterionResult:
    """One cell of the matrix: its level, what it was read from, and who judged.

    `measured` is the level of the published figures alone, which a judgement may stand over; None
    for a criterion that only people judge.
    """

    criterion: Criterion
    level: Level
    figure: Figure | None
    judgement: Judgement | None
    reason: str  # why this level, as a sentence
    would_change: str  # what would move it, as a sentence; empty where nothing measured would
    measured: Level | None = None
    read: str = ""  # what the published figures say, whoever judged; empty where only people judge

    @property
    def overridden(self) -> bool:
        """Whether a person's level stands in the place of a measured one."""
        return self.judgement is not None and self.measured is not None


@dataclass(frozen=True)
class MatrixRow:
    """A practice's sixteen cells and its place in the order for conversations, with its range."""

    practice_code: str
    practice_name: str
    area_code: str
    order: int
    order_low: int
    order_high: int
    counts: Mapping[Level, int]
    results: tuple[CriterionResult, ...]
    impact: Judgement | None


@dataclass(frozen=True)
class SimilarPractice:
    """A peer, how far away it is, and the features on which the two are closest and furthest."""

    practice_code: str
    practice_name: str
    distance: float
    features: Mapping[str, tuple[float | None, float | None]]  # name: (this practice, the peer)


@dataclass(frozen=True)
class PracticeFacts:
    practice_code: str
    practice_name: str
    postcode: str | None
    pcn: tuple[str, str] | None  # code, name
    sub_icb: tuple[str, str] | None
    icb: tuple[str, str] | None
    region: tuple[str, str] | None
    latitude: float | None
    longitude: float | None
    synthetic: bool


@dataclass(frozen=True)
class PracticeFindings:
    """Everything that a practice's page and pack show, as known on one day."""

    facts: PracticeFacts
    as_of: date
    fingerprint: str
    practices_compared: int
    row: MatrixRow
    rule_set: RuleSet
    comparisons: tuple[Comparison, ...]  # the latest figure of each indicator
    trends: tuple[Trend, ...]
    similar: tuple[SimilarPractice, ...]
    releases: tuple[Release, ...]
    not_known: tuple[str, ...]  # sentences
