"""What the practice begins with: its own choice, made at the meeting or after it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.analysis.triangle import DONE, MOST, levels
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.beginning import actions
from mainstay.programme.assessment.beginning.queries import chosen, last
from mainstay.terms.errors import MainstayError
from mainstay.web.assessment.access import with_round
from mainstay.web.assessment.forms import BeginForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page


@with_round
def begin(request: HttpRequest, found) -> HttpResponse:
    """The statements that are not done yet, level by level, three of them to be ticked."""
    require(policies.can_choose(request.user, found))
    framework, steps = queries.framework_of(found), queries.team_answers(found)
    offered = [one for one in framework.statements if steps.get(one.id) != DONE]
    held = last(found)
    first = {"statements": list(chosen(found)), "seen": held.pk if held else 0}
    form = BeginForm(offered, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _chosen(request, found, form):
        messages.success(request, "Kept. Your papers say it too.")
        return redirect("triangle", found.pk)
    return page(
        request,
        "assessment/begin.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        team_round=found,
        framework=framework,
        levels=[one for one in levels(framework, steps) if _open(one)],
        done=DONE,
        most=MOST,
        ticked=form["statements"].value() or [],
        form=form,
        as_of=None,
    )


def _open(level) -> bool:
    return any(one.step != DONE for one in level.answers)


def _chosen(request: HttpRequest, found, form: Form) -> bool:
    try:
        actions.choose(team_round=found, by=request.user, now=now(), **form.cleaned_data)
    except MainstayError as error:
        form.data = {**form.data.dict(), "statements": form.data.getlist("statements")}
        form.data["seen"] = last(found).pk
        form.add_error(None, str(error))
        return False
    return True
