"""Commands that make or show: synthesise, serve."""

from pathlib import Path

import click

from mainstay.cli.data import progress_bar
from mainstay.cli.options import with_home
from mainstay.library import Home


@click.command()
@click.option("--practices", type=click.IntRange(20, 20_000), default=300, show_default=True)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="The same seed, the same files.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to.",
)
def synthesise(practices: int, seed: int, out: Path) -> None:
    """Write a made-up England in the publishers' own layouts, for trying things out.

    No practice, place or number in it is real.
    """
    from mainstay.library.made_up import write_made_up  # slow to load: only here

    with progress_bar("Making up an England") as tick:
        files = write_made_up(out, practices=practices, seed=seed, progress=tick)
    click.echo(f"{files:,} made-up files are in {out}. Take them in with: mainstay import {out}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 16), default=1, show_default=True)
@with_home
def serve(host: str, port: int, workers: int, home: Home) -> None:
    """Show the pages in a browser, until you press Ctrl+C.

    Published figures need no sign-in: keep the address on this machine or behind your own gateway.
    """
    from mainstay.config.serving import serve_pages  # Django is slow to start: only here

    serve_pages(home.path, host=host, port=port, workers=workers)
