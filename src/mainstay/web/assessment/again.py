"""When a practice is reminded to look at itself again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.assessment import policies
from mainstay.programme.assessment.reminding import actions
from mainstay.terms.errors import MainstayError
from mainstay.terms.wording import long_day
from mainstay.web.assessment.access import with_round
from mainstay.web.assessment.forms import AgainForm
from mainstay.web.assessment.views import SECTION
from mainstay.web.layout.pages import page


@with_round
def again(request: HttpRequest, found) -> HttpResponse:
    """In 6 or 12 months from today, or not at all."""
    require(policies.can_look_again(request.user, found))
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"months": form.cleaned_data["again"], "by": request.user, "now": now()}
        try:
            made = actions.look_again(team_round=found, **given)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, told(made))
            return redirect("assessment", found.practice.pk)
    return page(
        request,
        "assessment/again.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        team_round=found,
        form=form,
        as_of=None,
    )


def told(found) -> str:
    if found.again is None:
        return "You will not be reminded."
    return f"You will be reminded on {long_day(found.again)}."
