"""One candidate: what is judged and said of it, beside what was published."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.looks import Look
from mainstay.accounts.policies import require
from mainstay.programme.cohort import policies as judging
from mainstay.programme.cohort import queries
from mainstay.programme.cohort.hearing import actions as hearing
from mainstay.programme.cohort.hearing import policies as listening
from mainstay.programme.cohort.hearing import queries as heard
from mainstay.programme.engagement.comments.queries import read_beside
from mainstay.programme.organisations import policies
from mainstay.programme.organisations.layout import actions as layout
from mainstay.programme.organisations.queries import area_of
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.pages import page
from mainstay.web.people.looking import note_look
from mainstay.web.practices.presenters import place_range
from mainstay.web.programmes import forms as ask
from mainstay.web.programmes import presenters
from mainstay.web.programmes.access import require_practice, with_programme

SECTION = "programmes"
CHOICE = -1  # the form of the choice, among those of the criteria
INTELLIGENCE, REMARK, ANSWER, GROUP = "intelligence", "remark", "answer", "group"


@with_programme
def practice(request: HttpRequest, programme, code: str) -> HttpResponse:
    """What is judged and said of one practice, beside what was published."""
    require_practice(request, programme.area_code, code)
    note_look(request, code, Look.PROGRAMME)
    return practice_page(request, programme, code)


@with_programme
@require_POST
def note_intelligence(request: HttpRequest, programme, code: str) -> HttpResponse:
    """Write down what others say of a practice."""
    require_practice(request, programme.area_code, code)
    require(listening.can_note(request.user, programme))
    form = ask.IntelligenceForm(request.POST, prefix=INTELLIGENCE)
    if form.is_valid():
        given = {"programme": programme, "practice_code": code, **form.cleaned_data}
        try:
            hearing.note_intelligence(by=request.user, now=now(), **given)
        except MainstayError as error:
            form.add_error("heard", str(error))
        else:
            messages.success(request, "What you heard is noted.")
            return redirect("programme-practice", programme.pk, code)
    return practice_page(request, programme, code, {INTELLIGENCE: form})


@with_programme
@require_POST
def remark(request: HttpRequest, programme, code: str) -> HttpResponse:
    """A note to colleagues."""
    require_practice(request, programme.area_code, code)
    require(listening.can_note(request.user, programme))
    form = ask.RemarkForm(request.POST, prefix=REMARK)
    if not form.is_valid():
        return practice_page(request, programme, code, {REMARK: form})
    given = {"programme": programme, "practice_code": code, **form.cleaned_data}
    hearing.remark(by=request.user, now=now(), **given)
    messages.success(request, "Your note is saved.")
    return redirect("programme-practice", programme.pk, code)


@with_programme
@require_POST
def answer(request: HttpRequest, programme, code: str, referral: int) -> HttpResponse:
    """Tell a practice what becomes of its request."""
    require_practice(request, programme.area_code, code)
    found = heard.referrals(programme, code).filter(pk=referral).first()
    require(found is not None and listening.can_answer(request.user, found))
    form = ask.AnswerForm(request.POST, prefix=ANSWER)
    if not form.is_valid():
        return practice_page(request, programme, code, {ANSWER: form})
    hearing.answer_referral(
        referral=found, answer=form.cleaned_data["answer"], by=request.user, now=now()
    )
    messages.success(request, "Your answer is on the practice's page.")
    return redirect("programme-practice", programme.pk, code)


@with_programme
@require_POST
def group(request: HttpRequest, programme, code: str) -> HttpResponse:
    """Put a practice into a resilience area, or take it out."""
    require_practice(request, programme.area_code, code)
    require(policies.can_lay_out(request.user, programme))
    form = ask.GroupForm(programme.resilience_areas.all(), request.POST, prefix=GROUP)
    if not form.is_valid():
        return practice_page(request, programme, code, {GROUP: form})
    layout.place_practice(
        programme=programme,
        practice_code=code,
        area=form.cleaned_data["area"],
        by=request.user,
        now=now(),
    )
    messages.success(request, "Its resilience area is saved.")
    return redirect("programme-practice", programme.pk, code)


def practice_page(
    request: HttpRequest, programme, code: str, tried: dict[object, Form] | None = None
) -> HttpResponse:
    """The page, with the forms that were tried in place of empty ones."""
    rules = rule_sets()[programme.rules]
    row = presenters.row_of(request.known, programme, code)
    held = presenters.held(programme, code)
    asked = presenters.judging(row, rules, held)
    group_now = area_of(programme).get(code)
    return page(
        request,
        "programmes/practice.jinja",
        status=422 if tried else 200,
        section=SECTION,
        programme=programme,
        row=row,
        place_range=place_range(row.order_low, row.order_high),
        asked=asked,
        measured=presenters.measured(row, held),
        group=group_now,
        forms=_forms(programme, asked, group_now) | (tried or {}),
        tried=tried or {},
        choice=queries.choices(programme).get(code),
        referrals=heard.referrals(programme, code),
        intelligence=heard.intelligence(programme, code),
        remarks=heard.remarks(programme, code),
        said=read_beside(request.user, code),
        **_allowed(request, programme, asked),
    )


def _forms(programme, asked, group_now) -> dict[object, Form]:
    """Every form of the page, empty."""
    made: dict[object, Form] = {
        one.number: ask.JudgeForm(
            prefix=f"c{one.number}",
            initial={"seen": one.held.pk if one.held else None},
            of_impact=one.number == presenters.IMPACT,
        )
        for one in asked
    }
    first = {"area": group_now.pk if group_now else None}
    areas = programme.resilience_areas.all()
    made[CHOICE] = ask.ChoiceForm(programme.waves.all(), prefix="choice")
    made[INTELLIGENCE] = ask.IntelligenceForm(prefix=INTELLIGENCE)
    made[REMARK] = ask.RemarkForm(prefix=REMARK)
    made[ANSWER] = ask.AnswerForm(prefix=ANSWER)
    made[GROUP] = ask.GroupForm(areas, prefix=GROUP, initial=first)
    return made


def _allowed(request: HttpRequest, programme, asked) -> dict[str, object]:
    """What the reader may do here."""
    me = request.user
    held = [one.held for one in asked if one.held]
    return {
        "may_choose": judging.can_choose(me, programme),
        "may_judge": judging.can_judge(me, programme),
        "may_lay_out": policies.can_lay_out(me, programme),
        "may_note": listening.can_note(me, programme),
        "may_moderate": {one.pk for one in held if judging.can_moderate(me, one)},
    }
