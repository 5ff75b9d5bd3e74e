"""Sign somebody of the demo in."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from mainstay.accounts.made_up import made_up
from mainstay.accounts.models import Person
from mainstay.accounts.policies import at_a_partner
from mainstay.programme.agreements.policies import seen
from mainstay.web.doors.links import opens
from mainstay.web.layout.pages import page
from mainstay.web.people.fresh import just_shown
from mainstay.web.second_step.gate import take

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
def door(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Asks first, so that what only looks at the link does not use it up.

    There is no door where anything held is real, for anybody who is not of the demo, or twice.
    """
    person = Person.objects.filter(pk=number).first()
    if not made_up() or not opens(person, token):
        raise Http404
    if request.method != "POST":
        return page(request, "doors/door.jinja", person=person, as_of=None)
    login(request, person, backend=BACKEND)
    just_shown(request, person, "door")
    take(request, "door")
    follows = seen(person).exists() or at_a_partner(person)
    return redirect("engagements" if follows else "programmes")
