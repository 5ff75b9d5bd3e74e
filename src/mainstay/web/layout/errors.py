"""Pages for what went wrong, in plain words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from mainstay.web.layout.question import Question

Answer = Callable[[HttpRequest], HttpResponse]
PLACES = ("practice", "area")  # pages of what may be there on one day and not on another


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    found = request.resolver_match
    code = found.kwargs.get("code", "") if found and found.url_name in PLACES else ""
    question = getattr(request, "question", None)
    day = (question and question.as_of) or localdate()
    return _error(request, "layout/404.jinja", 404, code=code, day_asked=day)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "layout/400.jinja", 400, problem=str(exception))


def forms_middleware(get_response: Answer) -> Answer:
    """An address that only takes a form says so to who opens it, as a reader's old tab may."""

    def answer(request: HttpRequest) -> HttpResponse:
        found = get_response(request)
        if found.status_code == 405 and request.method == "GET":
            return _error(request, "layout/405.jinja", 405)
        return found

    return answer


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
