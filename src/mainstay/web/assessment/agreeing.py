"""What the team agrees: a level on one page, or one statement by itself."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.agreeing.actions import WrittenMeanwhileError, agree
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import Framework
from mainstay.terms.wording import counted
from mainstay.web.assessment import presenters
from mainstay.web.assessment.access import with_round
from mainstay.web.assessment.forms import AgreeForm, AgreeOrLeaveForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page


@with_round
def agree_one(request: HttpRequest, found, statement: str) -> HttpResponse:
    """One statement, what the team answered alone, and what it agrees."""
    require(policies.can_agree(request.user, found))
    row = next((one for one in _rows(found) if one.statement.id == statement), None)
    if row is None:
        raise Http404
    framework = queries.framework_of(found)
    form = AgreeForm(framework, row.statement, request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid() and _agreed(request, found, [form]):
        messages.success(request, f"Saved: {row.statement.words}")
        return redirect(f"{reverse('meeting', args=[found.pk])}#{statement}")
    return page(
        request,
        "assessment/agree.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        team_round=found,
        row=row,
        framework=framework,
        form=form,
        as_of=None,
    )


@with_round
def agree_level(request: HttpRequest, found, need: str) -> HttpResponse:
    """All statements of a level. What is left open stays open."""
    require(policies.can_agree(request.user, found))
    framework = queries.framework_of(found)
    level = next((one for one in framework.needs if one.id == need), None)
    if level is None:
        raise Http404
    rows = [one for one in _rows(found) if one.statement.need == need]
    forms = [_form(framework, one, request) for one in rows]
    if request.method == "POST" and all(one.is_valid() for one in forms):
        made = _agreed(request, found, forms)
        if made is not None:
            messages.success(request, f"{level.name}: {counted(made, 'answer')} saved.")
            return redirect(presenters.next_to_agree(found, framework, need))
    wrong = [one for one in forms if one.is_bound and one.errors]
    return page(
        request,
        "assessment/level.jinja",
        status=422 if wrong else 200,
        section=SECTION,
        team_round=found,
        level=level,
        wrong=wrong,
        rows=list(zip(rows, forms, strict=True)),
        as_of=None,
    )


def _rows(found) -> list:
    """In the order of the questions."""
    framework = queries.framework_of(found)
    rows = presenters.rows(framework, queries.released(found), queries.agreed(found))
    order = [one.id for one in framework.statements]
    return sorted(rows, key=lambda one: order.index(one.statement.id))


def _form(framework: Framework, row, request: HttpRequest) -> AgreeOrLeaveForm:
    first = _initial(row) | ({"step": row.alike} if row.agreed is None and row.alike else {})
    name = row.statement.id
    given = {"initial": first, "prefix": name}
    return AgreeOrLeaveForm(framework, row.statement, request.POST or None, **given)


def _initial(row) -> dict[str, object]:
    held = row.agreed
    if held is None:
        return {"seen": 0}
    return {"step": held.step or 0, "reason": held.reason, "seen": held.pk}


def _agreed(request: HttpRequest, found, forms: Sequence[AgreeForm]) -> int | None:
    """How many answers are new; None where nothing was saved, and a form says why."""
    given = [one.given() for one in forms if one.answers]
    try:
        return len(agree(team_round=found, given=given, by=request.user, now=now()))
    except MainstayError as error:
        wrong = forms[0]
        if isinstance(error, WrittenMeanwhileError):
            wrong = next(one for one in forms if one.statement.id == error.statement)
            wrong.look_again(queries.agreed(found)[error.statement].pk)
        wrong.add_error(None, str(error))
        return None
