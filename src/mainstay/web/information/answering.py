"""One request: what was said to it, and what the reader may say."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.looks import Look
from mainstay.programme.engagement.requests import actions, policies, queries
from mainstay.programme.engagement.requests.states import OPEN, TURNS, State
from mainstay.terms.errors import MainstayError
from mainstay.web.information.access import with_request
from mainstay.web.information.forms import AnswerForm, WordsForm
from mainstay.web.layout.downloads import uploaded
from mainstay.web.layout.pages import page
from mainstay.web.people.looking import note_look

SECTION = "engagements"


@dataclass(frozen=True)
class Way:
    """Something that can be done with a request. `path`: the name of its address."""

    name: str
    path: str
    title: str
    label: str
    may: Callable[..., bool]
    hint: str = ""


ANSWER = Way(
    "answer", "information-answer", "Answer", "Your answer", policies.can_answer,
    "Never name a patient. You may attach files instead.",
)  # fmt: skip
PASS_ON = Way(
    "pass-on", "information-pass-on", "We have not got it: ask the practice",
    "Where you looked (you may leave this out)", policies.can_pass_on,
)  # fmt: skip
CANNOT = Way(
    "cannot", "information-cannot", "We cannot say", "Why (you may leave this out)",
    policies.can_say_cannot, "This ends the request. Nobody will remind you again.",
)  # fmt: skip
WITHDRAW = Way(
    "withdraw", "information-withdraw", "Withdraw this request",
    "Why it is not needed any more (you may leave this out)", policies.can_withdraw,
)  # fmt: skip
WAYS = (ANSWER, PASS_ON, CANNOT, WITHDRAW)


@with_request
def one_request(http: HttpRequest, selection, request) -> HttpResponse:
    """What was asked, what came of it, and what the reader may do."""
    note_look(http, selection.practice.code, Look.ANSWERS)
    return _request_page(http, selection, request)


@with_request
@require_POST
def answer(http: HttpRequest, selection, request) -> HttpResponse:
    """Answer, with up to three files."""
    form = _form(ANSWER, http)

    def act(given: dict) -> None:
        actions.answer(
            request=request, words=given["words"], files=form.files_given(),
            seen=State(given["seen"]), by=http.user, now=now(),
        )  # fmt: skip

    return _done(http, selection, request, form, act, "Your answer is saved.")


@with_request
@require_POST
def pass_on(http: HttpRequest, selection, request) -> HttpResponse:
    """The office has not got it."""
    told = "The practice is asked now."
    return _said(http, selection, request, PASS_ON, actions.pass_on, told)


@with_request
@require_POST
def cannot(http: HttpRequest, selection, request) -> HttpResponse:
    """The practice has not got it."""
    told = "Thank you. That is an answer too."
    return _said(http, selection, request, CANNOT, actions.say_cannot, told)


@with_request
@require_POST
def withdraw(http: HttpRequest, selection, request) -> HttpResponse:
    """It is not needed any more."""
    told = "The request is withdrawn."
    return _said(http, selection, request, WITHDRAW, actions.withdraw_request, told)


@with_request
def file(http: HttpRequest, selection, request, upload: int) -> HttpResponse:
    """A file of an answer, as a download."""
    found = queries.attached(request, upload)
    if found is None:
        raise PermissionDenied
    note_look(http, selection.practice.code, Look.ANSWERS)
    return uploaded(found)


def _said(http, selection, request, way: Way, action: Callable, told: str) -> HttpResponse:
    form = _form(way, http)

    def act(given: dict) -> None:
        seen = State(given["seen"])
        action(request=request, words=given["words"], seen=seen, by=http.user, now=now())

    return _done(http, selection, request, form, act, told)


def _done(http, selection, request, form: Form, act: Callable, told: str) -> HttpResponse:
    """Act on a form, or show the page again with its words and what is wrong."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, told)
            return redirect("information", selection.pk)
    return _request_page(http, selection, queries.request(selection, request.pk), form)


def _request_page(http: HttpRequest, selection, request, tried: Form | None = None) -> HttpResponse:
    forms = [(one, _filled(one, request, tried)) for one in WAYS if one.may(http.user, request)]
    kept = tried and tried.prefix not in {one.name for one, _ in forms}
    return page(
        http,
        "information/request.jinja",
        status=422 if tried else 200,
        section=SECTION,
        selection=selection,
        asked=request,
        turn=TURNS.get(State(request.state)),
        late=request.state in OPEN and request.due < localdate(),
        forms=forms,
        tried=tried,
        not_sent=tried.data.get(tried.add_prefix("words")) if kept else "",
        as_of=None,
    )


def _form(way: Way, http: HttpRequest) -> WordsForm:
    more = {"label": way.label, "hint": way.hint, "prefix": way.name}
    if way is ANSWER:
        return AnswerForm(http.POST, http.FILES, **more)
    return WordsForm(http.POST, **more)


def _filled(way: Way, request, tried: Form | None) -> WordsForm:
    """A form of the page; the one that was sent keeps its words, with the state of now."""
    more = {"label": way.label, "hint": way.hint, "prefix": way.name}
    kind = AnswerForm if way is ANSWER else WordsForm
    if tried is None or tried.prefix != way.name:
        return kind(initial={"seen": request.state}, **more)
    again = kind({**tried.data.dict(), f"{way.name}-seen": request.state}, **more)
    again.is_valid()
    for name, problems in tried.errors.items():
        again.add_error(None if name == "__all__" else name, problems)
    return again
