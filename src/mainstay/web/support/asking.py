"""Ask for support from anywhere: what it is about is filled in, and what helps is chosen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from mainstay.accounts.policies import require
from mainstay.programme.support import policies
from mainstay.programme.support.asking import actions
from mainstay.programme.support.asking.queries import open_among
from mainstay.programme.support.offers.queries import current, helping_with
from mainstay.terms.errors import MainstayError
from mainstay.web.support.access import with_office
from mainstay.web.support.asking_forms import AskAboutForm, GapForm
from mainstay.web.support.links import begun, query_of, told_about
from mainstay.web.support.pages import support_page


@with_office(policies.can_see)
def ask_about(http: HttpRequest, office) -> HttpResponse:
    """One press asks for what helps most; where nothing is on offer, what is missing is said."""
    practices = policies.own_practices(http.user, office)
    require(practices.exists())
    about = told_about(http)
    found = helping_with(office, about)
    there = list(open_among(current(office), practices))
    form = AskAboutForm(
        practices, found, current(office), http.POST or None,
        initial=_initial(http, about, found, {one.offer_id for one in there}),
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        try:
            made = actions.ask(by=http.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, "You have asked for it. This page shows where it stands.")
            return redirect("support-request", made.pk)
    return support_page(
        http,
        "support/ask.jinja",
        office,
        status=422 if form.errors else 200,
        about=about,
        query=query_of(about),
        found=found,
        there=[one for one in there if any(one.offer_id == each.offer.pk for each in found)],
        form=form,
        missing=GapForm(practices, about=about, initial=_initial(http, about)),
    )


def _initial(http: HttpRequest, about, found=(), there=frozenset()) -> dict[str, object]:
    """What is known; of what helps the first that nobody of the practice has asked for yet."""
    offers = [one.offer.pk for one in found if one.offer.pk not in there] if about else []
    given = {"selection": http.GET.get("practice", ""), "offer": next(iter(offers), None)}
    return {**begun(about), **given}
