"""Read what one is told, and choose what comes by mail; for leads, mail that did not arrive."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.mail import policies
from mainstay.accounts.mail import queries as mail
from mainstay.accounts.notices import actions, queries
from mainstay.accounts.notices.models import Telling
from mainstay.web.layout.pages import page
from mainstay.web.layout.paging import place
from mainstay.web.notices.forms import ReadForm, TellingForm
from mainstay.web.people.access import organisation_where, signed_in

SECTION = "notices"


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """What one was told: unread first."""
    told = queries.notices(request.user)
    shown = place(request, told.count())
    return page(
        request,
        "notices/notices.jinja",
        section=SECTION,
        notices=told[shown.start : shown.start + shown.size],
        unread_count=queries.unread(request.user),
        place=shown,
        until=now().isoformat(timespec="microseconds"),
        as_of=None,
    )


@signed_in
@require_POST
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Mark one as read, and go to the page that it is about."""
    told = actions.mark_read(person=request.user, number=number, now=now())
    if told is None:
        raise PermissionDenied
    return redirect(told.path)


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all that the page showed, or would have shown further down, as read."""
    form = ReadForm(request.POST)
    if form.is_valid():
        actions.mark_all_read(person=request.user, now=now(), **form.cleaned_data)
        messages.success(request, "Everything is marked as read.")
    return redirect("notices")


@signed_in
def by_mail(request: HttpRequest) -> HttpResponse:
    """Choose how much comes by mail."""
    held = {"telling": queries.telling(request.user)}
    form = TellingForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        actions.prefer(person=request.user, telling=Telling(form.cleaned_data["telling"]))
        messages.success(request, "Your choice is saved.")
        return redirect("notices")
    return page(
        request,
        "notices/by_mail.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        form=form,
        as_of=None,
    )


@signed_in
def trouble(request: HttpRequest, number: int) -> HttpResponse:
    """Mail to an organisation's people that did not go, or may not have."""
    organisation = organisation_where(policies.can_see_trouble, request, number)
    return page(
        request,
        "notices/trouble.jinja",
        section="you",
        organisation=organisation,
        mails=mail.trouble(organisation, now()),
        as_of=None,
    )
