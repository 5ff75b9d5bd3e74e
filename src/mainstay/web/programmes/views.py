"""Set up a programme, see its practices in order, judge them, look at a judgement."""

import polars as pl
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort import policies as judging
from mainstay.programme.cohort import queries
from mainstay.programme.organisations import actions, policies
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.terms.levels import Level
from mainstay.web.layout.downloads import csv_download
from mainstay.web.layout.held import known_on
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.layout.paging import place
from mainstay.web.people.access import signed_in
from mainstay.web.programmes import presenters
from mainstay.web.programmes.access import require_practice, with_programme
from mainstay.web.programmes.forms import ChoiceForm, JudgeForm, ModerateForm, ProgrammeForm

SECTION = "programmes"
CHOICE = -1  # the form of the choice, among those of the criteria
AREAS = ("icb", "sub_icb")


@signed_in
def programmes(request: HttpRequest) -> HttpResponse:
    """Those that a person may see, and the offices that may set up one more."""
    return page(
        request,
        "programmes/programmes.jinja",
        section=SECTION,
        programmes=policies.seen(request.user).select_related("office").order_by("-starts"),
        offices=policies.offices_led(request.user),
        as_of=None,
    )


@signed_in
@with_figures
def new_programme(request: HttpRequest, number: int) -> HttpResponse:
    """A form for the office that the number names."""
    office = policies.offices_led(request.user).filter(pk=number).first()
    if office is None:
        raise PermissionDenied
    known = request.known
    areas = [
        (one["area_code"], f"{one['area_name']} ({one['practices']} practices)")
        for one in known.areas().sort("area_type", "area_name").iter_rows(named=True)
        if one["area_type"] in AREAS
    ]
    rules = [(one.id, one.name) for one in rule_sets().values()]
    form = ProgrammeForm(
        areas, rules, request.POST or None, initial={"as_of": localdate(), "area_code": office.code}
    )
    if request.method == "POST" and form.is_valid():
        made = actions.set_up_programme(
            office=office, by=request.user, now=now(), **form.cleaned_data
        )
        messages.success(request, f"{made.name} is set up.")
        return redirect("programme", made.pk)
    return page(
        request,
        "programmes/new.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        office=office,
        form=form,
        as_of=None,
    )


@with_programme
def programme(request: HttpRequest, programme) -> HttpResponse:
    """The practices of its area, in the order for conversations that its judgements give."""
    table = presenters.candidates(request.known, programme)
    shown = place(request, table.height)
    made = queries.choices(programme)
    return page(
        request,
        "programmes/programme.jinja",
        section=SECTION,
        programme=programme,
        rules=rule_sets()[programme.rules],
        candidates=presenters.lines(table.slice(shown.start, shown.size), made),
        chosen=sum(one.chosen for one in made.values()),
        may_freeze=judging.can_freeze(request.user, programme),
        place=shown,
        area=request.known.area_name(programme.area_code),
    )


@with_programme
def practice(request: HttpRequest, programme, code: str) -> HttpResponse:
    """What is judged of one practice, beside what was published."""
    return _practice_page(request, programme, require_practice(request, programme.area_code, code))


