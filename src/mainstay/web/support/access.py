"""The office, offer, request or gap of a page, for those whom a policy lets see it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mainstay.accounts.policies import require
from mainstay.programme.support import policies
from mainstay.programme.support.asking import queries as asking
from mainstay.programme.support.gaps import queries as gaps
from mainstay.programme.support.offers import queries as offers
from mainstay.web.people.access import signed_in

View = Callable[..., HttpResponse]
Find = Callable[[int], object]
Allowed = Callable[..., bool]


def _with(find: Find, allowed: Allowed) -> Callable[[View], View]:
    """The view gets what was found in place of its number."""

    def wearing(view: View) -> View:
        @signed_in
        @wraps(view)
        def wrapped(http: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
            found = find(number)
            if found is None:
                raise PermissionDenied
            require(allowed(http.user, found))
            return view(http, found, *args, **kwargs)

        return wrapped

    return wearing


def with_office(allowed: Allowed) -> Callable[[View], View]:
    return _with(offers.office, allowed)


def with_offer(allowed: Allowed) -> Callable[[View], View]:
    return _with(offers.offer, allowed)


with_request = _with(asking.request, policies.can_see_request)
with_gap = _with(gaps.gap, policies.can_answer_gap)
