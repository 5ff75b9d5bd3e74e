"""What waits for a partner: the requests for all that its people may answer for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mainstay.accounts.policies import at_a_partner
from mainstay.programme.support.asking import queries
from mainstay.programme.support.states import HOLDING, OPEN, State
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in

SECTION = "support-provided"


@signed_in
def provided(http: HttpRequest) -> HttpResponse:
    """A partner's start: what waits for an answer first. Others go to the directories."""
    if not at_a_partner(http.user):
        return redirect("support-offices")
    found = queries.provided(http.user)
    return page(
        http,
        "support/provided.jinja",
        section=SECTION,
        to_answer=[one for one in found if one.state == State.ASKED],
        in_line=[one for one in found if one.state == State.WAITING],
        under_way=[one for one in found if one.state in HOLDING],
        over=[one for one in found if one.state not in OPEN],
        places=queries.places(found),
        as_of=None,
    )
