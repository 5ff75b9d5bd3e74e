"""Write down a readiness conversation while it is held, share it, and decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_POST

from mainstay.accounts.looks import Look
from mainstay.accounts.policies import require
from mainstay.programme.engagement.conversation import actions, policies, queries
from mainstay.programme.engagement.decisions.actions import decide
from mainstay.programme.engagement.policies import can_pass_gates
from mainstay.programme.engagement.queries import blocks, stage
from mainstay.programme.engagement.stages import Stage, transition
from mainstay.terms.errors import MainstayError
from mainstay.web.conversation import presenters
from mainstay.web.conversation.forms import AnswerForm, DecisionForm
from mainstay.web.engagements.access import with_journey
from mainstay.web.engagements.links import place
from mainstay.web.layout.pages import page
from mainstay.web.layout.questionnaires import fingerprint
from mainstay.web.people.looking import note_look

SECTION = "engagements"


@with_journey
def conversation(request: HttpRequest, selection) -> HttpResponse:
    """The record: a form for who writes, words for who reads; saved by a button too."""
    held = queries.record_of(selection)
    if held is None or not policies.can_read(request.user, held):
        return _page(request, selection, None)
    note_look(request, selection.practice.code, Look.CONVERSATION)
    form = presenters.form(held, request.user, request.POST or None)
    if request.method == "POST":
        require(form is not None)
        if form.is_valid() and _saved(request, held, form):
            messages.success(request, "The record is saved.")
            return redirect("conversation", selection.pk)
    return _page(request, selection, held, form)


@with_journey
@require_POST
def begin(request: HttpRequest, selection) -> HttpResponse:
    """Begin the record, and open it."""
    require(policies.can_lead(request.user, selection))
    actions.begin(selection=selection, by=request.user, now=now())
    return redirect("conversation", selection.pk)


@with_journey
@require_POST
def answer(request: HttpRequest, selection) -> HttpResponse:
    """Save one answer for the page that saves as one types; says what stands there now."""
    held, form = _record(selection), AnswerForm(request.POST)
    asked = queries.asked(held).question(request.POST.get("question", ""))
    require(asked is not None and policies.can_write(request.user, held, asked))
    if not form.is_valid():
        return JsonResponse({"problem": "This answer is too long to be saved."}, status=422)
    try:
        made = actions.write(response=held, by=request.user, now=now(), **form.cleaned_data)
    except actions.WrittenSinceError as error:
        return JsonResponse(_stands(error.held), status=409)
    except MainstayError as error:
        return JsonResponse({"problem": str(error)}, status=422)
    return JsonResponse(_stands(made))


@with_journey
@require_POST
def share(request: HttpRequest, selection) -> HttpResponse:
    """Let the practice read the record and add to it."""
    held = _record(selection)
    require(policies.can_share(request.user, held))
    actions.share(response=held, by=request.user, now=now())
    messages.success(request, "The practice can read the record now.")
    return redirect("conversation", selection.pk)


@with_journey
def decision(request: HttpRequest, selection) -> HttpResponse:
    """Decide, or correct the decision, which moves the practice; or read what was decided."""
    may = policies.can_decide(request.user, selection)
    now_at = stage(selection)
    form = DecisionForm(request.POST or None, initial={"seen": now_at.value})
    if request.method == "POST":
        require(may)
        if form.is_valid() and _decided(request, selection, form):
            return redirect("engagement", selection.pk)
    ways = [transition(now_at, end) for end in (Stage.READY, Stage.NOT_NOW)]
    undone = {one.id: one for way in ways if way for one in blocks(selection, way)}
    return page(
        request,
        "conversation/decision.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        decisions=sorted(selection.decisions.all(), key=lambda one: -one.pk),
        may=may,
        correcting=now_at is not Stage.PREPARING,
        blocks=[(one.blocks, place(selection, one)) for one in undone.values()],
        may_pass=can_pass_gates(request.user, selection),
        form=form,
        as_of=None,
    )


def _page(request: HttpRequest, selection, held, form=None) -> HttpResponse:
    return page(
        request,
        "conversation/conversation.jinja",
        status=422 if form is not None and form.errors else 200,
        section=SECTION,
        selection=selection,
        record=held,
        asked=queries.asked(held),
        form=form,
        told=presenters.told(held, request.user) if held else [],
        left=queries.missing(held) if held else [],
        may_lead=policies.can_lead(request.user, selection),
        may_decide=policies.can_decide(request.user, selection),
        as_of=None,
    )


def _saved(request: HttpRequest, held, form) -> bool:
    """Save what the person changed; what somebody else changed meanwhile is told beside it."""
    for question, words, seen in form.written():
        try:
            actions.write(
                response=held,
                question=question.id,
                words=words,
                seen=seen,
                by=request.user,
                now=now(),
            )
        except actions.WrittenSinceError as error:
            theirs = question.shown(error.held.words)
            form.add_error(
                question.id,
                f"{error.held.by} wrote here while you were writing: “{theirs}”. "
                "Yours is still in the box. Put both together, then save again.",
            )
            form.data = form.data.copy()
            form.data[f"{question.id}-seen"] = error.held.version
            form.data[f"{question.id}-before"] = fingerprint(error.held.words)
        except MainstayError as error:
            form.add_error(question.id, str(error))
    return not form.errors


def _decided(request: HttpRequest, selection, form: DecisionForm) -> bool:
    given = form.cleaned_data
    try:
        made = decide(
            selection=selection,
            outcome=Stage(given["outcome"]),
            reason=given["reason"],
            seen=Stage(given["seen"]),
            by=request.user,
            now=now(),
        )
    except MainstayError as error:
        form.data = {**form.data.dict(), "seen": stage(selection).value}
        form.add_error(None, str(error))
        return False
    label = made.get_outcome_display()
    messages.success(request, f"The decision is recorded. {selection} is at the stage '{label}'.")
    return True


def _record(selection):
    found = queries.record_of(selection)
    if found is None:
        raise PermissionDenied
    return found


def _stands(one) -> dict[str, object]:
    """What the page is told of an answer."""
    at = localtime(one.at)
    return {
        "version": one.version,
        "words": one.words,
        "by": one.by.name,
        "at": f"{at:%H:%M}",
    }
