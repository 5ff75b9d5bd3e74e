"""What can be printed of a round, for the practice's own people: it is theirs to pass on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from mainstay.accounts.made_up import made_up
from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.beginning import queries as beginnings
from mainstay.reports.conversation_guide import conversation_guide
from mainstay.reports.document import Document
from mainstay.reports.session_guide import session_guide
from mainstay.reports.team_round import TeamRound
from mainstay.reports.triangle_page import triangle_page
from mainstay.web.assessment.access import with_shared_round
from mainstay.web.assessment.figures import questions
from mainstay.web.layout.downloads import printed
from mainstay.web.layout.held import known_on, releases
from mainstay.web.layout.pages import preparing

VISIT = "conversation-guide"
PAPERS: Mapping[str, Callable[[TeamRound], Document]] = {
    "session-guide": session_guide,
    "one-page": triangle_page,
}


@with_shared_round
def paper(request: HttpRequest, found, name: str, kind: str) -> HttpResponse:
    """One paper of a round. There is none while people still answer alone.

    Those with whom the round is shared get the guide for a visit: it is made to leave the house.
    """
    if name not in (VISIT, *PAPERS) or found.closed is None:
        raise Http404
    require(name == VISIT or policies.can_see(request.user, found.practice))
    held, file = told(found), f"{name}-{found.practice.code}"
    if name != VISIT:
        return printed(PAPERS[name](held), kind, file)
    if releases() and not (known := known_on(held.on)).ready():
        request.known = known
        return preparing(request)
    return printed(conversation_guide(held, tuple(_asked(found, held))), kind, file)


def _asked(found, held: TeamRound) -> Iterator[str]:
    """As known on the paper's own day, so that the same round has the same bytes."""
    for one in questions(found.practice.code, held.framework, held.steps, held.on) or ():
        yield f"{one.statement.words} {one.question}"


def told(found) -> TeamRound:
    """The round as its papers read it."""
    agreed = queries.agreed(found)
    return TeamRound(
        practice=found.practice.name,
        framework=queries.framework_of(found),
        steps=queries.team_answers(found),
        on=_last_day(found, agreed),
        synthetic=made_up(),
        reasons={name: one.reason for name, one in agreed.items()},
        released=queries.released(found),
        groups=dict(queries.staff_groups()),
        chosen=beginnings.chosen(found),
        met=found.met,
        finished=found.finished is not None,
    )


def _last_day(found, agreed: Mapping) -> date:
    """The day of the newest thing that the papers tell: the same round has the same bytes."""
    moments = [found.closed, *(one.at for one in agreed.values())]
    if choice := beginnings.last(found):
        moments.append(choice.at)
    return localdate(max([*moments, found.finished] if found.finished else moments))
