"""An agreement as it is read: its words, who signed them when, and who has yet to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate, localtime

from mainstay.accounts.made_up import made_up
from mainstay.accounts.models import Person
from mainstay.accounts.roles import Kind
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.parts import Ending, Form
from mainstay.programme.agreements.words import kept
from mainstay.reports import agreement as report
from mainstay.reports.document import Document
from mainstay.terms.agreements import Worded
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.wording import day


@dataclass(frozen=True)
class Line:
    """A party of an agreement. `must`: whether the agreement waits for it."""

    party: Kind
    organisation: str
    must: bool
    signature: object | None


def lines(selection, held) -> list[Line]:
    """Each party with its signature, if it has given one."""
    form = Form(held.form)
    signed = {one.party: one for one in held.signatures.all()}
    wanted = queries.wanted(selection, form)
    return [
        Line(one, queries.organisation(selection, one).name, one in wanted, signed.get(one))
        for one in queries.parties(selection, form)
    ]


def to_sign(selection, held, person: Person) -> list[Line]:
    """The parties that a person may sign for and that have not signed."""
    return [
        one
        for one in lines(selection, held)
        if one.signature is None and policies.can_sign(person, selection, one.party)
    ]


def read(held) -> tuple[Worded | None, str]:
    """The words of an agreement, or the sentence on why they cannot be trusted."""
    try:
        return kept(held), ""
    except MainstayError as error:
        return None, str(error)


def moment(at: datetime) -> str:
    """2 November 2026 at 09:30, where its readers live."""
    here = localtime(at)
    return f"{day(here.date())} at {here:%H:%M}"


def when(signature) -> str:
    """When somebody signed: on paper only the day is known."""
    return day(signature.signed_on) if signature.paper_id else moment(signature.at)


def document(selection, held) -> Document:
    """The agreement in print. Raises MainstayError where its words were changed."""
    return report.agreement(
        kept(held),
        selection.practice.name,
        list(_signed(selection, held)),
        on=_last_day(held),
        synthetic=made_up(),
        remark=ended(held),
    )


def ended(held) -> str:
    """Why words hold no more; empty while they do."""
    if held.ended is None:
        return ""
    on = day(localdate(held.ended))
    if held.ending == Ending.REPLACED:
        return f"New words took the place of these on {on}. The reason: {held.why_ended}"
    word = "withdrew this consent" if held.ending == Ending.WITHDRAWN else "declined this"
    return f"{held.ended_by.name} {word} on {on}."


def _signed(selection, held) -> Iterator[report.Signed]:
    for one in lines(selection, held):
        given = one.signature
        if given is None and one.must:
            yield report.Signed(one.organisation)
        elif given is not None:
            how = "On paper, attached" if given.paper_id else "By typing this name here"
            yield report.Signed(one.organisation, given.name, when(given), how)


def _last_day(held) -> date:
    moments = [held.at, *(one.at for one in held.signatures.all())]
    return localdate(max([*moments, held.ended] if held.ended else moments))
