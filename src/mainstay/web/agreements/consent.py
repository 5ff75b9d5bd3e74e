"""The practice's answer on anonymised benchmarking, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.agreements import policies
from mainstay.programme.agreements.consent import actions, queries
from mainstay.programme.agreements.parts import Form
from mainstay.programme.agreements.words import drafted
from mainstay.terms.errors import MainstayError
from mainstay.web.agreements import presenters
from mainstay.web.agreements.forms import AnswerForm
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.pages import page

GIVEN = "Thank you. Your numbers are used, without your name, from now on."
DECLINED = "Your answer is kept: no. You get the same help."
WITHDRAWN = "Your consent is withdrawn. Your numbers are not used from now on."


@with_journey
def benchmarking(request: HttpRequest, selection) -> HttpResponse:
    """What is asked, what the practice said, and its answer."""
    may = policies.can_answer(request.user, selection)
    held = queries.answer(selection)
    given = held is not None and held.ended is None
    words = presenters.read(held)[0] if given else drafted(selection, Form.BENCHMARKING)
    form = AnswerForm(initial={"seen": words.digest if words else ""})
    if request.method == "POST":
        require(may)
        form = AnswerForm(request.POST)
        if "withdraw" in request.POST or form.is_valid():
            try:
                messages.success(request, _answered(request, selection, form))
                return redirect("benchmarking", selection.pk)
            except MainstayError as error:
                form = AnswerForm({**request.POST.dict(), "seen": words.digest if words else ""})
                form.is_valid()
                form.errors.clear()
                form.add_error(None, str(error))
    return page(
        request,
        "agreements/benchmarking.jinja",
        status=422 if form.errors else 200,
        section="engagements",
        selection=selection,
        held=held,
        given=given,
        ended=presenters.ended(held) if held else "",
        worded=words,
        moment=presenters.moment,
        may=may,
        form=form,
        earlier=_earlier(selection, held),
        as_of=None,
    )


def _answered(request: HttpRequest, selection, form: AnswerForm) -> str:
    """Keep the answer, and give the sentence that says so."""
    by, at = request.user, now()
    if "withdraw" in request.POST:
        actions.withdraw(selection=selection, by=by, now=at)
        return WITHDRAWN
    seen = form.cleaned_data["seen"]
    if form.cleaned_data["answer"] == "yes":
        actions.give(selection=selection, seen=seen, by=by, now=at)
        return GIVEN
    actions.decline(selection=selection, seen=seen, by=by, now=at)
    return DECLINED


def _earlier(selection, held) -> list:
    """Answers before the last one."""
    every = [one for one in selection.agreements.all() if one.form == Form.BENCHMARKING]
    return sorted((one for one in every if one != held), key=lambda one: -one.pk)
