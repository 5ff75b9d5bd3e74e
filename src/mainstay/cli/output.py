"""How a listing is printed: a table for a person, CSV or JSON for a program."""

import json
import sys
from datetime import date
from typing import Any

import click
import polars as pl
from rich.console import Console
from rich.table import Table

FORMATS = ("table", "csv", "json")
NOTHING = "No data"
LONG = 32  # characters of a cell that may be folded where the screen is too narrow
UNBOUNDED = 4000  # characters of a line where no screen limits it
PIECE = 20_000  # rows of text in memory at once

format_option = click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print: a table to read, or CSV or JSON for another program.",
)


def emit(table: pl.DataFrame, style: str, *, empty: str) -> None:
    """Print a table in the style asked for; `empty` is the sentence for a table of no rows."""
    if style == "csv":
        _emit_csv(table)
    elif style == "json":
        _emit_json(table)
    elif table.is_empty():
        click.echo(empty)
    else:
        _emit_table(table)


def _emit_csv(table: pl.DataFrame) -> None:
    """Written by Python: what Polars says of a reader who left is not a broken pipe."""
    sys.stdout.write(table.clear().write_csv())
    for piece in table.iter_slices(PIECE):
        sys.stdout.write(piece.write_csv(include_header=False))


def _emit_json(table: pl.DataFrame) -> None:
    records = table.to_dicts()
    json.dump(records, sys.stdout, default=_plain, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def numbers_as_numbers(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """A column that holds numbers and words as text, so that JSON gives each as what it is."""
    if table.schema[name] != pl.String:
        return table
    values = [_number(value) for value in table[name]]
    return table.with_columns(pl.Series(name, values, dtype=pl.Object))


def to_four_decimals(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """Such a column with its numbers as a person reads them."""
    if table.schema[name] != pl.String:
        return table
    return table.with_columns(pl.Series(name, [shown(_number(value)) for value in table[name]]))


def _number(value: str | None) -> float | str | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        return value


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _emit_table(table: pl.DataFrame) -> None:
    grid = Table(box=None, header_style="bold", pad_edge=False)
    folding = _folding(table)
    for name, kind in table.schema.items():
        grid.add_column(
            name,
            justify="right" if kind.is_numeric() else "left",
            no_wrap=name not in folding,
            overflow="fold" if name in folding else "ellipsis",
        )
    for row in table.iter_rows():
        grid.add_row(*(shown(value) for value in row))
    plain = {"markup": False, "emoji": False, "highlight": False}  # names of files are no markup
    screen = Console(**plain)
    (screen if screen.is_terminal else Console(width=UNBOUNDED, **plain)).print(grid)


def _folding(table: pl.DataFrame) -> set[str]:
    """The columns that may go over several lines: the last of text, and others as long."""
    words = table.select(pl.col(pl.String))
    longest = words.select(pl.all().str.len_chars().max()).row(0, named=True)
    return {*words.columns[-1:], *(name for name, most in longest.items() if (most or 0) > LONG)}


def shown(value: Any) -> str:
    """A cell as a person reads it."""
    if value is None:
        return NOTHING
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
