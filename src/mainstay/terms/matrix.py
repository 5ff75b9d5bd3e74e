"""The support matrix: criteria, cut-offs and what a person judged."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mainstay.terms.levels import Level


class Status(StrEnum):
    """How firm a cut-off is."""

    ATTESTED = "attested"  # a public source gives it
    ASSUMED = "assumed"  # nobody has published it: ours, and it can be changed
    LOCAL = "local"  # an office set it for itself


class Kind(StrEnum):
    MEASURE = "measure"
    JUDGEMENT = "judgement"


@dataclass(frozen=True)
class CutOff:
    """Where the level is `level`: at `at` or more where high is the concern, below it where low is.

    `scale` says what `at` counts: the value itself, England's percentile (0 to 100) or the
    percentile within the practice's sub-ICB area. `plausible` is the span that an assumed cut-off
    may take in the range of places; `category` is used instead of `at` for ratings.
    """

    level: Level
    at: float | None
    category: str | None
    scale: str  # value, england_percentile, area_percentile
    status: Status
    reference: str
    plausible: tuple[float, float] | None


@dataclass(frozen=True)
class Measure:
    """One indicator that a criterion reads, with its cut-offs, highest level first.

    A criterion with several measures takes the highest level among those that have a value;
    measures that share a `choice` are alternatives: the first with a value is the one read.
    """

    indicator: str
    concern: str  # high, low or category: which way scope for support grows
    choice: str
    cut_offs: tuple[CutOff, ...]


@dataclass(frozen=True)
class Criterion:
    number: int
    group: str
    name: str
    plain_name: str
    short_name: str  # for the head of a narrow column
    kind: Kind
    measures: tuple[Measure, ...]
    evidence: tuple[str, ...]  # indicators shown beside a judgement, never read for its level
    guidance: str
    status: Status
    reference: str
    confidential: bool = False  # about a person: its reason is not for a pack that many read


@dataclass(frozen=True)
class RuleSet:
    """A versioned matrix. `ordering` is the stated rule for the order of conversations."""

    id: str
    version: str
    name: str
    purpose: str
    author: str
    reviewed: date
    next_review: date
    changes: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    ordering: tuple[str, ...]  # count keys compared in turn, such as ("high", "medium")
    ordering_reason: str


@dataclass(frozen=True)
class Judgement:
    """A level that a person set, with a reason, a name and a day.

    `criterion` is 1 to 16, or 0 for the second axis: the impact that support would have.
    """

    practice_code: str
    criterion: int
    level: Level
    reason: str
    by: str
    on: date
