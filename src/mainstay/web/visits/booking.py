"""The visits of a programme: have times proposed, look at them, offer them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from mainstay.accounts.policies import require
from mainstay.programme.engagement.visits import actions, policies, queries
from mainstay.programme.engagement.visits.searching import queries as searches
from mainstay.programme.engagement.visits.searching.actions import look_for_times
from mainstay.programme.engagement.visits.states import State
from mainstay.terms.errors import MainstayError
from mainstay.terms.visits import booking
from mainstay.terms.wording import counted
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.layout.pages import POLLING, page
from mainstay.web.visits.presenters import weeks


@whole_programme(policies.can_see_bookings)
def bookings(request: HttpRequest, programme) -> HttpResponse:
    """Those that want a time, with why they have none; then the weeks with their visits."""
    found = list(queries.of_programme(programme))
    return whole_page(
        request,
        "visits/bookings.jinja",
        programme,
        waiting=[one for one in found if one.state == State.WANTED],
        drafts=sum(one.state == State.PROPOSED for one in found),
        weeks=weeks(one for one in found if one.starts and one.state != State.WANTED),
        may=policies.can_book(request.user, programme),
        search=searches.newest(programme),
        assumed=booking(),
    )


@whole_programme(policies.can_see_bookings)
@require_POST
def propose(request: HttpRequest, programme) -> HttpResponse:
    """Have times looked for. The practice is told nothing yet."""
    look_for_times(programme=programme, by=request.user, now=now())
    return redirect("bookings-search", programme.pk)


@whole_programme(policies.can_see_bookings)
@require_safe
def search(request: HttpRequest, programme) -> HttpResponse:
    """How far the search has come, looked at again every few seconds; then back to the visits."""
    newest = searches.newest(programme)
    if newest is None or not searches.goes_on(newest):
        return _on_to_bookings(request, programme)
    answer = page(
        request,
        "visits/searching.jinja",
        status=202,
        section="programmes",
        programme=programme,
        search=newest,
        stands_still=searches.stands_still(newest, now()),
        as_of=None,
    )
    answer["Cache-Control"] = "no-store"
    return answer


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


def _on_to_bookings(request: HttpRequest, programme) -> HttpResponse:
    """htmx, which looks again by itself, is told in its own way to leave the page."""
    if POLLING in request.headers:
        path = reverse("bookings", args=[programme.pk])
        return HttpResponse(status=204, headers={"HX-Redirect": path})
    return redirect("bookings", programme.pk)
