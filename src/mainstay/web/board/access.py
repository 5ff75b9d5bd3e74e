"""The programme of a page about the whole, for those whom a policy lets see it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.organisations import queries
from mainstay.web.people.access import signed_in

View = Callable[..., HttpResponse]


def whole_programme(allowed: Callable[[Person, object], bool]) -> Callable[[View], View]:
    """The view gets the programme in place of its number. It needs no published figures."""

    def wearing(view: View) -> View:
        @signed_in
        @wraps(view)
        def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
            programme = queries.programme(number)
            if programme is None:
                raise PermissionDenied
            require(allowed(request.user, programme))
            return view(request, programme, *args, **kwargs)

        return wrapped

    return wearing
