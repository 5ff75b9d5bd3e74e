"""The request of a page, for those who see the practice's journey."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mainstay.programme.engagement.requests import queries
from mainstay.web.engagements.access import with_journey

View = Callable[..., HttpResponse]


def with_request(view: View) -> View:
    """The view gets the practice and one of its requests in place of their numbers."""

    @with_journey
    @wraps(view)
    def wrapped(http: HttpRequest, selection, asked: int, *args, **kwargs) -> HttpResponse:
        found = queries.request(selection, asked)
        if found is None:
            raise PermissionDenied
        return view(http, selection, found, *args, **kwargs)

    return wrapped
