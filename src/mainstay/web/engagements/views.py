"""The journeys that a person sees, one of them, and what moves it on."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import at_a_partner, require
from mainstay.programme.agreements import actions as agreeing
from mainstay.programme.agreements import policies
from mainstay.programme.agreements.parts import Part
from mainstay.programme.agreements.queries import candidates_for, in_part, leads
from mainstay.programme.engagement import actions, queries
from mainstay.programme.engagement.lists import listed
from mainstay.programme.engagement.policies import can_take
from mainstay.programme.engagement.stages import Stage, transition
from mainstay.programme.engagement.visits.queries import next_of
from mainstay.programme.sharing.policies import shown_to
from mainstay.programme.support.asking.queries import milestones
from mainstay.terms.errors import MainstayError
from mainstay.web.engagements import presenters
from mainstay.web.engagements.access import with_journey
from mainstay.web.engagements.forms import MoveForm, NominateForm
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in

SECTION = "engagements"


@signed_in
def engagements(request: HttpRequest) -> HttpResponse:
    """The practices whose journey a person follows, those that wait for them first.

    Whoever follows one alone, as a practice does, is taken there; a partner, who follows none, to
    the requests that wait for it.
    """
    found = listed(policies.seen(request.user))
    if not found and at_a_partner(request.user):
        return redirect("support-provided")
    if len(found) == 1:
        return redirect("engagement", found[0].pk)
    standing, today = policies.Standing(request.user), localdate()
    rows = []
    for selection in found:
        lines = presenters.lines(selection, standing, today)
        first = presenters.first_to_do(lines)
        rows.append((selection, queries.stage(selection), presenters.waiting_on(lines), first))
    rows.sort(key=lambda one: one[3] is None)
    return page(
        request,
        "engagements/engagements.jinja",
        section=SECTION,
        rows=rows,
        visit=next_of(request.user, now()),
        as_of=None,
    )


@with_journey
def engagement(request: HttpRequest, selection) -> HttpResponse:
    """What is to be done, whose turn it is, and since when."""
    return _journey_page(request, selection)


@with_journey
@require_POST
def move(request: HttpRequest, selection) -> HttpResponse:
    """Take the practice to another stage."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Http404
    end, seen = Stage(form.cleaned_data["end"]), Stage(form.cleaned_data["seen"])
    way = transition(seen, end)
    require(way is not None and can_take(request.user, selection, way))
    try:
        actions.move(
            selection=selection,
            end=end,
            seen=seen,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=now(),
        )
    except MainstayError as error:
        form.add_error("reason" if seen == queries.stage(selection) else None, str(error))
        return _journey_page(request, selection, form)
    messages.success(request, f"{selection.practice.name} is at the stage '{end.label}' now.")
    return redirect("engagement", selection.pk)


@with_journey
def history(request: HttpRequest, selection) -> HttpResponse:
    """How the practice came to where it is, and the support that it had on the way."""
    return page(
        request,
        "engagements/history.jinja",
        section=SECTION,
        selection=selection,
        story=presenters.story(selection.steps.all(), milestones(request.user, selection)),
        as_of=None,
    )


@with_journey
def practice_lead(request: HttpRequest, selection) -> HttpResponse:
    return _nominate(request, selection, Part.PRACTICE_LEAD)


@with_journey
def change_manager(request: HttpRequest, selection) -> HttpResponse:
    return _nominate(request, selection, Part.CHANGE_MANAGER)


def _nominate(request: HttpRequest, selection, part: Part) -> HttpResponse:
    """Who has a part, and a form for those who may give it."""
    may = policies.can_nominate(request.user, selection, part)
    held = in_part(selection, part)
    people = candidates_for(selection, part)
    initial = {"person": held.person_id if held else None}
    form = NominateForm(people, request.POST or None, initial=initial)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            given = form.cleaned_data["person"]
            agreeing.nominate(
                selection=selection, part=part, person=given, by=request.user, now=now()
            )
            messages.success(request, f"{given.name} is {part.label.lower()}.")
            return redirect("engagement", selection.pk)
    return page(
        request,
        "engagements/nominate.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        part=part,
        held=held,
        may=may,
        people=people,
        form=form,
        as_of=None,
    )


def _journey_page(request: HttpRequest, selection, tried: Form | None = None) -> HttpResponse:
    standing = policies.Standing(request.user)
    lines = presenters.lines(selection, standing, localdate())
    stage = queries.stage(selection)
    return page(
        request,
        "engagements/engagement.jinja",
        status=422 if tried else 200,
        section=SECTION,
        selection=selection,
        stage=stage,
        since=queries.since(selection),
        leads=leads(selection.programme).items(),
        along=presenters.along(stage),
        groups=presenters.groups(lines, standing.sides(selection)),
        first=presenters.first_to_do(lines),
        waiting_on=presenters.waiting_on(lines),
        ways=[
            (one, _form(one.end, stage, tried)) for one in presenters.ways(selection, request.user)
        ],
        by_itself=presenters.by_itself(selection),
        triangle=shown_to(request.user, selection),
        tried=tried,
        as_of=None,
    )


def _form(end: Stage, stage: Stage, tried: Form | None) -> MoveForm:
    """The form of one way; the one that was sent keeps its words, with the stage of now."""
    prefix = f"move-{end.value}"
    if tried is not None and tried.data.get("end") == end.value:
        again = MoveForm({**tried.data.dict(), "seen": stage.value}, auto_id=f"{prefix}-%s")
        again.is_valid()
        for field, problems in tried.errors.items():
            again.add_error(None if field == "__all__" else field, problems)
        return again
    return MoveForm(initial={"end": end.value, "seen": stage.value}, auto_id=f"{prefix}-%s")
