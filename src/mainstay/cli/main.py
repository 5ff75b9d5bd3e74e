"""`mainstay`: take in published files, ask what they say, and show it."""

import os
import sys
from pathlib import Path
from typing import Any

import click

import mainstay
from mainstay.cli import answers, data, people, service
from mainstay.cli.demo.command import demo
from mainstay.cli.options import FOLDER, HOME_HELP
from mainstay.terms.errors import MainstayError


class Plain(click.Group):
    """A group whose errors are one plain sentence on the error stream, never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except MainstayError as error:
            click.echo(f"mainstay: {error}", err=True)
            sys.exit(1)
        except OSError as error:
            click.echo(f"mainstay: {_of_the_machine(error)}", err=True)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _nobody_reads()
            sys.exit(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _of_the_machine(error: OSError) -> MainstayError:
    where = f"{error.filename}: " if error.filename else ""
    return MainstayError(
        f"{where}{error.strerror or error}.",
        advice="Check that the folder is there, that you may write to it and that there is room, "
        "or choose another.",
    )


def _nobody_reads() -> None:
    """Python flushes once more at its end, and would complain there."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(mainstay.__version__, message="Mainstay %(version)s")
@click.option("--home", type=FOLDER, envvar="MAINSTAY_HOME", default=None, help=HOME_HELP)
def main(home: Path | None) -> None:
    """Mainstay runs general practice resilience programmes.

    Drop in the files that NHS England, the CQC and others publish. Then see which practices
    need support and why, as known on any day.

    \b
    A first session, with made-up data:
      mainstay synthesise --practices 200 --seed 1 --out made-up
      mainstay --home demo import made-up
      mainstay --home demo matrix
      mainstay --home demo serve
    """


for command in (
    data.import_,
    data.releases,
    answers.indicators,
    answers.matrix,
    answers.pack,
    data.verify,
    service.synthesise,
    demo,
    service.serve,
    service.work,
    people.people,
    people.audit,
):
    main.add_command(command)
