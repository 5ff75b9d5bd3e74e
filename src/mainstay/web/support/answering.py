"""Requests for support: the list, one of them, and what each side may do with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.looks import Look
from mainstay.accounts.policies import require
from mainstay.programme.support import policies
from mainstay.programme.support.about import words_about
from mainstay.programme.support.answering import actions as answering
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.asking import queries
from mainstay.programme.support.offers.queries import current, left
from mainstay.programme.support.states import OPEN, Deed, Helped, State
from mainstay.terms.errors import MainstayError
from mainstay.web.people.looking import note_look
from mainstay.web.support.access import with_office, with_request
from mainstay.web.support.forms import SayForm, StepForm
from mainstay.web.support.pages import support_page


@dataclass(frozen=True)
class Way:
    """Something that can be done with a request. `more`: what is asked besides words."""

    deed: Deed
    path: str
    title: str
    button: str
    label: str
    act: Callable
    done: str
    hint: str = ""
    needs_words: bool = False
    more: tuple[str, ...] = ()


OPTIONAL = "Anything to say with it (you may leave this out)"
WAYS = (
    Way(
        Deed.START, "support-start", "It has started", "It has started", OPTIONAL,
        answering.start, "It is noted that it has started.",
    ),
    Way(
        Deed.YES, "support-yes", "Say yes", "Say yes", OPTIONAL, answering.say_yes,
        "The practice is told.", "What the practice should do until then.", more=("starts",),
    ),
    Way(
        Deed.FINISH, "support-finish", "It is finished", "It is finished", OPTIONAL,
        answering.finish, "It is noted that it is finished. The practice is asked how it was.",
    ),
    Way(
        Deed.WAIT, "support-wait", "Put it on the waiting list", "Put it on the list", OPTIONAL,
        answering.put_waiting, "The practice is told, and sees its place.",
    ),
    Way(
        Deed.NO, "support-no", "Say no", "Say no", "Why not", answering.say_no,
        "The practice is told.", "The practice reads this.", needs_words=True, more=("instead",),
    ),
    Way(
        Deed.URGENT, "support-urgent", "It is urgent: put it first", "Put it first",
        "Why it goes before others", answering.put_first, "It stands first now.",
        "This is recorded, and the practice and the provider read it.", needs_words=True,
    ),
    Way(
        Deed.TAKE_BACK, "support-take-back", "We do not need it any more", "Take it back",
        "Why (you may leave this out)", asking.take_back, "Your request is taken back.",
    ),
)  # fmt: skip


@with_office(policies.can_see)
def requests(http: HttpRequest, office) -> HttpResponse:
    """What practices have asked for: each side sees its own."""
    found = queries.requests(http.user, office.pk)
    return support_page(
        http,
        "support/requests.jinja",
        office,
        under_way=[one for one in found if one.state in OPEN],
        over=[one for one in found if one.state not in OPEN],
        places=queries.places(found),
        to_say={one.pk for one in found if _to_say(http, one)},
    )


@with_request
def one_request(http: HttpRequest, request) -> HttpResponse:
    """Where it stands, what was said, and what the reader may do."""
    note_look(http, request.selection.practice.code, Look.ANSWERS)
    return _request_page(http, request)


def way_view(way: Way) -> Callable[..., HttpResponse]:
    """The view of one way of a request."""

    @with_request
    @require_POST
    def view(http: HttpRequest, request) -> HttpResponse:
        require(policies.can_do(http.user, request, way.deed))
        form = _form(way, request, http.POST)
        if form.is_valid():
            try:
                way.act(request=request, by=http.user, now=now(), **form.cleaned_data)
            except MainstayError as error:
                form.add_error(None, str(error))
            else:
                messages.success(http, way.done)
                return redirect("support-request", request.pk)
        return _request_page(http, queries.request(request.pk), way, form)

    return view


@with_request
@require_POST
def say(http: HttpRequest, request) -> HttpResponse:
    """Whether it helped, and what changed."""
    require(policies.can_say(http.user, request))
    form = SayForm(http.POST)
    if form.is_valid():
        given = {**form.cleaned_data, "helped": Helped(form.cleaned_data["helped"])}
        try:
            asking.say(request=request, by=http.user, now=now(), **given)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, "Thank you.")
            return redirect("support-request", request.pk)
    return _request_page(http, request, saying=form)


def _request_page(
    http: HttpRequest,
    request,
    tried: Way | None = None,
    form: StepForm | None = None,
    saying: SayForm | None = None,
) -> HttpResponse:
    ways = [one for one in WAYS if _may(http, request, one)]
    own = policies.is_of_practice(http.user, request)
    faulty = form or saying
    lost = tried is not None and tried not in ways
    return support_page(
        http,
        "support/request.jinja",
        request.offer.office,
        status=422 if faulty else 200,
        asked=request,
        offer=request.offer,
        about=words_about(request.statement, request.finding),
        **_standing(request),
        left=left(request.offer),
        late=request.state == State.YES and request.starts < localdate(),
        forms=[(one, _again(one, request, tried, form)) for one in ways],
        faulty=faulty,
        not_sent=form.data.get(form.add_prefix("words"), "") if lost else "",
        own=own,
        saying=(saying or SayForm()) if _to_say(http, request) or saying else None,
        opinion=getattr(request, "opinion", None) if own else None,
    )


def _standing(request) -> dict[str, object]:
    """Its place in line, where places are counted at all."""
    place = queries.place(request) if request.offer.places is not None else None
    line = queries.line(request.offer) if place else []
    before = sum(bool(one.urgent) for one in line[: (place or 1) - 1])
    return {"place": place, "in_line": len(line), "urgent_before": before}


def _may(http: HttpRequest, request, way: Way) -> bool:
    """Nobody is offered to wait while a place is free, nor a yes while none is."""
    if not policies.may_now(http.user, request, way.deed):
        return False
    if way.deed in (Deed.YES, Deed.WAIT):
        return queries.has_room(request) == (way.deed == Deed.YES)
    return True


def _to_say(http: HttpRequest, request) -> bool:
    return policies.can_say(http.user, request) and not hasattr(request, "opinion")


def _form(way: Way, request, data=None) -> StepForm:
    return StepForm(
        data,
        way=way,
        offers=current(request.offer.office).exclude(pk=request.offer_id),
        prefix=way.deed.value,
        initial={"seen": queries.last_step(request), "starts": request.starts},
    )


def _again(way: Way, request, tried: Way | None, sent: Form | None) -> StepForm:
    """A form of the page; the one that was sent keeps its words, with the step of now."""
    if sent is None or tried is not way:
        return _form(way, request)
    seen = queries.last_step(request)
    again = _form(way, request, {**sent.data.dict(), f"{way.deed.value}-seen": seen})
    again.is_valid()
    for problem in sent.non_field_errors():
        again.add_error(None, problem)
    return again
