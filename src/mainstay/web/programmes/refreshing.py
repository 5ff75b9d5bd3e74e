"""Look at the list again on a later day, keep the look, add a practice, say where one went."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from mainstay.accounts.policies import require
from mainstay.library import Known
from mainstay.programme.cohort.refreshing import actions, policies, queries
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.downloads import csv_download
from mainstay.web.layout.held import known_on
from mainstay.web.layout.pages import page, preparing
from mainstay.web.people.fresh import fresh
from mainstay.web.people.looking import exports
from mainstay.web.programmes import refreshed
from mainstay.web.programmes.access import with_programme
from mainstay.web.programmes.forms import AddForm, LookForm, SuccessorForm

SECTION = "programmes"


@with_programme
def refreshes(request: HttpRequest, programme) -> HttpResponse:
    """The looks that were kept, and a form for another."""
    _require_frozen(programme)
    rules = [(one.id, one.name) for one in rule_sets().values()]
    asked = "day" in request.GET
    first = {"day": localdate(), "rules": programme.rules}
    form = LookForm(rules, request.GET if asked else None, initial=first)
    if asked:
        require(policies.can_refresh(request.user, programme))
        if form.is_valid() and form.cleaned_data["day"] <= programme.as_of:
            form.add_error("day", "Enter a day after the one that the list was made on")
        if form.is_valid():
            return _look(request, programme, form.cleaned_data["day"], form.cleaned_data["rules"])
    return page(
        request,
        "programmes/refreshes.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        programme=programme,
        kept=programme.refreshes.select_related("by"),
        form=form,
        may_refresh=policies.can_refresh(request.user, programme),
    )


def _look(request: HttpRequest, programme, day: date, rules: str) -> HttpResponse:
    """A look that is not kept yet; with a press of the button it is."""
    before, after = request.known, known_on(day)
    if not after.ready():
        request.known = after
        return preparing(request)
    moves = refreshed.compared(programme, before, after, rules)
    if request.method == "POST":
        kept = actions.keep_refresh(
            programme=programme,
            as_of=day,
            rules=rules,
            rules_version=rule_sets()[rules].version,
            evidence=after.fingerprint,
            moves=moves,
            by=request.user,
            now=now(),
        )
        messages.success(request, "This look at the list is kept.")
        return redirect("refresh", programme.pk, kept.pk)
    return _look_page(request, programme, moves, day, rules, after)


@with_programme
def refresh(request: HttpRequest, programme, look: int) -> HttpResponse:
    """A look as it was kept."""
    found = _found(programme, look)
    known = known_on(found.as_of)
    if not known.ready():
        request.known = known
        return preparing(request)
    moves = queries.moves(found)
    return _look_page(request, programme, moves, found.as_of, found.rules, known, kept=found)


@with_programme
@fresh
@exports
def refresh_csv(request: HttpRequest, programme, look: int) -> HttpResponse:
    """Every practice, place and change of a look that was kept."""
    found = _found(programme, look)
    table = refreshed.table(queries.moves(found), rule_sets()[found.rules])
    return csv_download(known_on(found.as_of), table, f"refresh-{programme.pk}")


@with_programme
def add(request: HttpRequest, programme, look: int, code: str) -> HttpResponse:
    """Take one more practice into the cohort."""
    found = _found(programme, look)
    require(policies.can_add(request.user, programme))
    move = next((one for one in queries.moves(found) if one.practice_code == code), None)
    if move is None or move.now is None:
        raise Http404
    form = AddForm(programme.waves.all(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_practice(
                programme=programme,
                practice_code=code,
                practice_name=move.practice_name,
                wave=form.cleaned_data.get("wave"),
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{move.practice_name} is in the cohort.")
            return redirect("refresh", programme.pk, look)
    return _form_page(request, "programmes/add.jinja", programme, found, form, move)


@with_programme
def successor(request: HttpRequest, programme, look: int, code: str) -> HttpResponse:
    """Say which practice took the place of one that is gone."""
    found = _found(programme, look)
    require(policies.can_refresh(request.user, programme))
    moves = queries.moves(found)
    move = next((one for one in moves if one.practice_code == code), None)
    if move is None or move.now is not None:
        raise Http404
    there = sorted((one.practice_name, one.practice_code) for one in moves if one.now is not None)
    choices = [(code, f"{name} ({code})") for name, code in there]
    form = SuccessorForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.name_successor(
            programme=programme,
            practice_code=code,
            successor_code=form.cleaned_data["successor"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=now(),
        )
        messages.success(request, "Where it went is written down.")
        return redirect("refresh", programme.pk, look)
    return _form_page(request, "programmes/successor.jinja", programme, found, form, move)


def _look_page(
    request: HttpRequest, programme, moves, day: date, rules: str, known: Known, kept=None
) -> HttpResponse:
    me = request.user
    return page(
        request,
        "programmes/refresh.jinja",
        section=SECTION,
        programme=programme,
        day=day,
        rules=rule_sets()[rules],
        kept=kept,
        may_refresh=policies.can_refresh(me, programme),
        may_add=policies.can_add(me, programme),
        **refreshed.context(request, programme, moves, known, rules),
    )


def _form_page(request: HttpRequest, template: str, programme, found, form, move) -> HttpResponse:
    return page(
        request,
        template,
        status=422 if form.errors else 200,
        section=SECTION,
        programme=programme,
        look=found,
        form=form,
        move=move,
    )


def _require_frozen(programme) -> None:
    if not hasattr(programme, "frozen"):
        raise Http404


def _found(programme, look: int):
    _require_frozen(programme)
    found = queries.refresh(programme, look)
    if found is None:
        raise Http404
    return found
