"""What an indicator is: judgement written down as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """Which way a larger value points."""

    HIGH_IS_GOOD = "high is good"
    LOW_IS_GOOD = "low is good"
    NEITHER = "neither"


class Unit(StrEnum):
    """How a value is written. Shares are held 0 to 1 and written as percentages."""

    PATIENTS = "patients"
    SHARE = "share"
    POUNDS = "pounds"
    PER_1000 = "per 1,000"
    SCORE = "score"
    ITEMS = "items"
    CATEGORY = "category"


class Comparison(StrEnum):
    """How several practices are put together into one figure."""

    POOLED = "pooled"  # the sum of numerators over the sum of denominators
    MEAN = "mean"
    MEDIAN = "median"
    NONE = "none"


class Interval(StrEnum):
    """Where a value's 95% limits come from."""

    WILSON = "wilson"  # a share of patients, appointments or answers
    BYAR = "byar"  # events over an exposure
    PUBLISHED = "published"  # the publisher gives them
    MODEL = "model"  # the expression's own model gives them
    NONE = "none"  # no sampling error is claimed, for the reason in `no_interval`


class Following(StrEnum):
    """How a practice's figures are followed in time."""

    CHART = "chart"  # an XmR chart where there are points enough for one
    CHANGE = "change"  # first to last: each point holds most of the one before, which XmR forbids


class Funnel(StrEnum):
    """The kind of control limits for a picture of every practice (facts: Spiegelhalter 2005)."""

    PROPORTION = "proportion"
    RATIO = "ratio"
    NONE = "none"


@dataclass(frozen=True)
class Change:
    """One entry in a definition's history."""

    version: str
    on: date
    what: str


@dataclass(frozen=True)
class Indicator:
    """A measure of one practice over one period.

    `expression` names a function in `mainstay.analysis.indicators`, called with one lazy frame
    for each of `publications`, in that order, and with `settings` as keywords. `series` groups
    periods that may be put in one trend: values of different series are never compared.
    `replaced_by` is the id of the indicator that took its place when a publication changed.
    `no_interval` says why there are no 95% limits, where there are none.
    """

    id: str
    version: str
    name: str
    plain_name: str
    why_it_matters: str
    numerator: str
    denominator: str
    source: str
    publications: tuple[str, ...]
    expression: str
    settings: Mapping[str, object]
    direction: Direction
    unit: Unit
    interval: Interval
    comparison: Comparison
    funnel: Funnel
    decimals: int
    max_age_months: int
    series: str
    topic: str
    derived: bool
    caveats: tuple[str, ...]
    author: str
    reviewed: date
    next_review: date
    changes: tuple[Change, ...]
    trend: Following = Following.CHART
    no_interval: str = ""
    replaced_by: str = ""
