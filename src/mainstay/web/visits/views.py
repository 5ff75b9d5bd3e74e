"""The visits of a practice, and what can be done with one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.engagement.visits import actions, policies, queries
from mainstay.programme.engagement.visits.states import OPEN
from mainstay.terms.errors import MainstayError
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.pages import page
from mainstay.web.visits.forms import MoveForm, SeenForm, WantForm, WordsForm

SECTION = "engagements"


@dataclass(frozen=True)
class Way:
    """Something that can be done with a visit, and its form."""

    name: str
    title: str
    button: str
    form: type[SeenForm]
    may: Callable[..., bool]
    told: str
    more: tuple[tuple[str, str], ...] = ()


CONFIRM = Way(
    "confirm",
    "Say yes",
    "Yes, this time",
    SeenForm,
    policies.can_confirm,
    "Thank you. It is settled.",
)
DECLINE = Way(
    "decline", "Ask for another time", "Ask for another time", WordsForm, policies.can_decline,
    "Thank you. You will be offered another time.", (("label", "Which days or times would do?"),),
)  # fmt: skip
OFFER = Way(
    "offer", "Offer it to the practice", "Offer this time", SeenForm, policies.can_offer,
    "The practice is asked whether the time will do.",
)  # fmt: skip
HELD = Way("held", "It was held", "It was held", SeenForm, policies.can_say_held, "Noted.")
MOVE = Way(
    "move", "Choose another time", "Save the time", MoveForm, policies.can_move,
    "The time is saved.", (("label", "Why (wanted once the practice knows the time)"),),
)  # fmt: skip
CANCEL = Way(
    "cancel", "Cancel it", "Cancel the visit", WordsForm, policies.can_cancel,
    "The visit is cancelled.", (("label", "Why (wanted once the practice knows the time)"),),
)  # fmt: skip
WAYS = (CONFIRM, DECLINE, OFFER, HELD, MOVE, CANCEL)


def with_visit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the practice and one of its visits in place of their numbers."""

    @with_journey
    @wraps(view)
    def wrapped(request: HttpRequest, selection, one: int) -> HttpResponse:
        found = queries.visit(selection, one)
        if found is None:
            raise PermissionDenied
        return view(request, selection, found)

    return wrapped


@with_journey
def visits(request: HttpRequest, selection) -> HttpResponse:
    """The visits of a practice, and a form for one more."""
    may = policies.can_want(request.user, selection)
    kinds = queries.kinds_left(selection)
    form = WantForm(kinds, request.POST or None)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            actions.want_visit(selection=selection, by=request.user, now=now(), **form.cleaned_data)
            messages.success(request, "The visit waits for a time.")
            return redirect("visits", selection.pk)
    return page(
        request,
        "visits/visits.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        found=queries.of_practice(selection),
        open_states=OPEN,
        may=may and bool(kinds),
        form=form,
        as_of=None,
    )


@with_visit
def one_visit(request: HttpRequest, selection, visit) -> HttpResponse:
    """When it is, what became of it, and what the reader may do."""
    return _visit_page(request, selection, visit)


@with_visit
@require_POST
def offer(request: HttpRequest, selection, visit) -> HttpResponse:
    return _done(request, selection, visit, OFFER, actions.offer_visit)


@with_visit
@require_POST
def move(request: HttpRequest, selection, visit) -> HttpResponse:
    return _done(request, selection, visit, MOVE, actions.move_visit)


@with_visit
@require_POST
def confirm(request: HttpRequest, selection, visit) -> HttpResponse:
    return _done(request, selection, visit, CONFIRM, actions.confirm_visit, by_link=False)


@with_visit
@require_POST
def decline(request: HttpRequest, selection, visit) -> HttpResponse:
    return _done(request, selection, visit, DECLINE, actions.decline_visit, by_link=False)


@with_visit
@require_POST
def cancel(request: HttpRequest, selection, visit) -> HttpResponse:
    return _done(request, selection, visit, CANCEL, actions.cancel_visit)


@with_visit
@require_POST
def held(request: HttpRequest, selection, visit) -> HttpResponse:
    return _done(request, selection, visit, HELD, actions.say_held)


def _done(
    request: HttpRequest, selection, visit, way: Way, action: Callable, **more: object
) -> HttpResponse:
    """Act on a form, or show the page again with its words and what is wrong."""
    form = way.form(request.POST, prefix=way.name, **dict(way.more))
    if form.is_valid():
        try:
            action(visit=visit, by=request.user, now=now(), **form.cleaned_data, **more)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, way.told)
            return redirect("visits", selection.pk)
    return _visit_page(request, selection, queries.visit(selection, visit.pk), form)


def _visit_page(request: HttpRequest, selection, visit, tried: Form | None = None) -> HttpResponse:
    ahead = visit.starts is not None and visit.starts > now()
    ways = [one for one in WAYS if one.may(request.user, visit) and not (one is HELD and ahead)]
    forms = [(one, _filled(one, visit, tried)) for one in ways]
    lost = tried is not None and tried.prefix not in {one.name for one, _ in forms}
    return page(
        request,
        "visits/visit.jinja",
        status=422 if tried else 200,
        section=SECTION,
        selection=selection,
        visit=visit,
        forms=forms,
        tried=tried,
        not_sent=tried.data.get(tried.add_prefix("words"), "") if tried and lost else "",
        as_of=None,
    )


def _filled(way: Way, visit, tried: Form | None) -> SeenForm:
    """A form of the page; the one that was sent keeps its words, with the visit of now."""
    more = {"prefix": way.name, **dict(way.more)}
    if tried is None or tried.prefix != way.name:
        starts = localtime(visit.starts) if visit.starts else None
        return way.form(initial={"seen": visit.seen, "starts": starts}, **more)
    again = way.form({**tried.data.dict(), f"{way.name}-seen": visit.seen}, **more)
    again.is_valid()
    for name, problems in tried.errors.items():
        again.add_error(None if name == "__all__" else name, problems)
    return again
