"""The practice or the round of a page, for those whom a policy lets in."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mainstay.accounts.looks import Look
from mainstay.accounts.models import Organisation
from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies, queries
from mainstay.programme.sharing import policies as sharing
from mainstay.web.people.access import signed_in
from mainstay.web.people.looking import note_look

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
    """The view gets the round in place of its number; for the practice's own people."""
    return _with_round(view, lambda person, found: policies.can_see(person, found.practice))


def with_shared_round(view: View) -> View:
    """The same, and for those with whom it is shared; the practice reads that they looked."""

    def looking(request: HttpRequest, found, *args, **kwargs) -> HttpResponse:
        answer = view(request, found, *args, **kwargs)
        if answer.status_code == 200:
            note_look(request, found.practice.code, Look.TRIANGLE)
        return answer

    return _with_round(wraps(view)(looking), sharing.can_read)


def _with_round(view: View, allowed: Callable[..., bool]) -> View:
    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
        found = queries.find(number)
        if found is None:
            raise PermissionDenied
        require(allowed(request.user, found))
        return view(request, found, *args, **kwargs)

    return wrapped
