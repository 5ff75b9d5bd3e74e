"""The nine commitments of a practice, the same page for every side."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.engagement.commitments import actions, policies, queries
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.terms.errors import MainstayError
from mainstay.web.commitments.forms import SayForm
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.pages import page


@with_journey
def commitments(request: HttpRequest, selection) -> HttpResponse:
    """Each with how it stands, what shows it, and who said what."""
    return _commitments_page(request, selection)


@with_journey
@require_POST
def say(request: HttpRequest, selection, commitment: int) -> HttpResponse:
    """Say how one of them stands."""
    require(policies.can_say(request.user, selection))
    found = {one.commitment.number: one for one in queries.standings(selection)}
    if commitment not in found:
        raise Http404
    form = SayForm(request.POST, auto_id=f"c{commitment}-%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.say(
                selection=selection,
                number=commitment,
                keeping=Keeping(given["keeping"]),
                words=given["words"],
                seen=given["seen"],
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            form = _seen_now(form, str(error), found[commitment].last)
        else:
            messages.success(request, f"What you said of commitment {commitment} is kept.")
            return redirect("commitments", selection.pk)
    return _commitments_page(request, selection, {commitment: form})


def _seen_now(form: SayForm, problem: str, last) -> SayForm:
    """The same words, for whoever wants to save them after reading what somebody else said."""
    data = {**form.data.dict(), "seen": str(last.pk if last else 0)}
    again = SayForm(data, auto_id=form.auto_id)
    again.is_valid()
    again.add_error(None, problem)
    return again


def _commitments_page(
    request: HttpRequest, selection, tried: dict[int, SayForm] | None = None
) -> HttpResponse:
    tried = tried or {}
    rows = [
        (one, tried.get(one.commitment.number) or _form(one))
        for one in queries.standings(selection)
    ]
    return page(
        request,
        "commitments/commitments.jinja",
        status=422 if tried else 200,
        section="engagements",
        selection=selection,
        rows=rows,
        counts=queries.counts(selection),
        keepings=list(Keeping),
        tried=tried,
        may=policies.can_say(request.user, selection),
        as_of=None,
    )


def _form(one: queries.Standing) -> SayForm:
    initial = {"seen": one.last.pk if one.last else 0}
    return SayForm(initial=initial, auto_id=f"c{one.commitment.number}-%s")
