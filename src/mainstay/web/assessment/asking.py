"""Open a round, ask the team, and close it."""

from datetime import timedelta

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.assessment import actions, policies, queries
from mainstay.programme.assessment.reminding.queries import drops_on
from mainstay.terms.errors import MainstayError
from mainstay.terms.wording import counted
from mainstay.web.assessment.access import with_practice, with_round
from mainstay.web.assessment.changes import to_come
from mainstay.web.assessment.forms import AskForm, NewRoundForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page

ENOUGH = timedelta(days=14)


@with_practice
def new_round(request: HttpRequest, practice) -> HttpResponse:
    """Say how the team answers, and until when."""
    require(policies.can_run(request.user, practice))
    form = NewRoundForm(request.POST or None, initial={"answer_by": localdate() + ENOUGH})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(
                practice=practice,
                answer_by=form.cleaned_data["answer_by"],
                together=form.cleaned_data["way"] == "together",
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            return redirect("meeting" if made.together else "round", made.pk)
    return page(
        request,
        "assessment/new.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        practice=practice,
        changed=to_come(practice),
        floor=queries.floor_of(practice),
        form=form,
        as_of=None,
    )


@with_round
def one_round(request: HttpRequest, found) -> HttpResponse:
    """Who is asked and how many have answered; once it is closed, the way to the meeting."""
    return _round_page(request, found, _ask_form(found))


@with_round
@require_POST
def ask(request: HttpRequest, found) -> HttpResponse:
    """Send people their links."""
    require(policies.can_ask(request.user, found))
    form = _ask_form(found, request.POST)
    if form.is_valid():
        given = {"people": form.people, "keep": form.cleaned_data["keep"]}
        try:
            made = actions.ask(team_round=found, by=request.user, now=now(), **given)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            told = counted(len(made), "person", "people")
            messages.success(request, f"{told} will get a link by e-mail." if made else NOBODY_NEW)
            return redirect("round", found.pk)
    return _round_page(request, found, form)


NOBODY_NEW = "All of them are asked already."


@with_round
@require_POST
def ask_no_more(request: HttpRequest, found, one: int) -> HttpResponse:
    """Take somebody off the list of who is asked."""
    require(policies.can_ask(request.user, found))
    held = queries.asked(found).filter(pk=one).first()
    if held is not None:
        address = held.address
        actions.ask_no_more(asked=held, by=request.user, now=now())
        messages.success(
            request,
            f"{address} is not asked any more. What they may have answered before counts: "
            "nobody knows whether they did.",
        )
    return redirect("round", found.pk)


@with_round
@require_POST
def remind(request: HttpRequest, found) -> HttpResponse:
    """Send everybody their link once more."""
    people = actions.remind_all(team_round=found, by=request.user, now=now())
    messages.success(request, _reminded(people, queries.asked(found).count()))
    return redirect("round", found.pk)


def _reminded(people: int, asked: int) -> str:
    """Whoever was reminded today already is not told of twice."""
    if not people:
        return "They were reminded today already." if asked else "Nobody is asked yet."
    if people == asked:
        return f"A reminder goes to all {people}: nobody knows who has answered."
    told = counted(people, "person", "people")
    return f"A reminder goes to {told}. The others were reminded today already."


@with_round
def close(request: HttpRequest, found) -> HttpResponse:
    """Ask first: what is destroyed does not come back."""
    require(policies.can_close(request.user, found))
    if request.method == "POST":
        actions.close_round(team_round=found, by=request.user, now=now())
        messages.success(request, "The questions are closed. Now meet, and agree.")
        return redirect("meeting", found.pk)
    answered = queries.answered(found)
    return page(
        request,
        "assessment/close.jinja",
        section=SECTION,
        team_round=found,
        answered=answered,
        asked=sum(queries.asked_by_group(found).values()),
        as_of=None,
    )


@with_round
def drop(request: HttpRequest, found) -> HttpResponse:
    """Ask first: nothing of the round is left."""
    require(policies.can_drop(request.user, found))
    if request.method == "POST":
        actions.drop_round(team_round=found, by=request.user, now=now())
        messages.success(request, "The round is dropped, and its answers are destroyed.")
        return redirect("assessment", found.practice.pk)
    return page(request, "assessment/drop.jinja", section=SECTION, team_round=found, as_of=None)


def _ask_form(found, data: QueryDict | None = None) -> AskForm:
    """With the addresses that the practice keeps, group by group."""
    kept: dict[str, list[str]] = {}
    for one in queries.colleagues(found.practice):
        kept.setdefault(one.group, []).append(one.address)
    return AskForm(kept, data, asked={one.address.lower() for one in queries.asked(found)})


def _round_page(request: HttpRequest, found, form: Form) -> HttpResponse:
    return page(
        request,
        "assessment/round.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        team_round=found,
        asked=queries.asked(found),
        by_group=queries.asked_by_group(found),
        no_more=queries.asked_no_more(found),
        answered=queries.answered(found),
        form=form,
        drops_on=drops_on(found),
        keeps=queries.colleagues(found.practice).exists(),
        may_ask=policies.can_ask(request.user, found),
        may_close=policies.can_close(request.user, found),
        may_drop=policies.can_drop(request.user, found),
        as_of=None,
    )