@with_programme
@require_POST
def judge(request: HttpRequest, programme, code: str, criterion: int) -> HttpResponse:
    """Give a criterion a level."""
    require_practice(request, programme.area_code, code)
    if criterion not in presenters.numbers_judged(rule_sets()[programme.rules]):
        raise Http404
    require(judging.can_judge(request.user, programme))
    form = JudgeForm(request.POST, prefix=f"c{criterion}")
    if form.is_valid():
        given = form.cleaned_data
        try:
            cohort.judge(
                programme=programme,
                practice_code=code,
                criterion=criterion,
                level=Level(given["level"]),
                reason=given["reason"],
                seen=given["seen"],
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            form.add_error(None, str(error))
            form = _seen_now(form, programme, code, criterion)
        else:
            messages.success(request, "Your judgement is saved.")
            return redirect("programme-practice", programme.pk, code)
    return _practice_page(request, programme, code, {criterion: form})


@with_programme
@require_POST
def choose(request: HttpRequest, programme, code: str) -> HttpResponse:
    """Take a practice into the cohort, or pass it over."""
    require_practice(request, programme.area_code, code)
    require(judging.can_choose(request.user, programme))
    form = ChoiceForm(request.POST, prefix="choice")
    if not form.is_valid():
        return _practice_page(request, programme, code, {CHOICE: form})
    given = form.cleaned_data
    cohort.choose(
        programme=programme,
        practice_code=code,
        chosen=given["choice"] == "chosen",
        reason=given["reason"],
        by=request.user,
        now=now(),
    )
    messages.success(request, "Your choice is saved.")
    return redirect("programme-practice", programme.pk, code)


@with_programme
def freeze(request: HttpRequest, programme) -> HttpResponse:
    """Settle the cohort, or read what keeps it from being settled."""
    require(judging.can_freeze(request.user, programme))
    rows = presenters.settled_on(presenters.candidates(request.known, programme))
    ordered = [(one["practice_code"], one["practice_name"]) for one in rows]
    told = queries.blocks(programme, ordered)
    if request.method == "POST" and not told:
        cohort.freeze(
            programme=programme,
            rows=rows,
            evidence=request.known.fingerprint,
            rules_version=rule_sets()[programme.rules].version,
            by=request.user,
            now=now(),
        )
        messages.success(request, "The list is frozen.")
        return redirect("programme", programme.pk)
    chosen = {code for code, one in queries.choices(programme).items() if one.chosen}
    return page(
        request,
        "programmes/freeze.jinja",
        status=422 if request.method == "POST" else 200,
        section=SECTION,
        programme=programme,
        blocks=told,
        chosen=[name for code, name in ordered if code in chosen],
    )


@with_programme
def frozen_csv(request: HttpRequest, programme) -> HttpResponse:
    """The frozen list, as it was frozen. Raises Http404 before that."""
    if not hasattr(programme, "frozen"):
        raise Http404
    table = pl.DataFrame(programme.frozen.rows, infer_schema_length=None)
    return csv_download(request.known, table, f"cohort-{programme.pk}")


@signed_in
def moderate(request: HttpRequest, number: int) -> HttpResponse:
    """A second person's look at a judgement: agree, or give another level."""
    judged = queries.judgement(number)
    if judged is None:
        raise PermissionDenied
    require(judging.can_moderate(request.user, judged))
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
    names = known_on(judged.programme.as_of).names
    return page(
        request,
        "programmes/moderate.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        judged=judged,
        name=names.get(judged.practice_code, judged.practice_code),
        form=form,
        as_of=None,
    )


def _seen_now(form: JudgeForm, programme, code: str, criterion: int) -> JudgeForm:
    """The same words, for whoever wants to save them after reading what a colleague wrote."""
    newest = {one.criterion: one.pk for one in queries.newest(programme, code)}
    data = form.data.copy()
    data[form.add_prefix("seen")] = newest.get(criterion, "")
    again = JudgeForm(data, prefix=form.prefix)
    again.is_valid()
    for problem in form.non_field_errors():
        again.add_error(None, problem)
    return again


def _practice_page(
    request: HttpRequest, programme, code: str, tried: dict[int, Form] | None = None
) -> HttpResponse:
    rules = rule_sets()[programme.rules]
    row = presenters.row_of(request.known, programme, code)
    asked = presenters.judging(row, rules, programme, code)
    forms = {
        one.number: JudgeForm(
            prefix=f"c{one.number}", initial={"seen": one.held.pk if one.held else None}
        )
        for one in asked
    }
    made = queries.choices(programme).get(code)
    forms[CHOICE] = ChoiceForm(prefix="choice")
    forms.update(tried or {})
    return page(
        request,
        "programmes/practice.jinja",
        status=422 if tried else 200,
        section=SECTION,
        programme=programme,
        row=row,
        asked=asked,
        forms=forms,
        tried=set(tried or {}),
        choice=made,
        choosing=forms[CHOICE],
        may_choose=judging.can_choose(request.user, programme),
        may_judge=judging.can_judge(request.user, programme),
        may_moderate={
            one.held.pk
            for one in asked
            if one.held and judging.can_moderate(request.user, one.held)
        },
    )
