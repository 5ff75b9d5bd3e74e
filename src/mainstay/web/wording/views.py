"""Who leads a programme, and the office's own text of its agreements."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.agreements import actions as naming
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.parts import Form, Leading
from mainstay.programme.agreements.wording import actions
from mainstay.programme.agreements.wording.queries import newest
from mainstay.programme.agreements.wording.queries import wordings as kept
from mainstay.programme.organisations.policies import can_see
from mainstay.terms.agreements import OPEN_LISTS, OPEN_WORDS, clauses_from
from mainstay.terms.definitions import agreement_templates
from mainstay.terms.errors import MainstayError
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.wording.forms import LeadForm, WordingForm

ASKED = {
    Leading.STRATEGIC: "Answers for the programme, its aims and its money. Of the office.",
    Leading.OPERATIONAL: "Looks after the daily work, and advises the strategic lead. "
    "Of the office or the support unit.",
}


@whole_programme(can_see)
def leads(request: HttpRequest, programme) -> HttpResponse:
    """Who answers for the programme, and a form for each who may name them."""
    forms = {one: _lead_form(programme, one) for one in Leading}
    if request.method == "POST":
        part = request.POST.get("part", "")
        if part not in Leading.values:
            raise Http404
        require(policies.can_name_lead(request.user, programme, Leading(part)))
        form = LeadForm(
            queries.candidates_to_lead(programme, Leading(part)),
            request.POST,
            auto_id=f"{part}-%s",
        )
        if form.is_valid():
            given = form.cleaned_data
            naming.name_lead(
                programme=programme, part=Leading(part), by=request.user, now=now(), **given
            )
            label = Leading(part).label.lower()
            messages.success(request, f"{given['person'].name} is {label}.")
            return redirect("leads", programme.pk)
        forms[Leading(part)] = form
    may = {one for one in Leading if policies.can_name_lead(request.user, programme, one)}
    return _page(
        request,
        "wording/leads.jinja",
        programme,
        tried=any(one.errors for one in forms.values()),
        held=queries.leads(programme),
        asked=[(one, ASKED[one], forms[one] if one in may else None) for one in Leading],
    )


@whole_programme(can_see)
def wordings(request: HttpRequest, programme) -> HttpResponse:
    """The kinds of agreement, and whose text each has."""
    templates = agreement_templates()
    return _page(
        request,
        "wording/wordings.jinja",
        programme,
        rows=[(one, templates[one.value], newest(programme, one)) for one in Form],
    )


@whole_programme(can_see)
def wording(request: HttpRequest, programme, form: str) -> HttpResponse:
    """The text of one kind of agreement: read it, or write the office's own."""
    if form not in Form.values:
        raise Http404
    kind, may = Form(form), policies.can_word(request.user, programme)
    template = agreement_templates()[form]
    own = newest(programme, kind)
    shipped = own is None or request.GET.get("from") == "mainstay"
    clauses = template.clauses if shipped else clauses_from(own.clauses)
    asked = WordingForm(clauses=clauses, seen=own.number if own else 0)
    if request.method == "POST":
        require(may)
        asked = WordingForm(request.POST)
        if asked.is_valid():
            try:
                _change(request, programme, kind, asked)
                return redirect("wordings", programme.pk)
            except MainstayError as error:
                asked = _seen_now(request, str(error), own.number if own else 0)
    return _page(
        request,
        "wording/wording.jinja",
        programme,
        tried=bool(asked.errors),
        kind=kind,
        shipped_text=template,
        own=own,
        ours=shipped,
        clauses=clauses,
        kept=kept(programme, kind),
        form=asked if may else None,
        open_words=sorted(OPEN_WORDS),
        open_lists=sorted(OPEN_LISTS),
    )


def _change(request: HttpRequest, programme, kind: Form, asked: WordingForm) -> None:
    actions.change_wording(
        programme=programme,
        form=kind,
        clauses=asked.clauses(),
        why=asked.cleaned_data["why"],
        seen=asked.cleaned_data["seen"],
        by=request.user,
        now=now(),
    )
    messages.success(
        request, "Your text is kept. It is used for words that are put to practices from now on."
    )


def _seen_now(request: HttpRequest, problem: str, number: int) -> WordingForm:
    """The same words, for whoever wants to save them after reading what a colleague changed."""
    again = WordingForm({**request.POST.dict(), "seen": str(number)})
    again.is_valid()
    again.add_error(None, problem)
    return again


def _lead_form(programme, part: Leading) -> LeadForm:
    held = queries.leads(programme).get(part)
    initial = {"person": held.person_id, "telephone": held.telephone} if held else {}
    people = queries.candidates_to_lead(programme, part)
    return LeadForm(people, initial=initial, auto_id=f"{part.value}-%s")


def _page(request: HttpRequest, template: str, programme, *, tried=False, **context):
    return whole_page(
        request,
        template,
        programme,
        status=422 if tried else 200,
        place_now=template.removeprefix("wording/").removesuffix(".jinja"),
        tried=tried,
        **context,
    )
