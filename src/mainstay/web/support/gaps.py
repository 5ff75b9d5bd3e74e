"""What practices need and nobody offers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.support import helping, policies
from mainstay.programme.support.about import words_about
from mainstay.programme.support.gaps import actions, queries
from mainstay.programme.support.offers.queries import current
from mainstay.terms.errors import MainstayError
from mainstay.web.support.access import with_gap, with_office
from mainstay.web.support.asking_forms import GapForm
from mainstay.web.support.forms import AnswerGapForm
from mainstay.web.support.links import begun, query_of, told_about
from mainstay.web.support.pages import support_page


@with_office(policies.can_see_gaps)
def gaps(http: HttpRequest, office) -> HttpResponse:
    """The gaps that a person sees, and how many there are of each theme."""
    return _gaps_page(http, office)


@with_office(policies.can_see_gaps)
def new_gap(http: HttpRequest, office) -> HttpResponse:
    """A practice says what it needs; the address says what it is about."""
    practices = policies.own_practices(http.user, office)
    require(practices.exists())
    about = told_about(http)
    form = GapForm(practices, http.POST or None, about=about, initial=begun(about))
    if http.method == "POST" and form.is_valid():
        try:
            actions.tell_gap(by=http.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, "The office sees what you need.")
            return redirect("gaps", office.pk)
    status = 422 if form.errors else 200
    return support_page(
        http, "support/gap.jinja", office, status=status, form=form, about=about,
        query=query_of(about),
    )  # fmt: skip


@with_gap
@require_POST
def answer_gap(http: HttpRequest, gap) -> HttpResponse:
    """Something on offer answers it."""
    office = gap.selection.programme.office
    form = AnswerGapForm(current(office), http.POST, prefix=f"gap-{gap.pk}")
    if form.is_valid():
        try:
            actions.answer_gap(gap=gap, by=http.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(http, "Whoever said so is told.")
            return redirect("gaps", office.pk)
    return _gaps_page(http, office, form)


def _gaps_page(http: HttpRequest, office, tried: AnswerGapForm | None = None) -> HttpResponse:
    found = queries.gaps(http.user, office)
    may = policies.can_keep(http.user, office)
    return support_page(
        http,
        "support/gaps.jinja",
        office,
        status=422 if tried else 200,
        counts=queries.by_theme(found),
        rows=[
            (one, _form(one, office, tried) if may and not one.offer_id else None,
             words_about(one.statement, one.finding))
            for one in found
        ],
        themes=helping.themes(),
        tried=tried,
        on_offer=current(office).exists(),
    )  # fmt: skip


def _form(gap, office, tried: AnswerGapForm | None) -> AnswerGapForm:
    prefix = f"gap-{gap.pk}"
    if tried is not None and tried.prefix == prefix:
        return tried
    return AnswerGapForm(current(office), prefix=prefix)
