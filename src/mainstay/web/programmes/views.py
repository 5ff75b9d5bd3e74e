"""The programmes that a person sees; one of them with its practices in order, chosen and frozen."""

import polars as pl
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort import policies as judging
from mainstay.programme.cohort import queries
from mainstay.programme.cohort.hearing.queries import own_practices
from mainstay.programme.cohort.letters.policies import can_write
from mainstay.programme.engagement.overview.policies import managed, steered
from mainstay.programme.organisations import policies
from mainstay.terms.definitions import rule_sets
from mainstay.web.board.pages import whole_page
from mainstay.web.layout.downloads import csv_download
from mainstay.web.layout.pages import page
from mainstay.web.layout.paging import place, sort
from mainstay.web.layout.question import address
from mainstay.web.people.access import signed_in
from mainstay.web.people.fresh import fresh
from mainstay.web.people.looking import exports
from mainstay.web.programmes import filters, presenters
from mainstay.web.programmes.access import require_practice, with_programme
from mainstay.web.programmes.forms import ChoiceForm
from mainstay.web.programmes.practices import CHOICE, practice_page

SECTION = "programmes"


@signed_in
def programmes(request: HttpRequest) -> HttpResponse:
    """Those that a person may see, and the offices that may set up one more."""
    return page(
        request,
        "programmes/programmes.jinja",
        section=SECTION,
        programmes=policies.seen(request.user).select_related("office").order_by("-starts"),
        steered=steered(request.user).order_by("-starts"),
        managed=managed(request.user).difference(policies.seen(request.user)),
        offices=policies.offices_led(request.user),
        may_ask=own_practices(request.user).exists(),
        as_of=None,
    )


@with_programme
def programme(request: HttpRequest, programme) -> HttpResponse:
    """The practices of its area, in the order for conversations that its judgements give."""
    whole = filters.told(presenters.in_order(request.known, programme), programme)
    asked = filters.read_filters(request.GET)
    sorting = sort(request, tuple(filters.SORTS), "order")
    table = filters.ordered(filters.filtered(whole, asked), sorting)
    shown = place(request, table.height)
    return whole_page(
        request,
        "programmes/programme.jinja",
        programme,
        as_of=request.known.as_of,
        objectives=programme.objectives.all(),
        rules=rule_sets()[programme.rules],
        candidates=presenters.lines(table.slice(shown.start, shown.size)),
        practices=whole.height,
        chosen=whole.filter(choice=filters.CHOSEN).height,
        waiting=queries.waiting(programme).count(),
        may_freeze=judging.can_freeze(request.user, programme),
        may_write=can_write(request.user, programme),
        may_change=policies.can_change(request.user, programme),
        filters=asked,
        sort=sorting,
        place=shown,
        csv=address(reverse("candidates-csv", args=[programme.pk]), _all_pages(request)),
        area=request.known.area_name(programme.area_code),
        **_options(programme),
    )


@with_programme
@fresh
@exports
def candidates_csv(request: HttpRequest, programme) -> HttpResponse:
    """The same rows in the same order, every one of them, with levels and values."""
    whole = filters.told(presenters.in_order(request.known, programme), programme)
    sorting = sort(request, tuple(filters.SORTS), "order")
    table = filters.ordered(
        filters.filtered(whole, filters.read_filters(request.GET)), sorting
    ).drop(filters.INNER)
    return csv_download(request.known, table, f"candidates-{programme.pk}")


@with_programme
@require_POST
def choose(request: HttpRequest, programme, code: str) -> HttpResponse:
    """Take a practice into the cohort, or pass it over."""
    require_practice(request, programme.area_code, code)
    require(judging.can_choose(request.user, programme))
    form = ChoiceForm(programme.waves.all(), request.POST, prefix="choice")
    if not form.is_valid():
        return practice_page(request, programme, code, {CHOICE: form})
    given = form.cleaned_data
    cohort.choose(
        programme=programme,
        practice_code=code,
        chosen=given["choice"] == "chosen",
        wave=given.get("wave"),
        reason=given["reason"],
        by=request.user,
        now=now(),
    )
    messages.success(request, "Your choice is saved.")
    return redirect("programme-practice", programme.pk, code)


@with_programme
def freeze(request: HttpRequest, programme) -> HttpResponse:
    """Settle the cohort, or read what keeps it from being settled."""
    require(judging.can_freeze(request.user, programme))
    rows = presenters.settled_on(presenters.in_order(request.known, programme))
    ordered = [(one["practice_code"], one["practice_name"]) for one in rows]
    told = queries.blocks(programme, ordered)
    if request.method == "POST" and not told:
        cohort.freeze(
            programme=programme,
            rows=rows,
            evidence=request.known.fingerprint,
            rules_version=rule_sets()[programme.rules].version,
            by=request.user,
            now=now(),
        )
        messages.success(request, "The list is frozen.")
        return redirect("programme", programme.pk)
    choices = queries.choices(programme)
    chosen = {code for code, one in choices.items() if one.chosen}
    return page(
        request,
        "programmes/freeze.jinja",
        status=422 if request.method == "POST" else 200,
        section=SECTION,
        programme=programme,
        blocks=told,
        chosen=[name for code, name in ordered if code in chosen],
        open=sum(code not in choices for code, _ in ordered),
        waiting=queries.waiting(programme).count(),
    )


@with_programme
@fresh
@exports
def frozen_csv(request: HttpRequest, programme) -> HttpResponse:
    """The frozen list, as it was frozen. Raises Http404 before that."""
    if not hasattr(programme, "frozen"):
        raise Http404
    table = pl.DataFrame(programme.frozen.rows, infer_schema_length=None)
    return csv_download(request.known, table, f"cohort-{programme.pk}")


def _all_pages(request: HttpRequest) -> dict[str, object]:
    return {key: request.GET.getlist(key) for key in request.GET if key != "page"}


def _options(programme) -> dict[str, list[tuple[object, str]]]:
    """What each list of the filter form offers."""
    return {
        "waves": [(one.pk, one.name) for one in programme.waves.all()],
        "groups": [(one.pk, one.name) for one in programme.resilience_areas.all()],
    }
