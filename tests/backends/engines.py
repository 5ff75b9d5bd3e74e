"""The same rows on each engine, and results brought back in one order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

Row = dict[str, Any]
Table = nw.LazyFrame[Any]
Schema = Mapping[str, Any]


def on_polars(rows: Sequence[Row], schema: Schema) -> Table:
    return nw.from_native(pl.LazyFrame(list(rows), schema=dict(schema)))


class OnDuckDB:
    """Puts rows into tables of one in-memory database."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.made = 0

    def __call__(self, rows: Sequence[Row], schema: Schema) -> Table:
        self.made += 1
        name = f"table_{self.made}"
        self.connection.register(name, pl.DataFrame(list(rows), schema=dict(schema)).to_arrow())
        return nw.from_native(self.connection.table(name))


Engine = Callable[[Sequence[Row], Schema], Table]


def engines() -> dict[str, Engine]:
    return {"polars": on_polars, "duckdb": OnDuckDB()}


def collected(table: Table) -> pl.DataFrame:
    return table.collect("polars").to_native()


def ordered(rows: Sequence[Row], keys: Sequence[str]) -> list[Row]:
    return sorted(rows, key=lambda row: tuple(str(row[key]) for key in keys))
