"""Commands about people and what they did."""

import sys
from typing import TextIO

import click

from mainstay.cli.options import now, with_records
from mainstay.terms.errors import MainstayError

KINDS = ("office", "support-unit", "practice", "partner", "steering-group")


@click.group()
def people() -> None:
    """Set up organisations, and invite the first person of each."""


@people.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--code", default="", help="Its ODS code. A practice always has one.")
@with_records
def found(name: str, kind: str, code: str) -> None:
    """Set up an organisation."""
    from mainstay.accounts.actions import found_organisation
    from mainstay.accounts.roles import Kind

    made = found_organisation(kind=Kind(kind), name=name, code=code, now=now())
    click.echo(f"{made.name} is organisation {made.pk}.")


@people.command()
@click.argument("email")
@click.option("--organisation", type=int, required=True, help="Its number, as `found` told it.")
@click.option("--role", required=True, help="Such as office-lead, or practice-lead.")
@with_records
def invite(email: str, organisation: int, role: str) -> None:
    """Invite a person, and print the link."""
    from mainstay.accounts.actions import invite
    from mainstay.accounts.models import Organisation
    from mainstay.web.people.links import invitation_link

    found = Organisation.objects.filter(pk=organisation).first()
    if found is None:
        raise MainstayError(f"There is no organisation {organisation}.")
    made, secret = invite(email=email, organisation=found, role=_role(role), by=None, now=now())
    click.echo(f"{made.email} can join {found} until {made.expires:%d %B %Y} with this link:")
    click.echo(invitation_link(secret))


@people.command("reset-second-factor")
@click.argument("email")
@with_records
def reset_second_factor(email: str) -> None:
    """Let a person who lost phone and codes set up a second step anew. Make sure who asks."""
    from mainstay.accounts.models import Person
    from mainstay.accounts.sessions import reset_second_step

    found = Person.objects.filter(email__iexact=email).first()
    if found is None:
        raise MainstayError(f"There is nobody with the address {email}.")
    lost = reset_second_step(person=found, now=now())
    click.echo(f"{found.email} had {lost} and now has none, and is signed out everywhere.")


@people.command()
@with_records
def mail() -> None:
    """How much mail waits, went, or could not be sent."""
    from mainstay.accounts.mail.queries import counts, given_up

    for state, number in counts().items():
        click.echo(f"{state.label}: {number:,}")
    for one in given_up(now()):
        click.echo(
            f"{one.at:%d %B %Y}, {one.get_kind_display().lower()} to {one.to}: {one.problem}"
        )


def _role(text: str):  # type: ignore[no-untyped-def]
    from mainstay.accounts.roles import Role

    try:
        return Role(text)
    except ValueError as error:
        raise MainstayError(
            f"There is no role '{text}'.", advice=f"There are: {', '.join(Role.values)}."
        ) from error


@click.group()
def audit() -> None:
    """The log of who did what."""


@audit.command("verify")
@with_records
def verify_log() -> None:
    """Check that no entry was changed, taken out or moved; ends with 1 where one was."""
    sys.exit(told(sys.stdout))


def told(stream: TextIO) -> int:
    """Write whether the log is whole, and what is wrong with it; 1 where something is."""
    from mainstay.accounts.audit import problems
    from mainstay.accounts.models import Tail

    found = list(problems())
    for problem in found:
        click.echo(problem, file=stream)
    if found:
        return 1
    tail = Tail.objects.get()
    click.echo(f"The log is whole: {tail.number:,} entries. It ends with {tail.hash}.", stream)
    return 0
