"""How few people an office lets be shown together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.programme.assessment import actions, policies, queries
from mainstay.terms.errors import MainstayError
from mainstay.web.assessment.forms import FloorForm
from mainstay.web.layout.pages import page
from mainstay.web.people.access import organisation_where, signed_in


@signed_in
def set_floor(request: HttpRequest, number: int) -> HttpResponse:
    """Of rounds that begin from now on; those under way keep theirs."""
    office = organisation_where(policies.can_set_floor, request, number)
    form = FloorForm(request.POST or None, initial={"people": queries.floor_at(office)})
    if request.method == "POST" and form.is_valid():
        people = form.cleaned_data["people"]
        try:
            actions.set_floor(office=office, people=people, by=request.user, now=now())
        except MainstayError as error:
            form.add_error("people", str(error))
        else:
            messages.success(request, f"Rounds that begin now show nothing of fewer than {people}.")
            return redirect("floor", office.pk)
    return page(
        request,
        "assessment/floor.jinja",
        status=422 if form.errors else 200,
        section="programmes",
        office=office,
        form=form,
        as_of=None,
    )
