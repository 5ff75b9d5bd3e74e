"""Commands that ask: indicators, matrix, pack."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import polars as pl

from mainstay.cli.data import progress_bar
from mainstay.cli.options import Code, as_of_option, require_held, with_home
from mainstay.cli.output import emit, format_option, numbers_as_numbers, to_four_decimals
from mainstay.library import Home
from mainstay.terms.errors import MainstayError

if TYPE_CHECKING:
    from mainstay.library.known import Known

JUDGEMENTS_HELP = (
    "A CSV file of judgements: practice_code, criterion (1 to 16, or impact), level, reason, "
    "by, on."
)
rules_option = click.option(
    "--rules", default="gprp-2016", show_default=True, help="The rule set to read the matrix by."
)
judgements_option = click.option(
    "--judgements",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help=JUDGEMENTS_HELP,
)


def _known(home: Home, as_of: date) -> "Known":
    require_held(home)
    known = home.known(as_of)
    with progress_bar("Working out figures") as tick:
        known.build(tick)
    return known


@click.command()
@click.option("--practice", type=Code(), default=None, metavar="CODE", help="Only this practice.")
@click.option("--indicator", default=None, metavar="ID", help="Only this indicator.")
@as_of_option
@format_option
@with_home
def indicators(
    practice: str | None, indicator: str | None, as_of: date, style: str, home: Home
) -> None:
    """List every figure: value, 95% interval, comparisons, and why a value is missing."""
    known = _known(home, as_of)
    table = known.indicator_table(practice=practice, indicator=indicator)
    if style == "table":
        table = to_four_decimals(_to_read(table), "value")
    elif style == "json":
        table = numbers_as_numbers(table, "value")
    emit(table, style, empty="There are no figures for that, as known on this day.")


def _to_read(table: pl.DataFrame) -> pl.DataFrame:
    """The newest period of each figure, and the columns that fit on a screen."""
    newest = table.group_by("practice_code", "indicator_id", maintain_order=True).last()
    return newest.select(
        "practice_code",
        "indicator_id",
        "period",
        "value",
        "lower",
        "upper",
        "england",
        "area",
        "similar",
        missing=pl.col("missing_reason").fill_null(""),
    )


@click.command()
@click.option(
    "--area", type=Code(), default=None, metavar="CODE", help="A PCN, sub-ICB, ICB or region."
)
@as_of_option
@rules_option
@judgements_option
@format_option
@with_home
def matrix(
    area: str | None, as_of: date, rules: str, judgements: Path | None, style: str, home: Home
) -> None:
    """Show the support matrix: sixteen criteria, and an order for conversations with its range."""
    known = _known(home, as_of)
    _tell_of_judgements(known, judgements, rules)
    table = known.matrix(area=area, rules=rules, judgements=judgements).frame()
    if style == "table":
        table = _at_a_glance(table)
    emit(table, style, empty="No practices are known there on this day.")
    if style == "table":
        click.echo(KEY)


def _tell_of_judgements(known: "Known", judgements: Path | None, rules: str) -> None:
    """Nobody should think that a judgement counted which did not."""
    if judgements is not None:
        for sentence in known.judgements_not_used(judgements, rules):
            click.echo(f"Judgements: {sentence}", err=True)


KEY = "H high, M medium, L low scope for support; - no data; ? not yet judged."
MARKS = {"high": "H", "medium": "M", "low": "L", "no_data": "-", "not_yet_judged": "?"}


def _at_a_glance(table: pl.DataFrame) -> pl.DataFrame:
    """The matrix with one letter a criterion, to fit on a screen."""
    levels = [name for name in table.columns if name.endswith("_level")]
    return table.select(
        "practice_code",
        pl.col("practice_name").str.slice(0, 32),
        "order",
        range=pl.format("{} to {}", "order_low", "order_high"),
        high="high",
        medium="medium",
        **{name[1:3]: pl.col(name).replace_strict(MARKS) for name in levels},
    )


@click.command()
@click.argument("codes", nargs=-1, type=Code(), metavar="CODE...")
@click.option(
    "--area", type=Code(), default=None, metavar="CODE", help="An area, and each of its practices."
)
@as_of_option
@rules_option
@judgements_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write CODE.html and CODE.pdf to.",
)
@with_home
def pack(
    codes: tuple[str, ...],
    area: str | None,
    as_of: date,
    rules: str,
    judgements: Path | None,
    out: Path,
    home: Home,
) -> None:
    """Write the data pack of a practice, or of an area and its practices, as HTML and PDF."""
    if not codes and not area:
        raise MainstayError("Say which practices: give their codes, or --area CODE.")
    known = _known(home, as_of)
    _tell_of_judgements(known, judgements, rules)
    with progress_bar("Writing packs") as tick:
        written = known.write_packs(
            codes=codes, area=area, rules=rules, judgements=judgements, out=out, progress=tick
        )
    for path in written:
        click.echo(path)
    if not written:
        sys.exit(1)
