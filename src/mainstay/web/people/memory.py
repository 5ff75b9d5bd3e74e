"""What a person may do is read once for each page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mainstay.accounts.remembering import remembering


def memory_middleware(get_response: Callable[[HttpRequest], HttpResponse]):
    """In front of whatever asks what the person may do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with remembering():
            return get_response(request)

    return middleware
