"""The programme of a page, for those who may see it, with or without the figures of its day."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from mainstay.accounts.policies import require
from mainstay.programme.organisations import policies, queries
from mainstay.web.layout.held import known_on, releases
from mainstay.web.layout.pages import page, preparing
from mainstay.web.people.access import signed_in

View = Callable[..., HttpResponse]


def with_record(view: View) -> View:
    """The view gets the programme in place of its number."""

    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
        programme = queries.programme(number)
        if programme is None:
            raise PermissionDenied
        require(policies.can_see(request.user, programme))
        return view(request, programme, *args, **kwargs)

    return wrapped


def with_programme(view: View) -> View:
    """The view gets the programme, and `request.known` as of its day."""

    @with_record
    @wraps(view)
    def wrapped(request: HttpRequest, programme, *args, **kwargs) -> HttpResponse:
        if not releases():
            return page(request, "layout/empty.jinja")
        request.known = known_on(programme.as_of)
        if not request.known.ready():
            return preparing(request)
        return view(request, programme, *args, **kwargs)

    return wrapped


def require_practice(request: HttpRequest, area: str, code: str) -> str:
    """The code, where the practice is of the programme's area. Raises Http404 elsewhere."""
    if code not in request.known.area_codes(area):
        raise Http404
    return code


def names_of(programme) -> dict[str, str]:
    """The practices' names by code; none while there are no figures to read them from."""
    known = known_on(programme.as_of)
    return known.names if not known.empty and known.ready() else {}
