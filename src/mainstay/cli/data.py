"""Commands about the files: import, releases, verify."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

import click
import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from mainstay.cli.options import Day, Stretch, mark_made_up, now, with_home
from mainstay.cli.output import emit, format_option
from mainstay.library import Home


class Tick(Protocol):
    def __call__(self, done: int, total: int, what: str = "") -> None: ...


@contextmanager
def progress_bar(title: str) -> Iterator[Tick]:
    """A bar on the error stream, only where a person is watching."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(title, total=None)

        def tick(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, description=what or title)

        yield tick


@click.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH...",
)
@click.option(
    "--published",
    type=Day(),
    default=None,
    help="The day these files were published, where neither they nor Mainstay's calendar say.",
)
@click.option(
    "--period",
    type=Stretch(),
    default=None,
    metavar="PERIOD",
    help="What the file measures (2018-19, 2019, 2026-07...), where it does not say.",
)
@format_option
@with_home
def import_(
    paths: tuple[Path, ...], published: date | None, period: str | None, style: str, home: Home
) -> None:
    """Take in published files, or folders of them.

    Each file is recognised by what is in it. A file that cannot be taken in is named with the
    reason and what to do; the others still go in. Exit status 1 says that there was one; a guide
    or a picture in a zip is named and does not count.
    """
    with progress_bar("Reading files") as tick:
        outcomes = home.take_in(paths, published=published, period=period, now=now(), progress=tick)
    mark_made_up(home)
    table = pl.DataFrame(
        [
            {
                "file": str(one.file),
                "publication": one.publication,
                "period": one.period,
                "rows": one.rows,
                "result": one.sentence,
            }
            for one in outcomes
        ],
        schema={
            "file": pl.String,
            "publication": pl.String,
            "period": pl.String,
            "rows": pl.Int64,
            "result": pl.String,
        },
    )
    emit(table, style, empty="There were no files there.")
    if style == "table":
        for sentence in home.lost_joins():
            click.echo(sentence)
    if not outcomes or any(one.refused for one in outcomes):
        sys.exit(1)


@click.command()
@format_option
@with_home
def releases(style: str, home: Home) -> None:
    """List what is held: publication, period, day published, rows."""
    mark_made_up(home)
    table = home.releases_table()
    if style == "table":
        shown = ("publication", "period", "part", "published", "published_from", "rows", "file")
        table = table.select(shown).with_columns(pl.col("part").fill_null(""))
    emit(
        table,
        style,
        empty=f"Nothing is held in {home.path} yet. Take files in with: mainstay import PATH",
    )


@click.command()
@with_home
def verify(home: Home) -> None:
    """Hash everything that is held again, and say what does not match."""
    if not home.archive.root.exists():
        click.echo(f"Nothing is held in {home.path} yet: there is nothing to check.")
        return
    with progress_bar("Checking releases") as tick:
        faults = home.faults(progress=tick)
    for sentence in faults:
        click.echo(sentence)
    if faults:
        sys.exit(1)
    count = len(home.releases())
    click.echo(f"{count:,} releases checked. Every file and table is as it was taken in.")
