"""What matters asks again who is there, unless they showed it a moment ago.

A view that exports, or changes who may do what, wears `fresh`, inside `signed_in`. A person shows
who it is and is brought back; what they had typed is kept, and done then. Where it cannot be kept,
as a file cannot, they are told to send it again.
"""

import json
from collections.abc import Callable
from functools import wraps
from time import time
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.internal.httpkit import serialize_request
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mainstay.accounts.models import Person
from mainstay.web.people.access import page_of_the_form
from mainstay.web.people.directory import directory_again

View = Callable[..., HttpResponse]
LOST = "Nothing was saved while you signed in again. Send the form once more."


def fresh(view: View) -> View:
    """Asks for password, code or passkey again when the last time is too long ago."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return _ask_again(request)

    return wrapped


def fresh_to_change(view: View) -> View:
    """As `fresh`, for a page that anybody may look at and whose form changes something."""
    asking = fresh(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return (asking if request.method == "POST" else view)(request, *args, **kwargs)

    return wrapped


def is_fresh(request: HttpRequest) -> bool:
    """Whether this session showed who it is within settings.ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    shown = [
        one["at"]
        for one in get_authentication_records(request, request.user)
        if one.get("reauthenticated")
    ]
    return bool(shown) and time() - shown[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def just_shown(request: HttpRequest, person: Person, method: str) -> None:
    """Signing in counts as well: nothing is asked twice."""
    record_authentication(request, person, method=method, reauthenticated=True)


def _ask_again(request: HttpRequest) -> HttpResponse:
    """To where the person shows who it is, and from there back to what they were doing."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    request.session.pop(reauthentication.STATE_SESSION_KEY, None)
    back = request.get_full_path()
    if request.method == "POST" and methods and not request.FILES:
        request.session[reauthentication.STATE_SESSION_KEY] = {"request": _kept(request)}
        back = request.path  # the query is kept with the words
    elif request.method == "POST":
        messages.warning(request, LOST)
        back = page_of_the_form(request)
    where = methods[0]["url"] if methods else directory_again()
    return redirect(f"{where}{'&' if '?' in where else '?'}{urlencode({'next': back})}")


def _kept(request: HttpRequest) -> str:
    """What was sent, without the cookies that it came with."""
    whole = json.loads(serialize_request(request))
    whole["META"].pop("HTTP_COOKIE", None)
    return json.dumps(whole)
