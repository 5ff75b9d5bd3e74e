"""The practice of a page, for those who may see its journey."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mainstay.accounts.policies import require
from mainstay.programme.agreements import policies
from mainstay.programme.engagement.lists import followed
from mainstay.web.people.access import signed_in

View = Callable[..., HttpResponse]


def with_journey(view: View) -> View:
    """The view gets the practice of a cohort in place of its number, with all of its tasks."""

    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
        selection = followed(number)
        if selection is None:
            raise PermissionDenied
        require(policies.can_see(request.user, selection))
        return view(request, selection, *args, **kwargs)

    return wrapped
