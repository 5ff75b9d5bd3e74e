"""The matrix as tables: one row a practice, and the differences between two matrices."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from mainstay.analysis.matrix_levels import NO_DATA, NOT_JUDGED, RANK, Read, Reading, level_of
from mainstay.analysis.matrix_order import Column
from mainstay.terms.levels import Level

if TYPE_CHECKING:
    from mainstay.analysis.matrix import Matrix

_WORDS = {rank: level_of(rank).value.replace(" ", "_") for rank in range(NOT_JUDGED, 4)}
_UNKNOWN = [_WORDS[NO_DATA], _WORDS[NOT_JUDGED]]


def frame(matrix: "Matrix") -> pl.DataFrame:
    """One row a practice, in order: place, range, counts, and c01_level to c16_period."""
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


def compare(first: "Matrix", second: "Matrix") -> pl.DataFrame:
    """Where two rule sets differ: one row for each practice and criterion whose level changes.

    Columns practice_code, criterion, level_first, level_second, order_first, order_second and
    order_move (places moved up; below nought is down). A practice that moves without a change of
    level has one row with no criterion. Having no data and awaiting a judgement are alike here.
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
    told = pl.any_horizontal(~pl.col("level", "level_second").is_in(_UNKNOWN))
    changed = both.filter(told & (pl.col("level") != pl.col("level_second"))).rename(
        {"level": "level_first"}
    )
    joined = moves.join(changed, on="practice_code", how="left")
    return (
        joined.filter(pl.col("criterion").is_not_null() | (pl.col("order_move") != 0))
        .select(
            "practice_code", "criterion", "level_first", "level_second",
            "order_first", "order_second", "order_move",
        )
        .sort("practice_code", "criterion")
    )  # fmt: skip


def _long(matrix: "Matrix") -> pl.DataFrame:
    return pl.concat(
        matrix.practices.select("practice_code").with_columns(
            criterion=pl.lit(column.criterion.number, dtype=pl.Int64),
            level=cell_columns(column, seen)[0],
        )
        for column, seen in zip(matrix.columns, matrix.reads, strict=True)
    )


def _orders(matrix: "Matrix") -> pl.DataFrame:
    return matrix.practices.select("practice_code", order=pl.Series(matrix.places.order))
