"""The command that makes the demo, and opens its doors."""

import os

import click

from mainstay.cli.options import MADE_UP, now, with_home
from mainstay.library import Home

WIDTH = 22


@click.command()
@with_home
def demo(home: Home) -> None:
    """Make up a whole programme on a made-up England, and print a way in for each role.

    A home that holds real data, or records of somebody's own, is refused. Where the demo is there
    already it stays as it is, and new links are printed.
    """
    os.environ["MAINSTAY_HOME"] = str(home.path)
    from mainstay.config.records import prepare  # Django is slow to start: only here

    prepare()
    from mainstay.cli.demo import making

    if not making.is_there():
        making.require_room(home)
        click.echo("Making up a programme: this takes about a minute.")
        making.make(home, now())
    click.echo(MADE_UP)
    _print_doors()


def _print_doors() -> None:
    from mainstay.cli.demo.ways_in import ways_in
    from mainstay.cli.demo.words import PASSWORD

    click.echo("Sign in by one of these links, once the server runs. Each works once:")
    for one in ways_in():
        click.echo(f"\n  {one.role:<{WIDTH}} {one.name}, {one.home}\n  {'':<{WIDTH}} {one.link}")
    click.echo(
        f"\nEverybody's password is: {PASSWORD}\n"
        "mainstay demo prints new links, as often as you like."
    )
