"""Pages for what went wrong, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from mainstay.web.layout.question import Question

PLACES = ("practice", "area")  # pages of what may be there on one day and not on another


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    found = request.resolver_match
    code = found.kwargs.get("code", "") if found and found.url_name in PLACES else ""
    question = getattr(request, "question", None)
    day = (question and question.as_of) or localdate()
    return _error(request, "layout/404.jinja", 404, code=code, day_asked=day)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "layout/400.jinja", 400, problem=str(exception))


def server_error(request: HttpRequest) -> HttpResponse:
    return _error(request, "layout/500.jinja", 500, failing=True)


def _error(request: HttpRequest, template: str, status: int, **context) -> HttpResponse:
    """No data are read here: the error may have come from reading them."""
    if not hasattr(request, "question"):
        request.question = Question(None, "")
    return render(
        request,
        template,
        {"as_of": request.question.as_of, "unread_data": True, **context},
        status=status,
    )
