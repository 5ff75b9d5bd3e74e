"""One's own calendar and days, and the days of a practice."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.engagement.visits import calendars, policies, queries
from mainstay.programme.engagement.visits.keeping import actions
from mainstay.programme.engagement.visits.states import WEEKDAYS, Part
from mainstay.terms.errors import MainstayError
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.downloads import attachment
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in
from mainstay.web.visits.forms import OffForm, WeekForm
from mainstay.web.visits.presenters import weeks

KIND = "text/calendar; charset=utf-8"


@signed_in
def calendar(request: HttpRequest) -> HttpResponse:
    """The visits at which one must be, when one has time, and the private calendar."""
    form = _week_form(request, request.user)
    if request.method == "POST" and form.is_valid() and _kept(request, None, form):
        messages.success(request, "Your week is saved.")
        return redirect("calendar")
    return _calendar_page(request, form, OffForm(), status=422 if form.errors else 200)


@signed_in
@require_POST
def own_off(request: HttpRequest) -> HttpResponse:
    """Days on which one has no time: one more, or one less."""
    if form := _changed(request, None):
        return _calendar_page(request, _week_form(None, request.user), form, status=422)
    return redirect("calendar")


@signed_in
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """A new private address. It is shown on this page, and never again."""
    secret = actions.renew_calendar(by=request.user, now=now())
    address = f"{settings.MAINSTAY_ADDRESS}{reverse('calendar-ics', args=[secret])}"
    return _calendar_page(request, _week_form(None, request.user), OffForm(), address=address)


@never_cache
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's visits for a calendar program, which cannot sign in."""
    person = queries.owner_of(secret)
    if person is None:
        raise Http404
    return attachment(calendars.feed(queries.of_person(person)).encode(), KIND, "mainstay.ics")


@with_journey
def practice_days(request: HttpRequest, selection) -> HttpResponse:
    """When the practice has time."""
    form = _week_form(request, selection.practice)
    if request.method == "POST":
        require(policies.can_keep_practice_days(request.user, selection))
        if form.is_valid() and _kept(request, selection, form):
            messages.success(request, "The week is saved.")
            return redirect("practice-days", selection.pk)
    return _practice_page(request, selection, form, OffForm(), 422 if form.errors else 200)


@with_journey
@require_POST
def practice_off(request: HttpRequest, selection) -> HttpResponse:
    """Days on which the practice has no time: one more, or one less."""
    require(policies.can_keep_practice_days(request.user, selection))
    if form := _changed(request, selection):
        return _practice_page(request, selection, _week_form(None, selection.practice), form, 422)
    return redirect("practice-days", selection.pk)


def _kept(request: HttpRequest, selection, form: WeekForm) -> bool:
    """Whether the week was saved; who comes second is told, and keeps what was chosen."""
    seen = form.cleaned_data["seen"]
    who = {"selection": selection, "by": request.user, "now": now()}
    try:
        actions.keep_week(parts=form.parts(), seen=seen, **who)
    except MainstayError as error:
        owner = selection.practice if selection else request.user
        form.data = {**form.data.dict(), "seen": queries.week_seen(owner)}
        form.add_error(None, str(error))
        return False
    return True


def _changed(request: HttpRequest, selection) -> OffForm | None:
    """Add or drop days; the form, where it has a fault."""
    who = {"selection": selection, "by": request.user, "now": now()}
    drop = request.POST.get("drop", "")
    if drop.isdigit():
        actions.drop_day_off(number=int(drop), **who)
        return None
    form = OffForm(request.POST)
    if not form.is_valid():
        return form
    given = form.cleaned_data
    actions.add_day_off(first=given["first"], last=given["last"], part=Part(given["part"]), **who)
    messages.success(request, "Saved. Nothing will be proposed then.")
    return None


def _week_form(request: HttpRequest | None, owner) -> WeekForm:
    held = queries.week(owner)
    initial = {f"day{number}": held[number].value for number in range(len(WEEKDAYS))}
    initial["seen"] = queries.week_seen(owner)
    sent = request.POST if request is not None and request.method == "POST" else None
    return WeekForm(sent, initial=initial)


def _calendar_page(
    request: HttpRequest, week: WeekForm, off: OffForm, *, address: str = "", status: int = 200
) -> HttpResponse:
    return page(
        request,
        "visits/calendar.jinja",
        status=status,
        section="calendar",
        weeks=weeks(queries.of_person(request.user)),
        week=week,
        off=off,
        days_off=queries.days_off(request.user),
        address=address,
        has_feed=hasattr(request.user, "feed"),
        as_of=None,
    )


def _practice_page(
    request: HttpRequest, selection, week: WeekForm, off: OffForm, status: int
) -> HttpResponse:
    return page(
        request,
        "visits/days.jinja",
        status=status,
        section="engagements",
        selection=selection,
        week=week,
        off=off,
        days_off=queries.days_off(selection.practice),
        may=policies.can_keep_practice_days(request.user, selection),
        as_of=None,
    )
