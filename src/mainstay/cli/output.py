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
        table.write_csv(sys.stdout, float_precision=None)
    elif style == "json":
        _emit_json(table)
    elif table.is_empty():
        click.echo(empty)
    else:
        _emit_table(table)


def _emit_json(table: pl.DataFrame) -> None:
    records = table.to_dicts()
    json.dump(records, sys.stdout, default=_plain, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _emit_table(table: pl.DataFrame) -> None:
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for name, kind in table.schema.items():
        grid.add_column(name, justify="right" if kind.is_numeric() else "left", no_wrap=True)
    for row in table.iter_rows():
        grid.add_row(*(_cell(value) for value in row))
    screen = Console()
    wide = screen if screen.is_terminal else Console(width=400)
    wide.print(grid)


def _cell(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
