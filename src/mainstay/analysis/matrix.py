"""The support matrix: published figures and people's judgements in, levels and places out.

Everything here works on whole columns, so that all of England is scored at once; the nouns that a
page or a pack shows are made only for the practices asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mainstay.analysis.judgements import standing
from mainstay.analysis.matrix_levels import (
    NO_DATA,
    RANK,
    Read,
    Reading,
    read,
)
from mainstay.analysis.matrix_order import Column, Places, places
from mainstay.analysis.matrix_outliers import ID as OUTLYING_ID
from mainstay.analysis.matrix_outliers import outlying
from mainstay.analysis.matrix_rows import rows
from mainstay.analysis.matrix_table import compare, frame
from mainstay.terms import definitions
from mainstay.terms.indicators import Indicator
from mainstay.terms.matrix import Criterion, Judgement, Kind, RuleSet
from mainstay.terms.missing import Missing
from mainstay.terms.periods import months_between

__all__ = ["Matrix", "among", "compare", "judged_again", "latest", "rows", "score"]

_VALUES = ("value", "category", "lower", "upper", "numerator", "denominator")


@dataclass(frozen=True, eq=False)
class Matrix:
    """Every practice's levels on every criterion, and its place with its range.

    `practices` has practice_code, practice_name and area_code, in the order of every array.
    `judgements` holds those that stand, by practice code and criterion (0 for impact).
    """

    rules: RuleSet
    as_of: date
    practices: pl.DataFrame
    columns: tuple[Column, ...]
    reads: tuple[Read, ...]
    judgements: Mapping[tuple[str, int], Judgement]
    places: Places
    with_judgements: bool

    @property
    def frame(self) -> pl.DataFrame:
        """One row a practice, in order: its place, its counts, and c01_level to c16_period."""
        return frame(self)


def latest(figures: pl.DataFrame, indicators: Mapping[str, Indicator], as_of: date) -> pl.DataFrame:
    """The newest figure of each practice and indicator, among those published by `as_of`.

    A survey of a calendar year is published before the year ends, so the end of a period says
    nothing of what was known: the releases do. Takes and gives the columns of the book of
    figures. One older than its indicator's `max_age_months` loses its value and says "too old",
    and keeps its period.
    """
    newest = (
        figures.filter(
            pl.col("indicator_id").is_in(list(indicators)) & pl.col("period_end").is_not_null()
        )
        .sort("practice_code", "indicator_id", "period_end", "period")
        .group_by("practice_code", "indicator_id", maintain_order=True)
        .last()
    )
    ages = {day: months_between(day, as_of) for day in newest["period_end"].unique()}
    oldest = {one.id: one.max_age_months for one in indicators.values()}
    too_old = pl.col("period_end").replace_strict(ages, return_dtype=pl.Int64) > pl.col(
        "indicator_id"
    ).replace_strict(oldest, return_dtype=pl.Int64)
    held = [name for name in _VALUES if name in newest.columns]
    return newest.with_columns(
        pl.when(too_old & _has_value()).then(pl.lit(Missing.TOO_OLD.value))
        .otherwise(pl.col("missing_reason")).alias("missing_reason"),
        *(pl.when(~too_old).then(pl.col(name)).alias(name) for name in held),
    ).select(figures.columns)  # fmt: skip


def _has_value() -> pl.Expr:
    return pl.col("value").is_not_null() | pl.col("category").is_not_null()


def score(
    figures: pl.DataFrame,
    practices: pl.DataFrame,
    rules: RuleSet,
    judgements: Iterable[Judgement],
    as_of: date,
    *,
    indicators: Mapping[str, Indicator] | None = None,
    with_judgements: bool = False,
    judged_until: date | None = None,
) -> Matrix:
    """The matrix of all these practices by one rule set.

    `figures`: the book's columns, at most one row for each practice and indicator (see `latest`);
    the count of outlying indicators is worked out from them where the rule set reads it and they
    do not hold it. `indicators`: those that ship with Mainstay, unless others are given.
    `practices`: practice_code, practice_name and sub_icb_code, one row a practice; percentiles
    are taken among them, so give all of England and narrow the answer with `among`.
    `judged_until`: the last day whose judgements count, where it is not that of the figures.
    """
    people = _people(practices)
    stands = standing(judgements, judged_until or as_of)
    readings = _readings(rules, _with_count(rules, figures, indicators), people)
    columns = tuple(_column(one, readings, people, stands) for one in rules.criteria)
    return _matrix(rules, as_of, people, columns, stands, with_judgements)


def among(matrix: Matrix, codes: Iterable[str]) -> Matrix:
    """The same levels for some of the practices, with their places among themselves alone."""
    kept = matrix.practices["practice_code"].is_in(list(codes)).to_numpy()
    index = np.flatnonzero(kept)
    columns = tuple(
        Column(one.criterion, tuple(each.take(index) for each in one.readings), one.settled[index])
        for one in matrix.columns
    )
    return _matrix(
        matrix.rules,
        matrix.as_of,
        matrix.practices.filter(kept),
        columns,
        matrix.judgements,
        matrix.with_judgements,
    )


def judged_again(
    matrix: Matrix, judgements: Iterable[Judgement], judged_until: date | None = None
) -> Matrix:
    """The same figures of the same practices with other judgements, as `score` would give it.

    Figures are the slow part. While people judge, they stay as they are.
    """
    stands = standing(judgements, judged_until or matrix.as_of)
    columns = tuple(
        one.with_settled(_settled(one.criterion, matrix.practices, stands))
        for one in matrix.columns
    )
    return _matrix(
        matrix.rules,
        matrix.as_of,
        matrix.practices,
        columns,
        stands,
        matrix.with_judgements,
    )


def _matrix(
    rules: RuleSet,
    as_of: date,
    people: pl.DataFrame,
    columns: tuple[Column, ...],
    stands: Mapping[tuple[str, int], Judgement],
    with_judgements: bool,
) -> Matrix:
    return Matrix(
        rules=rules,
        as_of=as_of,
        practices=people,
        columns=columns,
        reads=tuple(one.read() for one in columns),
        judgements=stands,
        places=places(rules, columns, with_judgements=with_judgements),
        with_judgements=with_judgements,
    )


def _with_count(
    rules: RuleSet, figures: pl.DataFrame, indicators: Mapping[str, Indicator] | None
) -> pl.DataFrame:
    reads = {one.indicator for criterion in rules.criteria for one in criterion.measures}
    if OUTLYING_ID not in reads or (figures["indicator_id"] == OUTLYING_ID).any():
        return figures
    known = definitions.indicators() if indicators is None else indicators
    return pl.concat([figures, outlying(figures, known)])


def _people(practices: pl.DataFrame) -> pl.DataFrame:
    """The practices by code, so that the order they come in changes nothing."""
    people = practices.select("practice_code", "practice_name", area_code="sub_icb_code")
    if people["practice_code"].n_unique() != people.height:
        raise ValueError("the practices' table has a practice twice")
    return people.sort("practice_code")


def _readings(
    rules: RuleSet, figures: pl.DataFrame, people: pl.DataFrame
) -> dict[tuple[int, int], Reading]:
    """Every measure of the rule set, read once, by criterion number and place in it."""
    wanted = {
        (criterion.number, place): measure
        for criterion in rules.criteria
        if criterion.kind is Kind.MEASURE
        for place, measure in enumerate(criterion.measures)
    }
    ids = sorted({one.indicator for one in wanted.values()})
    needed = figures.filter(pl.col("indicator_id").is_in(ids))
    return {key: read(measure, needed, people) for key, measure in wanted.items()}


def _column(
    criterion: Criterion,
    readings: Mapping[tuple[int, int], Reading],
    people: pl.DataFrame,
    stands: Mapping[tuple[str, int], Judgement],
) -> Column:
    mine = tuple(one for key, one in readings.items() if key[0] == criterion.number)
    return Column(criterion, mine, _settled(criterion, people, stands))


def _settled(
    criterion: Criterion, people: pl.DataFrame, stands: Mapping[tuple[str, int], Judgement]
) -> NDArray[np.int8]:
    """The rank of the level that a person gave each practice, or NO_DATA."""
    judged = {
        code: RANK[one.level]
        for (code, number), one in stands.items()
        if number == criterion.number
    }
    if not judged:
        return np.full(people.height, NO_DATA, np.int8)
    codes = people["practice_code"]
    return codes.replace_strict(judged, default=NO_DATA, return_dtype=pl.Int8).to_numpy()
