"""The support matrix: published figures and people's judgements in, levels and places out.

Everything here works on whole columns, so that all of England is scored at once; the nouns that a
page or a pack shows are made only for the practices asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from mainstay.analysis.judgements import standing
from mainstay.analysis.matrix_levels import (
    NO_DATA,
    NOT_JUDGED,
    RANK,
    Read,
    Reading,
    level_of,
    read,
)
from mainstay.analysis.matrix_order import Column, Places, places
from mainstay.terms.indicators import Indicator
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, Judgement, Kind, RuleSet
from mainstay.terms.missing import Missing

MONTHS = 12
_WORDS = {rank: level_of(rank).value.replace(" ", "_") for rank in range(NOT_JUDGED, 4)}
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
        return _frame(self)


def latest(figures: pl.DataFrame, indicators: Mapping[str, Indicator], as_of: date) -> pl.DataFrame:
    """The newest figure of each practice and indicator whose period had ended by `as_of`.

    Takes and gives the columns of the book of figures. One older than its indicator's
    `max_age_months` loses its value and says "too old", and keeps its period.
    """
    newest = (
        figures.filter(
            pl.col("indicator_id").is_in(list(indicators)) & (pl.col("period_end") <= as_of)
        )
        .sort("practice_code", "indicator_id", "period_end", "period")
        .group_by("practice_code", "indicator_id", maintain_order=True)
        .last()
    )
    ages = {one.id: one.max_age_months for one in indicators.values()}
    oldest = pl.col("indicator_id").replace_strict(ages, default=0, return_dtype=pl.Int32)
    too_old = _months_until(as_of) > oldest
    held = [name for name in _VALUES if name in newest.columns]
    return newest.with_columns(
        pl.when(too_old & _has_value()).then(pl.lit(Missing.TOO_OLD.value))
        .otherwise(pl.col("missing_reason")).alias("missing_reason"),
        *(pl.when(~too_old).then(pl.col(name)).alias(name) for name in held),
    ).select(figures.columns)  # fmt: skip


def _has_value() -> pl.Expr:
    return pl.col("value").is_not_null() | pl.col("category").is_not_null()


def _months_until(as_of: date) -> pl.Expr:
    """Whole months from a period's end to a day, as terms.periods.months_between counts them."""
    after = as_of + timedelta(days=1)
    end = pl.col("period_end")
    then = end.dt.year().cast(pl.Int32) * MONTHS + end.dt.month().cast(pl.Int32)
    return after.year * MONTHS + after.month - then


def score(
    figures: pl.DataFrame,
    practices: pl.DataFrame,
    rules: RuleSet,
    judgements: Iterable[Judgement],
    as_of: date,
    *,
    with_judgements: bool = False,
) -> Matrix:
    """The matrix of all these practices by one rule set.

    `figures`: the book's columns, at most one row for each practice and indicator (see `latest`).
    `practices`: practice_code, practice_name and sub_icb_code, one row a practice; percentiles
    are taken among them, so give all of England and narrow the answer with `among`.
    """
    people = _people(practices)
    stands = standing(judgements, as_of)
    readings = _readings(rules, figures, people)
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
    judged = {
        code: RANK[one.level]
        for (code, number), one in stands.items()
        if number == criterion.number
    }
    codes = people["practice_code"]
    settled = codes.replace_strict(judged, default=NO_DATA, return_dtype=pl.Int8)
    return Column(criterion, mine, settled.to_numpy())


def _frame(matrix: Matrix) -> pl.DataFrame:
    ranks = np.stack([one.levels for one in matrix.reads], axis=1)
    found = matrix.places
    counts = {
        name: pl.Series((np.isin(ranks, held)).sum(axis=1), dtype=pl.Int64)
        for name, held in (
            ("high", (RANK[Level.HIGH],)),
            ("medium", (RANK[Level.MEDIUM],)),
            ("low", (RANK[Level.LOW],)),
            ("no_data", (NO_DATA, NOT_JUDGED)),
        )
    }
    cells: list[pl.Series] = []
    for column, seen in zip(matrix.columns, matrix.reads, strict=True):
        cells += cell_columns(column, seen)
    return (
        matrix.practices.with_columns(
            order=pl.Series(found.order),
            order_low=pl.Series(found.order_low),
            order_high=pl.Series(found.order_high),
            **counts,
        )
        .with_columns(cells)
        .sort("order", "practice_code")
    )


def cell_columns(column: Column, seen: Read) -> tuple[pl.Series, pl.Series, pl.Series]:
    """A criterion's level, the value it was read from (text for a rating) and the period."""
    name = f"c{column.criterion.number:02d}"
    words = pl.Series(f"{name}_level", seen.levels).replace_strict(_WORDS, return_dtype=pl.String)
    value, period = _deciding(column, seen)
    return words, value.alias(f"{name}_value"), period.alias(f"{name}_period")


def _deciding(column: Column, seen: Read) -> tuple[pl.Series, pl.Series]:
    size = len(seen.levels)
    if not column.readings:
        return pl.Series([None] * size, dtype=pl.Float64), pl.Series([None] * size, dtype=pl.String)
    field = "category" if column.readings[0].measure.concern == "category" else "value"
    chosen = pl.Series(seen.deciding)
    made = pl.select(
        value=_chosen(column.readings, chosen, field),
        period=_chosen(column.readings, chosen, "period"),
    )
    return made["value"], made["period"]


def _chosen(readings: Sequence[Reading], chosen: pl.Series, field: str) -> pl.Expr:
    return pl.coalesce(
        pl.when(chosen == place).then(pl.lit(one.table[field]))
        for place, one in enumerate(readings)
    )


def compare(first: Matrix, second: Matrix) -> pl.DataFrame:
    """Where two rule sets differ: one row for each practice and criterion whose level changes.

    Columns practice_code, criterion, level_first, level_second, order_first, order_second and
    order_move (places moved up; below nought is down). A practice that moves without a change of
    level has one row with no criterion.
    """
    both = _long(first).join(
        _long(second), on=["practice_code", "criterion"], how="inner", suffix="_second"
    )
    moves = (
        _orders(first)
        .join(_orders(second), on="practice_code", suffix="_second")
        .select(
            "practice_code",
            order_first="order",
            order_second="order_second",
            order_move=pl.col("order") - pl.col("order_second"),
        )
    )
    changed = both.filter(pl.col("level") != pl.col("level_second")).rename(
        {"level": "level_first"}
    )
    told = moves.join(changed, on="practice_code", how="left")
    return (
        told.filter(pl.col("criterion").is_not_null() | (pl.col("order_move") != 0))
        .select(
            "practice_code", "criterion", "level_first", "level_second",
            "order_first", "order_second", "order_move",
        )
        .sort("practice_code", "criterion")
    )  # fmt: skip


def _long(matrix: Matrix) -> pl.DataFrame:
    return pl.concat(
        matrix.practices.select("practice_code").with_columns(
            criterion=pl.lit(column.criterion.number, dtype=pl.Int64),
            level=cell_columns(column, seen)[0],
        )
        for column, seen in zip(matrix.columns, matrix.reads, strict=True)
    )


def _orders(matrix: Matrix) -> pl.DataFrame:
    return matrix.practices.select("practice_code", order=pl.Series(matrix.places.order))
