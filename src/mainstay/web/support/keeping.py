"""The office writes its directory: offers added, changed, checked and ended."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.programme.support.helping import own_statements
from mainstay.programme.support.offers import actions, queries
from mainstay.programme.support.policies import can_keep, can_keep_offer
from mainstay.terms.errors import MainstayError
from mainstay.web.support.access import with_offer, with_office
from mainstay.web.support.forms import EndForm, OfferForm, SeenForm, as_typed
from mainstay.web.support.pages import support_page
from mainstay.web.support.views import offer_page


@with_office(can_keep)
def new_offer(http: HttpRequest, office) -> HttpResponse:
    """A form for one more offer."""
    form = OfferForm(queries.providers(), own_statements(office), http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            made = actions.add_offer(office=office, told=form.told(), by=http.user, now=now())
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, f"{made.name} is on offer.")
            return redirect("support-offer", made.pk)
    status = 422 if form.errors else 200
    return support_page(http, "support/edit.jinja", office, status=status, form=form, offer=None)


@with_offer(can_keep_offer)
def change_offer(http: HttpRequest, offer) -> HttpResponse:
    """A form to say otherwise what an offer is."""
    own = own_statements(offer.office, kept=offer.statements)
    form = OfferForm(queries.providers(), own, http.POST or None, initial=as_typed(offer))
    if http.method == "POST" and form.is_valid() and _changed(http, offer, form):
        messages.success(http, "Your change is saved.")
        return redirect("support-offer", offer.pk)
    return support_page(
        http,
        "support/edit.jinja",
        offer.office,
        status=422 if form.errors else 200,
        form=form,
        offer=offer,
    )


@with_offer(can_keep_offer)
@require_POST
def check_offer(http: HttpRequest, offer) -> HttpResponse:
    """What the page says still holds."""
    return _pressed(http, offer, actions.check_offer, "Thank you. The day of the check is saved.")


@with_offer(can_keep_offer)
@require_POST
def renew_offer(http: HttpRequest, offer) -> HttpResponse:
    """An offer that had ended is there again."""
    return _pressed(http, offer, actions.renew_offer, f"{offer.name} is on offer again.")


@with_offer(can_keep_offer)
@require_POST
def end_offer(http: HttpRequest, offer) -> HttpResponse:
    """Nobody can ask for it any more."""
    form = EndForm(http.POST)
    if form.is_valid():
        try:
            actions.end_offer(offer=offer, by=http.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.data = {**form.data.dict(), "seen": offer.edition}
            form.add_error(None, str(error))
        else:
            messages.success(http, f"{offer.name} is not on offer any more.")
            return redirect("support-offer", offer.pk)
    return offer_page(http, offer, ending=form)


def _pressed(http: HttpRequest, offer, action: Callable, told: str) -> HttpResponse:
    """A press without words; whoever pressed on an old page is told."""
    form = SeenForm(http.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        action(offer=offer, seen=seen, by=http.user, now=now())
    except MainstayError as error:
        messages.warning(http, str(error))
    else:
        messages.success(http, told)
    return redirect("support-offer", offer.pk)


def _changed(http: HttpRequest, offer, form: OfferForm) -> bool:
    """Whether the change was saved; what keeps it from that is said in the form."""
    try:
        seen = form.cleaned_data["seen"] or 0
        actions.change_offer(offer=offer, told=form.told(), seen=seen, by=http.user, now=now())
    except MainstayError as error:
        form.data = form.data.copy()
        form.data["seen"] = offer.edition
        form.add_error(None, str(error))
        return False
    return True
