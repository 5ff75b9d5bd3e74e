"""Pages for those who signed in; whoever may not see a thing is told that there is none."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Asks a stranger to sign in. What a policy refuses is logged, and answered as not there."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            record(Event.REFUSED, request.path[:300], by=request.user, now=now())
            raise Http404 from error

    return wrapped


def organisation_where(
    allowed: Callable[[Person, Organisation], bool], request: HttpRequest, number: int
) -> Organisation:
    """The organisation, if the person may do there what is asked."""
    found = get_object_or_404(Organisation, pk=number)
    if not allowed(request.user, found):
        raise PermissionDenied
    return found
