"""The meeting: where the team differs most comes first, and what it agrees is written down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.assessment import actions, policies, queries
from mainstay.terms.errors import MainstayError
from mainstay.web.assessment import presenters
from mainstay.web.assessment.access import with_round
from mainstay.web.assessment.forms import FinishForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page
from mainstay.web.support.links import asking


@with_round
def meeting(request: HttpRequest, found) -> HttpResponse:
    """Each statement: the middle, the spread, where staff groups differ, and what was agreed."""
    if found.closed is None:
        return redirect("round", found.pk)
    framework, released = queries.framework_of(found), queries.released(found)
    rows = presenters.rows(framework, released, queries.agreed(found))
    return page(
        request,
        "assessment/meeting.jinja",
        section=SECTION,
        team_round=found,
        framework=framework,
        released=released,
        rows=rows,
        levels=presenters.to_agree(framework, rows),
        open=sum(one.agreed is None for one in rows),
        may=policies.can_agree(request.user, found),
        asking=asking(request.user, found.practice.code),
        as_of=None,
    )


@with_round
def finish(request: HttpRequest, found) -> HttpResponse:
    """Say that the team is done, and whether it met."""
    require(policies.can_agree(request.user, found))
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        met = form.cleaned_data["met"] if form.cleaned_data["way"] == "met" else None
        given = {"met": met, "again": form.cleaned_data["again"], "by": request.user}
        try:
            actions.finish_round(team_round=found, now=now(), **given)
        except MainstayError as error:
            form.add_error("met" if met else "way", str(error))
        else:
            messages.success(request, "Your team's triangle is ready.")
            return redirect("triangle", found.pk)
    framework = queries.framework_of(found)
    return page(
        request,
        "assessment/finish.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        team_round=found,
        known=presenters.known(found, framework),
        of=len(framework.statements),
        open=len(framework.statements) - len(queries.agreed(found)),
        form=form,
        as_of=None,
    )
