"""Commands that make, show or work: synthesise, serve, work."""

from pathlib import Path

import click

from mainstay.cli.data import progress_bar
from mainstay.cli.options import now, with_home, with_records
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
@click.option("--with-worker", is_flag=True, help="Also do what `mainstay work` does.")
@with_home
def serve(host: str, port: int, workers: int, with_worker: bool, home: Home) -> None:
    """Show the pages in a browser, until you press Ctrl+C.

    Published figures need no sign-in: keep the address on this machine or behind your own gateway.
    """
    from mainstay.config.serving import serve_pages  # Django is slow to start: only here

    serve_pages(home.path, host=host, port=port, workers=workers, with_worker=with_worker)


@click.command()
@click.option("--once", is_flag=True, help="Do what there is to do now, and end.")
@with_records
def work(once: bool) -> None:
    """Send mail and remind people of what is due, until you press Ctrl+C.

    Several may run at once: each mail is sent by one of them.
    """
    from mainstay.config import working

    if once:
        working.work_off(now())
    else:
        click.echo("The worker is at work  (Ctrl+C stops it)")
        working.work()
