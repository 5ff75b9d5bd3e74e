"""The addresses that a practice keeps for its next round: see them, add, take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.team import actions
from mainstay.terms.errors import MainstayError
from mainstay.terms.wording import counted
from mainstay.web.assessment.access import with_practice
from mainstay.web.assessment.forms import TeamForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page


@with_practice
def team(request: HttpRequest, practice) -> HttpResponse:
    """Who is kept, group by group, and a form for more."""
    require(policies.can_run(request.user, practice))
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"people": form.people, "by": request.user, "now": now()}
        try:
            new = actions.keep_colleagues(practice=practice, **given)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            told = (
                f"{counted(new, 'address', 'addresses')} kept." if new else "All are kept already."
            )
            messages.success(request, told)
            return redirect("team", practice.pk)
    return page(
        request,
        "assessment/team.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        practice=practice,
        groups=_groups(practice),
        form=form,
        as_of=None,
    )


@with_practice
@require_POST
def forget(request: HttpRequest, practice, one: int) -> HttpResponse:
    """Somebody has left."""
    require(policies.can_run(request.user, practice))
    held = queries.colleagues(practice).filter(pk=one).first()
    if held is not None:
        actions.forget_colleague(colleague=held, by=request.user, now=now())
        messages.success(request, f"{held.address} is not kept any more.")
    return redirect("team", practice.pk)


def _groups(practice) -> list[tuple[str, list]]:
    """The staff groups in which somebody is kept."""
    kept = list(queries.colleagues(practice))
    found = [
        (label, [one for one in kept if one.group == name])
        for name, label in queries.staff_groups()
    ]
    return [(label, theirs) for label, theirs in found if theirs]
