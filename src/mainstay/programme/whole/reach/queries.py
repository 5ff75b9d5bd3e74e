"""Which levels of need support reaches: offers, practices that are helped, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from mainstay.programme.organisations.models import Programme
from mainstay.programme.support.models import Gap, Offer, SupportRequest
from mainstay.programme.support.offers.queries import current
from mainstay.programme.support.states import State
from mainstay.terms.frameworks import Framework, Need

HELPED = (State.STARTED, State.FINISHED)
WAIT = (State.ASKED, State.WAITING, State.YES)


@dataclass(frozen=True)
class Reach:
    """One level: offers that help with it, and practices by how far their support has come."""

    need: Need
    offers: int
    wait: int  # practices that asked for something that has not begun
    helped: int  # practices for which something has begun
    gaps: int  # things told to be missing that would help with it


def reach(programme: Programme, framework: Framework) -> list[Reach]:
    """The levels from the ground up.

    What a request is about is the statement that it names, else all that its offer helps with. What
    a gap is about is the statement that it names, else all of its theme. A practice counts once at
    a level.
    """
    offers = [_helped(framework, one) for one in current(programme.office)]
    asked = SupportRequest.objects.filter(selection__programme=programme).select_related("offer")
    requests = [(one, _about(framework, one)) for one in asked]
    gaps = Gap.objects.filter(selection__programme=programme, answered_at=None)
    missing = [_missed(framework, one) for one in gaps]
    return [
        Reach(
            need=one,
            offers=sum(one.id in held for held in offers),
            wait=_practices(requests, one, WAIT),
            helped=_practices(requests, one, HELPED),
            gaps=sum(one.id in held for held in missing),
        )
        for one in framework.needs
    ]


def _helped(framework: Framework, offer: Offer) -> set[str]:
    """The levels of the statements and themes that an offer helps with."""
    found = (
        one.need
        for one in framework.statements
        if one.id in offer.statements or one.theme in offer.themes
    )
    return set(found)


def _about(framework: Framework, request: SupportRequest) -> set[str]:
    need = _need(framework, request.statement)
    return {need} if need else _helped(framework, request.offer)


def _missed(framework: Framework, gap: Gap) -> set[str]:
    need = _need(framework, gap.statement)
    return {need} if need else {one.need for one in framework.statements if one.theme == gap.theme}


def _need(framework: Framework, name: str) -> str:
    found = framework.statement(name)
    return found.need if found else ""


def _practices(
    requests: Iterable[tuple[SupportRequest, set[str]]], need: Need, states: tuple[State, ...]
) -> int:
    return len(
        {one.selection_id for one, about in requests if need.id in about and one.state in states}
    )
