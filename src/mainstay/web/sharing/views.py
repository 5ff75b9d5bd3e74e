"""With whom a practice shares what its team agreed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.sharing import actions, policies, queries
from mainstay.terms.errors import MainstayError
from mainstay.web.assessment.access import with_round
from mainstay.web.layout.pages import page
from mainstay.web.sharing import presenters


@with_round
def sharing(request: HttpRequest, found) -> HttpResponse:
    """Each audience of each programme: what it sees, and whether it sees it now."""
    require(policies.can_share(request.user, found))
    return page(
        request,
        "sharing/sharing.jinja",
        section="assessments",
        team_round=found,
        places=presenters.places(found, now()),
        as_of=None,
    )


@with_round
@require_POST
def share(request: HttpRequest, found, selection: int, audience: str) -> HttpResponse:
    """Let one audience see it."""
    held, who = _asked(found, selection, audience)
    try:
        actions.share(team_round=found, selection=held, audience=who, by=request.user, now=now())
    except MainstayError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, presenters.SHARED[who].format(name=presenters.named(held, who)))
    return redirect("sharing", found.pk)


@with_round
@require_POST
def stop(request: HttpRequest, found, selection: int, audience: str) -> HttpResponse:
    """Let it be seen no more."""
    held, who = _asked(found, selection, audience)
    actions.stop(team_round=found, selection=held, audience=who, by=request.user, now=now())
    messages.success(request, presenters.STOPPED[who].format(name=presenters.named(held, who)))
    return redirect("sharing", found.pk)


def _asked(found, selection: int, audience: str):
    """The practice's place in a programme and the audience that an address names."""
    held = next((one for one in queries.places(found.practice) if one.pk == selection), None)
    who = next((one for one in presenters.audiences(held) if one.value == audience), None)
    if held is None or who is None:
        raise PermissionDenied
    return held, who
