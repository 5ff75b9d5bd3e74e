"""The meeting: where the team differs most comes first, and what it agrees is written down."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.assessment import actions, policies, queries
from mainstay.terms.errors import MainstayError
from mainstay.web.assessment import presenters
from mainstay.web.assessment.access import with_round
from mainstay.web.assessment.forms import AgreeForm, FinishForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page


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
        open=sum(one.agreed is None for one in rows),
        may=policies.can_agree(request.user, found),
        as_of=None,
    )


@with_round
def agree(request: HttpRequest, found, statement: str) -> HttpResponse:
    """One statement, what the team answered alone, and what it agrees."""
    require(policies.can_agree(request.user, found))
    framework = queries.framework_of(found)
    asked = framework.statement(statement)
    if asked is None:
        raise Http404
    held = queries.agreed(found).get(statement)
    form = AgreeForm(asked, request.POST or None, initial=_initial(held))
    if request.method == "POST" and form.is_valid() and _agreed(request, found, statement, form):
        messages.success(request, f"Saved: {asked.words}")
        return redirect(f"{reverse('meeting', args=[found.pk])}#{statement}")
    released = queries.released(found)
    rows = presenters.rows(framework, released, queries.agreed(found))
    return page(
        request,
        "assessment/agree.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        team_round=found,
        row=next(one for one in rows if one.statement.id == statement),
        framework=framework,
        form=form,
        as_of=None,
    )


@with_round
def finish(request: HttpRequest, found) -> HttpResponse:
    """Say that the team is done, and whether it met."""
    require(policies.can_agree(request.user, found))
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        met = form.cleaned_data["met"] if form.cleaned_data["way"] == "met" else None
        try:
            actions.finish_round(team_round=found, met=met, by=request.user, now=now())
        except MainstayError as error:
            form.add_error("met", str(error))
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
        open=len(framework.statements) - len(queries.agreed(found)),
        form=form,
        as_of=None,
    )


def _initial(held) -> dict[str, object]:
    if held is None:
        return {"seen": 0}
    return {"step": held.step or 0, "reason": held.reason, "seen": held.pk}


def _agreed(request: HttpRequest, found, statement: str, form: Form) -> bool:
    try:
        actions.agree(
            team_round=found, statement=statement, by=request.user, now=now(), **form.cleaned_data
        )
    except MainstayError as error:
        held = queries.agreed(found)[statement]
        form.data = {**form.data.dict(), "seen": held.pk}
        form.add_error(None, str(error))
        return False
    return True
