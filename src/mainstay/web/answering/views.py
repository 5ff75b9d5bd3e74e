"""The pages that a link opens. They read no session and write none."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mainstay.programme.assessment import answering, queries
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import Framework
from mainstay.web.answering.forms import AnswerForm, LastForm, NeedForm
from mainstay.web.answering.presenters import LAST, Progress, progress
from mainstay.web.layout.pages import page

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """The view gets the link, the sheet and its framework. What is closed says so, to all alike."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, link: str, *args, **kwargs) -> HttpResponse:
        sheet = answering.sheet_of(link)
        if sheet is None:
            return _page(request, "answering/closed.jinja", status=410)
        return view(request, link, sheet, *args, **kwargs)

    return wrapped


@by_link
def start(request: HttpRequest, link: str, sheet) -> HttpResponse:
    """What is asked, who sees what, and how far one has come. Opening it changes nothing."""
    framework = queries.framework_of(sheet.round)
    return _page(
        request,
        "answering/start.jinja",
        link=link,
        team_round=sheet.round,
        framework=framework,
        asked=queries.asked_by_group(sheet.round),
        progress=progress(framework, answering.answers_of(sheet)),
    )


@by_link
def one_need(request: HttpRequest, link: str, sheet, need: str) -> HttpResponse:
    """The statements of one level, or hope at the end; saved, and on to the next."""
    framework = queries.framework_of(sheet.round)
    if need not in {LAST, *(one.id for one in framework.needs)}:
        return redirect("answer", link)
    held = answering.answers_of(sheet)
    now = progress(framework, held)
    form = _form(framework, need, held, request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(link, need, form):
        return redirect(_next(link, now, need, "back" in request.POST))
    return _page(
        request,
        "answering/need.jinja",
        status=422 if form.errors else 200,
        link=link,
        team_round=sheet.round,
        framework=framework,
        need=need,
        level=next((one for one in framework.needs if one.id == need), None),
        progress=now,
        form=form,
    )


@require_POST
@by_link
def keep(request: HttpRequest, link: str, sheet) -> HttpResponse:
    """Save what has been answered on a page so far, while its reader goes on."""
    framework = queries.framework_of(sheet.round)
    need = request.POST.get("need", "")
    form = _form(framework, need, answering.answers_of(sheet), request.POST)
    if not form.is_valid() or not _kept(link, need, form):
        return JsonResponse({"problem": "That could not be saved."}, status=422)
    return JsonResponse({"kept": True})


def _form(framework: Framework, need: str, held, data) -> AnswerForm:
    if need == LAST:
        initial = {"hope": held.hope, "words": held.words}
        return LastForm(framework, data, initial=initial)
    return NeedForm(framework, need, data, initial=dict(held.steps))


def _kept(link: str, need: str, form: AnswerForm) -> bool:
    """Whether it is saved; else the form says why not. What another window changed stays."""
    given = form.changed() if need == LAST else {"steps": form.changed()}
    try:
        answering.answer(link, **given)
    except MainstayError as error:
        form.add_error(None, str(error))
        return False
    return True


def _next(link: str, now: Progress, need: str, back: bool) -> str:
    places = [one.need for one in now.parts]
    at = places.index(need) + (-1 if back else 1)
    if 0 <= at < len(places):
        return reverse("answer-need", args=[link, places[at]])
    return reverse("answer", args=[link])


def _page(request: HttpRequest, template: str, *, status: int = 200, **context) -> HttpResponse:
    return page(request, template, status=status, as_of=None, **context)
