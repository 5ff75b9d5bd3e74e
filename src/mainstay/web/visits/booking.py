"""The visits of a programme: have times proposed, look at them, offer them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.engagement.visits import actions, policies, queries
from mainstay.programme.engagement.visits.planning import plan
from mainstay.programme.engagement.visits.states import State
from mainstay.terms.errors import MainstayError
from mainstay.terms.visits import booking
from mainstay.terms.wording import counted
from mainstay.web.board.access import whole_programme
from mainstay.web.layout.held import known_on, releases
from mainstay.web.layout.pages import page
from mainstay.web.visits.presenters import weeks


@whole_programme(policies.can_see_bookings)
def bookings(request: HttpRequest, programme) -> HttpResponse:
    """Those that want a time, with why they have none; then the weeks with their visits."""
    found = list(queries.of_programme(programme))
    return page(
        request,
        "visits/bookings.jinja",
        section="programmes",
        programme=programme,
        waiting=[one for one in found if one.state == State.WANTED],
        drafts=sum(one.state == State.PROPOSED for one in found),
        weeks=weeks(one for one in found if one.starts and one.state != State.WANTED),
        may=policies.can_book(request.user, programme),
        assumed=booking(),
        as_of=None,
    )


@whole_programme(policies.can_see_bookings)
@require_POST
def propose(request: HttpRequest, programme) -> HttpResponse:
    """Look for times. The practice is told nothing yet."""
    require(policies.can_book(request.user, programme))
    found = plan(programme, _places(localdate()), localdate())
    kept = actions.keep_proposals(
        programme=programme, times=found.times, problems=found.problems, by=request.user, now=now()
    )
    left = len(found.problems)
    told = f"{counted(kept, 'time')} found."
    messages.success(request, f"{told} {counted(left, 'visit')} without one." if left else told)
    return redirect("bookings", programme.pk)


@whole_programme(policies.can_see_bookings)
@require_POST
def offer_all(request: HttpRequest, programme) -> HttpResponse:
    """Offer every time that is proposed; what a colleague changes meanwhile is left alone."""
    require(policies.can_book(request.user, programme))
    offered = 0
    for visit in queries.of_programme(programme).filter(state=State.PROPOSED):
        try:
            actions.offer_visit(visit=visit, seen=visit.seen, by=request.user, now=now())
        except MainstayError:
            continue
        offered += 1
    messages.success(request, f"{counted(offered, 'time')} offered. Each practice has a mail.")
    return redirect("bookings", programme.pk)


def _places(today) -> dict[str, tuple[float, float]]:
    """Where practices are, by code; nothing while no data are held."""
    if not releases() or not known_on(today).ready():
        return {}
    table = known_on(today).practices().drop_nulls(["latitude", "longitude"])
    rows = table.select("practice_code", "latitude", "longitude").iter_rows()
    return {code: (latitude, longitude) for code, latitude, longitude in rows}
