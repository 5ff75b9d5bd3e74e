"""Answer with a page: its frame, and what stands in for it when figures are not there yet."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mainstay.web.layout.held import known, releases
from mainstay.web.layout.preparing import forget, prepare

View = Callable[..., HttpResponse]
POLLING = "HX-Request"  # only the page that waits for figures asks with htmx


def page(request: HttpRequest, template: str, *, status: int = 200, **context) -> HttpResponse:
    """The template inside the frame, which says as of which day."""
    held = getattr(request, "known", None)
    frame = {"as_of": held.as_of if held else request.question.as_of}
    return render(request, template, {**frame, **context}, status=status)


def with_releases(view: View) -> View:
    """The view needs `request.known`, with some data in it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not releases():
            return page(request, "layout/empty.jinja")
        request.known = known(request)
        return view(request, *args, **kwargs)

    return wrapped


def with_figures(view: View) -> View:
    """The view needs the book of figures; until it is built, a page says how far it has come."""

    @wraps(view)
    @with_releases
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.known.ready():
            return preparing(request)
        if POLLING in request.headers:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return view(request, *args, **kwargs)

    return wrapped


def preparing(request: HttpRequest) -> HttpResponse:
    """Progress, looked at again every two seconds, with or without JavaScript."""
    preparation = prepare(request.known)
    if preparation.failed:
        forget(request.known)
        # htmx leaves the page as it is when the status is an error
        status = 200 if POLLING in request.headers else 500
        return page(request, "layout/failed.jinja", status=status)
    answer = page(request, "layout/preparing.jinja", status=202, preparation=preparation)
    answer["Cache-Control"] = "no-store"
    return answer
