"""The practice or the round of a page, for those whom a policy lets in."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mainstay.accounts.models import Organisation
from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies, queries
from mainstay.web.people.access import signed_in

View = Callable[..., HttpResponse]


def with_practice(view: View) -> View:
    """The view gets the practice in place of its number."""

    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, practice: int, *args, **kwargs) -> HttpResponse:
        found = Organisation.objects.filter(pk=practice).first()
        if found is None:
            raise PermissionDenied
        require(policies.can_see(request.user, found))
        return view(request, found, *args, **kwargs)

    return wrapped


def with_round(view: View) -> View:
    """The view gets the round in place of its number."""

    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
        found = queries.find(number)
        if found is None:
            raise PermissionDenied
        require(policies.can_see(request.user, found.practice))
        return view(request, found, *args, **kwargs)

    return wrapped
