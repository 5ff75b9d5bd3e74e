"""Requests for information: asked after looking, answered by whose turn it is."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from mainstay.accounts.policies import require
from mainstay.programme.agreements.policies import Side, sides
from mainstay.programme.engagement.requests import actions, policies, queries
from mainstay.programme.engagement.requests.states import OPEN, TURNS, State
from mainstay.terms.errors import MainstayError
from mainstay.terms.information import Item, catalogue
from mainstay.web.engagements.access import with_journey
from mainstay.web.information.forms import OWN_WORDS, AskForm, ChooseForm
from mainstay.web.information.holdings import holdings
from mainstay.web.layout.pages import page

SECTION = "engagements"
TIME_TO_ANSWER = timedelta(days=14)


@with_journey
def information(request: HttpRequest, selection) -> HttpResponse:
    """What was asked of a practice, the open requests first."""
    mine = sides(request.user, selection)
    today = localdate()
    rows = [
        (one, TURNS.get(State(one.state)) in mine, one.state in OPEN and one.due < today)
        for one in queries.requests(selection)
    ]
    return page(
        request,
        "information/information.jinja",
        section=SECTION,
        selection=selection,
        rows=rows,
        may_ask=policies.can_ask(request.user, selection),
        as_of=None,
    )


@with_journey
def choose(request: HttpRequest, selection) -> HttpResponse:
    """What does one need to know? From the catalogue, or in own words."""
    require(policies.can_ask(request.user, selection))
    form = ChooseForm(request.GET if "item" in request.GET or "next" in request.GET else None)
    if form.is_valid():
        return redirect("information-ask", selection.pk, form.cleaned_data["item"])
    return page(
        request,
        "information/choose.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        form=form,
        as_of=None,
    )


@with_journey
def ask(request: HttpRequest, selection, item: str) -> HttpResponse:
    """What we hold of it already, and a form for what we do not."""
    require(policies.can_ask(request.user, selection))
    chosen = catalogue().get(item)
    require(chosen is not None or item == OWN_WORDS)
    today = localdate()
    office = Side.OFFICE in sides(request.user, selection)
    initial = {**_usual(chosen), "due": today + TIME_TO_ANSWER}
    form = AskForm(today, request.POST or None, of_office=office, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := _asked(request, selection, chosen, form))
    ):
        held = made.state == State.HELD
        messages.success(
            request, "Nobody was asked: we hold it." if held else f"Sent: {made.what}."
        )
        return redirect("information", selection.pk)
    return page(
        request,
        "information/ask.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        item=chosen,
        holdings=holdings(selection.practice.code, chosen, today),
        earlier=queries.earlier(selection, item, request.user),
        form=form,
        as_of=None,
    )


def _usual(item: Item | None) -> dict[str, object]:
    return {"what": item.name, "why": item.why, "minutes": item.minutes} if item else {}


def _asked(request: HttpRequest, selection, item: Item | None, form: AskForm):
    """The request that was made; None where the form says why there is none."""
    given = form.cleaned_data
    try:
        return actions.ask(
            selection=selection,
            item=item.id if item else "",
            what=given["what"],
            why=given["why"],
            minutes=given["minutes"],
            due=given["due"],
            first=State(given["first"]),
            words=given["words"],
            by=request.user,
            now=now(),
        )
    except MainstayError as error:
        form.add_error(None, str(error))
        return None
