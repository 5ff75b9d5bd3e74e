"""Which rows of the matrix a person asked for, and in what order."""

from dataclasses import dataclass

import polars as pl
from django.http import QueryDict

from mainstay.terms.levels import Level
from mainstay.web.layout.paging import Sort


def level_slug(level: Level) -> str:
    """A level as the matrix's columns write it."""
    return level.value.replace(" ", "_")


WORST_LAST = (Level.NOT_JUDGED, Level.NO_DATA, Level.LOW, Level.MEDIUM, Level.HIGH)
RANK = {level_slug(level): rank for rank, level in enumerate(WORST_LAST)}
PLAIN_SORTS = {
    "order": "order",
    "name": "practice_name",
    "list": "list_size",
    "high": "high",
    "no_data": "without_data",
}


@dataclass(frozen=True)
class Filters:
    """An empty text or None is no filter."""

    name: str
    criterion: int | None
    level: str
    no_data: bool
    smallest: int | None
    largest: int | None
    contract: str

    @property
    def any(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS = Filters("", None, "", False, None, None, "")


def read_filters(query: QueryDict, criteria: int) -> Filters:
    """What cannot be read is no filter: a half-typed form still answers."""
    number = _number(query.get("criterion", ""))
    level = query.get("level", "")
    both = number is not None and 1 <= number <= criteria and level in RANK
    return Filters(
        name=query.get("name", "").strip()[:80],
        criterion=number if both else None,
        level=level if both else "",
        no_data=query.get("no_data") == "yes",
        smallest=_number(query.get("smallest", "")),
        largest=_number(query.get("largest", "")),
        contract=query.get("contract", ""),
    )


def filtered(table: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """The rows that meet every filter. A missing list size meets no bound."""
    wanted = [pl.lit(True)]
    for word in filters.name.lower().split():
        text = pl.concat_str("practice_code", pl.lit(" "), "practice_name").str.to_lowercase()
        wanted.append(text.str.contains(word, literal=True))
    if filters.criterion is not None:
        wanted.append(pl.col(level_column(filters.criterion)) == filters.level)
    if filters.no_data:
        wanted.append(pl.col("without_data") > 0)
    if filters.smallest is not None:
        wanted.append(pl.col("list_size") >= filters.smallest)
    if filters.largest is not None:
        wanted.append(pl.col("list_size") <= filters.largest)
    if filters.contract:
        wanted.append(pl.col("contract") == filters.contract)
    return table.filter(pl.all_horizontal(wanted))


def ordered(table: pl.DataFrame, sort: Sort) -> pl.DataFrame:
    """Ties stand in the order for conversations; missing values come last either way."""
    if sort.key in PLAIN_SORTS:
        key = pl.col(PLAIN_SORTS[sort.key])
    else:
        levels = pl.col(level_column(int(sort.key[1:])))
        key = levels.replace_strict(RANK, default=None, return_dtype=pl.Int8)
    return table.sort(
        key, "order", "practice_code", descending=[sort.descending, False, False], nulls_last=True
    )


def sort_keys(criteria: int) -> tuple[str, ...]:
    return (*PLAIN_SORTS, *(f"c{number:02d}" for number in range(1, criteria + 1)))


def level_column(number: int) -> str:
    return f"c{number:02d}_level"


def _number(text: str) -> int | None:
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 8 else None
