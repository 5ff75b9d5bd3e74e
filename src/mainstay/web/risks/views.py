"""The register of a programme's risks: the list, one of them with its history, and changes."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.engagement.risks import actions, policies, queries
from mainstay.programme.engagement.risks.words import Said, Sort
from mainstay.programme.organisations.policies import can_see
from mainstay.terms.errors import MainstayError
from mainstay.terms.risks import offered
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.risks.forms import RiskForm, SettleForm
from mainstay.web.risks.presenters import FILTERS, SORTS, chosen


@whole_programme(can_see)
def risks(request: HttpRequest, programme) -> HttpResponse:
    """The register, filtered and in the order asked for."""
    today, held = localdate(), queries.register(programme)
    may = policies.can_keep(request.user, programme)
    return whole_page(
        request,
        "risks/risks.jinja",
        programme,
        total=len(held),
        rows=chosen(held, request.GET, today),
        overdue={one.risk.pk for one in held if one.overdue(today)},
        kinds=Sort.choices,
        filters=FILTERS,
        sorts=SORTS,
        query=request.GET,
        may=may,
        offered=queries.still_offered(programme) if may else [],
    )


@whole_programme(policies.can_keep)
def new_risk(request: HttpRequest, programme) -> HttpResponse:
    """A form for a new entry, begun with one that a source offers if it is asked for."""
    start = offered().get(request.GET.get("start", ""))
    begun = {"kind": start.kind, "words": start.words} if start else {}
    begun |= {"cause": start.cause, "effect": start.effect} if start else {}
    form = RiskForm(queries.practices(programme), request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_risk(
                programme=programme,
                selection=form.cleaned_data["selection"],
                said=form.said(),
                offered=start.id if start else "",
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is in the register.")
            return redirect("risk", programme.pk, made.pk)
    status = 422 if form.errors else 200
    return whole_page(request, "risks/new.jinja", programme, status=status, form=form, start=start)


@whole_programme(can_see)
def risk(request: HttpRequest, programme, risk: int) -> HttpResponse:
    """What is said of a risk now and was before, and a form to say something else."""
    held = _held(programme, risk)
    form = RiskForm(None, request.POST or None, initial=_as_typed(held))
    if request.method == "POST":
        require(policies.can_keep(request.user, programme))
        if form.is_valid() and _changed(request, held, form):
            messages.success(request, "Your change is saved.")
            return redirect("risk", programme.pk, risk)
    return _risk_page(request, programme, held, form)


@whole_programme(policies.can_keep)
@require_POST
def settle(request: HttpRequest, programme, risk: int) -> HttpResponse:
    """Close a risk, or open it again."""
    held = _held(programme, risk)
    form = SettleForm(request.POST, auto_id="settle-%s")
    if form.is_valid():
        closed = form.cleaned_data["closed"]
        try:
            actions.settle_risk(risk=held.risk, by=request.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.data = {**form.data.dict(), "seen": held.now.number}
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is closed." if closed else "It is open again.")
            return redirect("risk", programme.pk, risk)
    return _risk_page(request, programme, _held(programme, risk), None, form)


def _changed(request: HttpRequest, held, form: RiskForm) -> bool:
    """Whether the change was saved; what keeps it from that is said in the form."""
    try:
        seen = form.cleaned_data["seen"] or 0
        actions.change_risk(risk=held.risk, said=form.said(), seen=seen, by=request.user, now=now())
    except MainstayError as error:
        form.data = {**form.data.dict(), "seen": held.now.number}
        form.add_error(None, str(error))
        return False
    return True


def _held(programme, number: int):
    found = queries.entry(programme, number)
    if found is None:
        raise Http404
    return found


def _as_typed(held) -> dict[str, object]:
    said = {name: getattr(held.now, name) for name in Said.__dataclass_fields__}
    return {**said, "seen": held.now.number}


def _risk_page(
    request: HttpRequest, programme, held, form: Form | None, settling: SettleForm | None = None
) -> HttpResponse:
    begun = {"closed": not held.now.closed, "seen": held.now.number}
    tried = [one for one in (form, settling) if one is not None and one.errors]
    return whole_page(
        request,
        "risks/risk.jinja",
        programme,
        status=422 if tried else 200,
        held=held,
        overdue=held.overdue(localdate()),
        history=sorted(held.risk.versions.all(), key=lambda one: -one.number),
        start=offered().get(held.risk.offered),
        form=form or RiskForm(None, initial=_as_typed(held)),
        settling=settling or SettleForm(initial=begun, auto_id="settle-%s"),
        tried=tried,
        may=policies.can_keep(request.user, programme),
    )
