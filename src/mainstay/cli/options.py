"""Options that several commands share."""

import functools
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

import mainstay
from mainstay.library import Home
from mainstay.terms.errors import MainstayError
from mainstay.terms.periods import Period

DEFAULT_HOME = Path.home() / ".mainstay"
MADE_UP = "Made-up data: no practice, place or person in it is real."
HOME_HELP = (
    "The folder where Mainstay keeps its data. MAINSTAY_HOME does the same; "
    "otherwise it is .mainstay in your own folder."
)
FOLDER = click.Path(file_okay=False, path_type=Path)


class Day(click.ParamType):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date. Write it as 2019-12-31.", param, ctx)


class Code(click.ParamType):
    """The code of a practice or area, in capitals however it is typed."""

    name = "code"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        return str(value).strip().upper()


class Stretch(click.ParamType):
    """A period as its publishers label it: a year, a quarter, a month or a day."""

    name = "period"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            return Period.parse(str(value)).label
        except ValueError:
            self.fail(
                f"'{value}' is not a period. Write a financial year as 2018-19, a year as 2019, "
                "a quarter as 2016-Q1, a month as 2026-07 or a day as 2026-07-01.",
                param,
                ctx,
            )


def with_home(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `home`, opened from --home after or before its name, or MAINSTAY_HOME."""

    @click.option("--home", "folder", type=FOLDER, default=None, help=HOME_HELP)
    @click.pass_context
    @functools.wraps(command)
    def run(ctx: click.Context, *args: Any, folder: Path | None, **kwargs: Any) -> Any:
        chosen = folder or ctx.find_root().params.get("home") or DEFAULT_HOME
        return command(*args, home=mainstay.open_home(chosen), **kwargs)

    return run


def with_records(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command Django and the home folder's records, with their tables up to date."""

    @with_home
    @functools.wraps(command)
    def run(*args: Any, home: Home, **kwargs: Any) -> Any:
        os.environ["MAINSTAY_HOME"] = str(home.path)
        from mainstay.config.records import prepare  # Django is slow to start: only here

        prepare()
        return command(*args, **kwargs)

    return run


def require_held(home: Home) -> None:
    """Raise MainstayError where nothing is held; say once where what is held is made up."""
    if not home.releases():
        raise MainstayError(
            f"Nothing is held in {home.path} yet: mainstay import PATH takes files in."
        )
    mark_made_up(home)


def mark_made_up(home: Home) -> None:
    """Say on the error stream that a home's data are made up, where they are."""
    if home.synthetic:
        click.echo(MADE_UP, err=True)


as_of_option = click.option(
    "--as-of",
    type=Day(),
    default=lambda: now().date(),
    show_default="today",
    help="Answer as things were known on this day (YYYY-MM-DD).",
)


def now() -> datetime:
    """The time on this machine: the one place where the command asks a clock."""
    return datetime.now(tz=UTC)


def today() -> date:
    return now().date()
