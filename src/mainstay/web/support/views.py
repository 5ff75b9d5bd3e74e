"""The directory of support, one offer, and the press that asks for it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.made_up import made_up
from mainstay.accounts.policies import require
from mainstay.programme.support import helping, policies
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.asking import queries as requests
from mainstay.programme.support.offers import queries
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.downloads import attachment
from mainstay.web.layout.pages import page
from mainstay.web.layout.question import address
from mainstay.web.people.access import signed_in
from mainstay.web.support.access import with_offer, with_office
from mainstay.web.support.asking_forms import AskForm
from mainstay.web.support.directory import kinds_for, read_wanted, statements, table
from mainstay.web.support.forms import EndForm, SeenForm
from mainstay.web.support.links import begun, told_about
from mainstay.web.support.pages import support_page


@signed_in
def offices(http: HttpRequest) -> HttpResponse:
    """The directories that a person may read. Whoever may read one alone is taken there."""
    found = list(policies.offices_seen(http.user))
    if len(found) == 1:
        return redirect(address(reverse("support", args=[found[0].pk]), dict(http.GET.lists())))
    return page(http, "support/offices.jinja", section="support", offices=found, as_of=None)


@with_office(policies.can_see)
def directory(http: HttpRequest, office) -> HttpResponse:
    """What is on offer, searched and filtered; `statement` in the address asks for "for us"."""
    wanted = read_wanted(http.GET)
    today = localdate()
    shown = queries.directory(office, wanted)
    return support_page(
        http,
        "support/directory.jinja",
        office,
        wanted=wanted,
        shown=shown,
        total=queries.current(office).count(),
        unchecked={one.offer.pk for one in shown if one.unchecked(today)},
        kinds=helping.kinds(),
        themes=helping.themes(),
        domains=helping.domains(),
        kinds_for=kinds_for(wanted.statements),
        ended=queries.ended(office) if policies.can_keep(http.user, office) else (),
    )


@with_office(policies.can_see)
def directory_csv(http: HttpRequest, office) -> HttpResponse:
    """The same as a table, with the same filters."""
    shown = queries.directory(office, read_wanted(http.GET))
    begun = "made-up-" if made_up() else ""
    name = f"{begun}support-{office.pk}-{localdate()}.csv"
    return attachment(table(shown).write_csv().encode(), "text/csv; charset=utf-8", name)


@with_offer(policies.can_see_offer)
def offer(http: HttpRequest, offer) -> HttpResponse:
    """What it is, how much is left, and a press that asks for it."""
    return offer_page(http, offer)


@with_offer(policies.can_see_offer)
@require_POST
def ask(http: HttpRequest, offer) -> HttpResponse:
    """Ask for it for a practice."""
    practices = policies.own_practices(http.user, offer.office)
    require(practices.exists())
    form = AskForm(practices, http.POST)
    if form.is_valid():
        try:
            made = asking.ask(offer=offer, by=http.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, "You have asked for it. This page shows where it stands.")
            return redirect("support-request", made.pk)
    return offer_page(http, offer, asked=form)


def offer_page(
    http: HttpRequest, offer, asked: AskForm | None = None, ending: Form | None = None
) -> HttpResponse:
    """The page of an offer; a form that was sent keeps its words, with the edition of now."""
    practices = policies.own_practices(http.user, offer.office)
    about = told_about(http)
    seen = {"seen": offer.edition}
    line = queries.line(offer)
    return support_page(
        http,
        "support/offer.jinja",
        offer.office,
        status=422 if asked or ending else 200,
        offer=offer,
        line=line,
        unchecked=line.unchecked(localdate()),
        kind=helping.kinds().get(offer.kind, offer.kind),
        themes=helping.named(offer.themes, helping.themes()),
        domains=helping.named(offer.domains, helping.domains()),
        helps=statements(offer.statements),
        about=about,
        open=list(requests.open_of(offer, practices)),
        asking=asked or AskForm(practices, initial=begun(about)),
        checking=SeenForm(initial=seen),
        ending=ending or EndForm(initial=seen),
        tried=asked or ending,
        provides=policies.provides(http.user, offer),
    )
