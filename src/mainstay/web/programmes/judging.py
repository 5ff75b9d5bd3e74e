"""Judge a practice, stand over a measured level, look at a colleague's judgement, take one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort import policies, queries
from mainstay.programme.organisations.policies import can_see
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Kind
from mainstay.web.layout.downloads import uploaded
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in
from mainstay.web.programmes import presenters
from mainstay.web.programmes.access import (
    names_of,
    require_practice,
    with_programme,
    with_record,
)
from mainstay.web.programmes.forms import JudgeForm, ModerateForm, WithdrawForm
from mainstay.web.programmes.practices import practice_page

SECTION = "programmes"


@with_programme
@require_POST
def judge(request: HttpRequest, programme, code: str, criterion: int) -> HttpResponse:
    """Give a criterion of judgement a level."""
    require_practice(request, programme.area_code, code)
    if criterion not in presenters.numbers(rule_sets()[programme.rules], Kind.JUDGEMENT):
        raise Http404
    require(policies.can_judge(request.user, programme))
    of_impact = criterion == presenters.IMPACT
    form = JudgeForm(request.POST, request.FILES, prefix=f"c{criterion}", of_impact=of_impact)
    form = _saved(request, programme, code, criterion, form)
    if form is None:
        messages.success(request, "Your judgement is saved.")
        return redirect("programme-practice", programme.pk, code)
    return practice_page(request, programme, code, {criterion: form})


@with_programme
def override(request: HttpRequest, programme, code: str, criterion: int) -> HttpResponse:
    """Give a measured criterion another level, with a reason; both are shown from then on."""
    require_practice(request, programme.area_code, code)
    rules = rule_sets()[programme.rules]
    if criterion not in presenters.numbers(rules, Kind.MEASURE):
        raise Http404
    require(policies.can_judge(request.user, programme))
    row = presenters.row_of(request.known, programme, code)
    cells = {one.number: one for one in presenters.measured(row, presenters.held(programme, code))}
    cell = cells[criterion]
    seen = {"seen": cell.held.pk if cell.held else None}
    form = JudgeForm(prefix=f"c{criterion}", initial=seen)
    if request.method == "POST":
        form = JudgeForm(request.POST, request.FILES, prefix=f"c{criterion}")
        form = _saved(request, programme, code, criterion, form, cell.result.measured)
        if form is None:
            messages.success(request, "Your level counts now. The measured one is shown beside it.")
            return redirect("programme-practice", programme.pk, code)
    return page(
        request,
        "programmes/override.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        programme=programme,
        row=row,
        cell=cell,
        form=form,
    )


@signed_in
def moderate(request: HttpRequest, number: int) -> HttpResponse:
    """A second person's look at a judgement: agree, or give another level."""
    judged = queries.judgement(number)
    if judged is None:
        raise PermissionDenied
    require(policies.can_moderate(request.user, judged))
    agrees = "agree" in request.POST
    form = ModerateForm(request.POST if request.method == "POST" and not agrees else None)
    if request.method == "POST" and (agrees or form.is_valid()):
        given = {} if agrees else form.cleaned_data
        cohort.moderate(
            judged=judged,
            agrees=agrees,
            level=None if agrees else Level(given["level"]),
            reason=given.get("reason", ""),
            by=request.user,
            now=now(),
        )
        messages.success(request, "Your answer is saved.")
        return redirect("programme-practice", judged.programme_id, judged.practice_code)
    return _judgement_page(request, "programmes/moderate.jinja", judged, form)


@signed_in
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a judgement back, with a reason."""
    judged = queries.judgement(number)
    if judged is None:
        raise PermissionDenied
    require(policies.can_withdraw(request.user, judged))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cohort.withdraw_judgement(
                judged=judged, by=request.user, now=now(), **form.cleaned_data
            )
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The judgement is withdrawn. It stays on record.")
            return redirect("programme-practice", judged.programme_id, judged.practice_code)
    return _judgement_page(request, "programmes/withdraw.jinja", judged, form)


@with_record
def waiting(request: HttpRequest, programme) -> HttpResponse:
    """The judgements that nobody has looked at yet: whose, and since when."""
    found = list(queries.waiting(programme))
    names = names_of(programme) if found else {}
    rules = rule_sets()[programme.rules]
    rows = [
        (
            one,
            names.get(one.practice_code, one.practice_code),
            presenters.criterion_name(rules, one.criterion),
            policies.can_moderate(request.user, one),
        )
        for one in found
    ]
    return page(
        request,
        "programmes/waiting.jinja",
        section=SECTION,
        programme=programme,
        rows=rows,
        as_of=None,
    )


@signed_in
def judged_file(request: HttpRequest, number: int) -> HttpResponse:
    """A file that shows why somebody judged as they did."""
    found = queries.file_of(number)
    if found is None:
        raise PermissionDenied
    require(can_see(request.user, found.judged.programme))
    return uploaded(found.upload)


def _saved(
    request: HttpRequest,
    programme,
    code: str,
    criterion: int,
    form: JudgeForm,
    measured: Level | None = None,
) -> JudgeForm | None:
    """None once the judgement is saved with its file; else the form, with what is wrong."""
    if not form.is_valid():
        return form
    given, by, moment = form.cleaned_data, request.user, now()
    try:
        with transaction.atomic():
            made = cohort.judge(
                programme=programme,
                practice_code=code,
                criterion=criterion,
                level=Level(given["level"]),
                reason=given["reason"],
                seen=given["seen"],
                measured=measured,
                by=by,
                now=moment,
            )
            if given["file"]:
                cohort.attach_to_judgement(judged=made, file=given["file"], by=by, now=moment)
    except MainstayError as error:
        form.add_error(None, str(error))
        return _seen_now(form, programme, code, criterion)
    return None


def _seen_now(form: JudgeForm, programme, code: str, criterion: int) -> JudgeForm:
    """The same words, for whoever wants to save them after reading what a colleague wrote."""
    newest = {one.criterion: one.pk for one in queries.newest(programme, code)}
    data = form.data.copy()
    data[form.add_prefix("seen")] = newest.get(criterion, "")
    form.data = data
    return form


def _judgement_page(request: HttpRequest, template: str, judged, form) -> HttpResponse:
    names = names_of(judged.programme)
    return page(
        request,
        template,
        status=422 if form.errors else 200,
        section=SECTION,
        judged=judged,
        name=names.get(judged.practice_code, judged.practice_code),
        criterion=presenters.criterion_name(rule_sets()[judged.programme.rules], judged.criterion),
        form=form,
        as_of=None,
    )
