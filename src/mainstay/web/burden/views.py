"""The ledger of time: of a practice, and of a programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.engagement.burden import actions, policies
from mainstay.programme.engagement.burden.queries import burden
from mainstay.programme.engagement.lists import listed
from mainstay.programme.organisations.policies import seen
from mainstay.terms.errors import MainstayError
from mainstay.web.board.pages import whole_page
from mainstay.web.burden import presenters
from mainstay.web.burden.forms import TimeForm
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in


@with_journey
def time(request: HttpRequest, selection) -> HttpResponse:
    """What a practice was asked for and spared; its own people say how long things took."""
    may = policies.can_correct(request.user, selection)
    form = TimeForm(request.POST or None)
    if request.method == "POST":
        require(may)
        if form.is_valid() and _told(request, selection, form):
            return redirect("time", selection.pk)
    held = burden(selection)
    return page(
        request,
        "burden/time.jinja",
        status=422 if form.errors else 200,
        section="engagements",
        selection=selection,
        held=held,
        bars=presenters.own_bar(held),
        may=may,
        tried=form if form.errors else None,
        as_of=None,
    )


@signed_in
def programme_time(request: HttpRequest, number: int) -> HttpResponse:
    """Each practice of a programme, and practices by size."""
    programme = seen(request.user).filter(pk=number).first()
    if programme is None:
        raise PermissionDenied
    found = presenters.rows(
        listed(programme.selections.all()), presenters.list_sizes(programme.as_of)
    )
    by_size = presenters.by_band(found)
    return whole_page(
        request,
        "burden/programme.jinja",
        programme,
        rows=found,
        by_size=by_size,
        bars=presenters.bars((name, asked, spared) for name, _, asked, spared in by_size),
    )


def _told(request: HttpRequest, selection, form: TimeForm) -> bool:
    given = form.cleaned_data
    try:
        actions.tell_time(selection=selection, by=request.user, now=now(), **given)
    except MainstayError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, "Thank you. Your minutes count now.")
    return True
