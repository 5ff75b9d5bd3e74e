"""Pages for those who signed in; whoever may not see a thing is told that there is none."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person

View = Callable[..., HttpResponse]
SIGNED_OUT = (
    "You had been signed out, so the form was not saved. Send it once more: going back in your "
    "browser may bring back what you typed."
)


def signed_in(view: View) -> View:
    """Asks a stranger to sign in. What a policy refuses is logged, and answered as not there."""

    @never_cache
    @_form_comes_back
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            record(Event.REFUSED, request.path[:300], by=request.user, now=now())
            raise Http404 from error

    return wrapped


def page_of_the_form(request: HttpRequest) -> str:
    """The page that a form was on; browsers say so to pages of the same site."""
    said = urlsplit(request.headers.get("Referer", ""))
    return said.path if said.path and said.netloc == request.get_host() else reverse("you")


def _form_comes_back(view: View) -> View:
    """Whoever is signed out in the middle of a form is brought back to its page, and told there."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            messages.warning(request, SIGNED_OUT)
            return redirect_to_login(page_of_the_form(request))
        return view(request, *args, **kwargs)

    return wrapped


def organisation_where(
    allowed: Callable[[Person, Organisation], bool], request: HttpRequest, number: int
) -> Organisation:
    """The organisation, if the person may do there what is asked."""
    found = get_object_or_404(Organisation, pk=number)
    if not allowed(request.user, found):
        raise PermissionDenied
    return found
