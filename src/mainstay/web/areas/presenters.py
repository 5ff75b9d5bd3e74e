"""The matrix of an area as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import polars as pl

from mainstay.library import Known
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, RuleSet
from mainstay.web.areas.filters import level_column, level_slug

CLASSES = {level_slug(level): level.name.lower() for level in Level}
WORDS = {
    level_slug(level): word
    for level, word in (
        (Level.HIGH, "High"),
        (Level.MEDIUM, "Medium"),
        (Level.LOW, "Low"),
        (Level.NO_DATA, "No data"),
        (Level.NOT_JUDGED, "Not judged"),
    )
}


@lru_cache(maxsize=32)
def area_table(known: Known, area: str | None, rules: str) -> pl.DataFrame:
    """The matrix with each practice's list size, contract and count of missing data beside it."""
    matrix = known.matrix(area=area, rules=rules).frame()
    levels = [name for name in matrix.columns if name.endswith("_level")]
    missing = level_slug(Level.NO_DATA)
    matrix = matrix.with_columns(
        without_data=pl.sum_horizontal(pl.col(name) == missing for name in levels)
    )
    sizes = known.practices().select("practice_code", "list_size")
    return matrix.join(sizes, on="practice_code", how="left").join(
        _contracts(known), on="practice_code", how="left"
    )


@lru_cache(maxsize=8)
def _contracts(known: Known) -> pl.DataFrame:
    figures = known.figures(indicator="contract", latest=True)
    return figures.select("practice_code", contract="category").unique("practice_code")


def contracts(table: pl.DataFrame) -> list[str]:
    return table["contract"].drop_nulls().unique().sort().to_list()


@dataclass(frozen=True)
class Cell:
    css: str
    word: str


@dataclass(frozen=True)
class Line:
    code: str
    name: str
    list_size: int | None
    order: int
    order_low: int
    order_high: int
    high: int
    cells: list[Cell]


_CELLS = {level: Cell(CLASSES[level], word) for level, word in WORDS.items()}


def lines(table: pl.DataFrame, criteria: int) -> Iterator[Line]:
    """One line a practice, with a cell for each criterion."""
    levels = [level_column(number) for number in range(1, criteria + 1)]
    for row in table.iter_rows(named=True):
        yield Line(
            row["practice_code"],
            row["practice_name"],
            row["list_size"],
            row["order"],
            row["order_low"],
            row["order_high"],
            row["high"],
            [_CELLS[row[level]] for level in levels],
        )


def criterion_groups(rules: RuleSet) -> list[tuple[str, list[Criterion]]]:
    return [(name, list(found)) for name, found in groupby(rules.criteria, lambda one: one.group)]


@dataclass(frozen=True)
class Move:
    """Where a practice stands by two rule sets, and which criteria read differently."""

    code: str
    name: str
    first: int
    second: int
    changes: list[tuple[int, Cell, Cell]]

    @property
    def words(self) -> str:
        places = self.first - self.second
        if not places:
            return "Same place"
        return f"{abs(places):,} {'earlier' if places > 0 else 'later'}"


def moves(first: pl.DataFrame, second: pl.DataFrame, criteria: int) -> pl.DataFrame:
    """Both orders side by side, largest move first."""
    levels = [level_column(number) for number in range(1, criteria + 1)]
    both = first.select("practice_code", "practice_name", "order", *levels).join(
        second.select("practice_code", "order", *levels), on="practice_code", suffix="_second"
    )
    changed = pl.sum_horizontal(pl.col(one) != pl.col(f"{one}_second") for one in levels)
    distance = (pl.col("order").cast(pl.Int64) - pl.col("order_second").cast(pl.Int64)).abs()
    return both.with_columns(changed=changed, distance=distance).sort(
        "distance", "changed", "order", descending=[True, True, False]
    )


def move_lines(table: pl.DataFrame, criteria: int) -> Iterator[Move]:
    for row in table.iter_rows(named=True):
        yield Move(
            row["practice_code"],
            row["practice_name"],
            row["order"],
            row["order_second"],
            list(_changes(row, criteria)),
        )


def _changes(row: dict, criteria: int) -> Iterator[tuple[int, Cell, Cell]]:
    for number in range(1, criteria + 1):
        first, second = row[level_column(number)], row[f"{level_column(number)}_second"]
        if first != second:
            yield number, _CELLS[first], _CELLS[second]
