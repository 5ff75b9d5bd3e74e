"""The statements that an office adds to what its practices are asked."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.assessment.statements import actions, policies, queries
from mainstay.terms.errors import MainstayError
from mainstay.terms.own_statements import MOST, hard_to_read
from mainstay.web.assessment.own_forms import OwnForm, SeenForm, as_typed
from mainstay.web.layout.pages import page
from mainstay.web.people.access import organisation_where, signed_in


@signed_in
def own_statements(request: HttpRequest, number: int) -> HttpResponse:
    """Those in force and those withdrawn, each with what can be done."""
    office = organisation_where(policies.can_see, request, number)
    found = queries.own(office)
    there = [one for one in found if not one.edition.withdrawn]
    return page(
        request,
        "assessment/statements.jinja",
        section="programmes",
        office=office,
        there=[(one, hard_to_read(one.statement)) for one in there],
        withdrawn=[one for one in found if one.edition.withdrawn],
        framework=queries.framework(),
        kinds=dict(queries.kinds_of_support()),
        most=MOST,
        may=policies.can_add(request.user, office),
        as_of=None,
    )


@signed_in
def new_statement(request: HttpRequest, number: int) -> HttpResponse:
    """A form for one more."""
    office = organisation_where(policies.can_add, request, number)
    form = OwnForm(queries.framework(), queries.kinds_of_support(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_statement(office=office, told=form.told(), by=request.user, now=now())
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Added. Rounds that begin from now on ask it.")
            return redirect("own-statements", office.pk)
    return _edit(request, office, form, None)


@signed_in
def change_statement(request: HttpRequest, number: int, one: int) -> HttpResponse:
    """A form to say it otherwise."""
    held = queries.as_now(_statement(request, number, one))
    kinds, given = queries.kinds_of_support(), request.POST or None
    form = OwnForm(queries.framework(), kinds, given, initial=as_typed(held))
    if request.method == "POST" and form.is_valid() and _changed(request, held.held, form):
        messages.success(request, "Saved. Rounds that begin from now on ask it so.")
        return redirect("own-statements", number)
    return _edit(request, held.held.office, form, held)


@signed_in
@require_POST
def withdraw(request: HttpRequest, number: int, one: int) -> HttpResponse:
    """Ask it no more; the page offers to bring it back."""
    told = "Rounds that begin from now on do not ask it. You can bring it back below."
    return _pressed(request, number, one, actions.withdraw_statement, told)


@signed_in
@require_POST
def bring_back(request: HttpRequest, number: int, one: int) -> HttpResponse:
    """Ask it again."""
    return _pressed(request, number, one, actions.bring_back, "It is asked again.")


def _statement(request: HttpRequest, number: int, one: int):
    found = queries.find(one)
    if found is None or found.office_id != number:
        raise PermissionDenied
    require(policies.can_change(request.user, found))
    return found


def _changed(request: HttpRequest, statement, form: Form) -> bool:
    """Whether it is saved; else the form says why not, and a second press saves it."""
    seen, told = form.cleaned_data["seen"] or 0, form.told()
    given = {"told": told, "seen": seen, "by": request.user, "now": now()}
    try:
        actions.change_statement(statement=statement, **given)
    except MainstayError as error:
        form.data = form.data.copy()
        form.data["seen"] = queries.as_now(queries.find(statement.pk)).edition.pk
        form.add_error(None, str(error))
        return False
    return True


def _pressed(
    request: HttpRequest, number: int, one: int, action: Callable, told: str
) -> HttpResponse:
    """A press without words; whoever pressed on an old page is told."""
    held = _statement(request, number, one)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        action(statement=held, seen=seen, by=request.user, now=now())
    except MainstayError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, told)
    return redirect("own-statements", number)


def _edit(request: HttpRequest, office, form: Form, held) -> HttpResponse:
    return page(
        request,
        "assessment/statement.jinja",
        status=422 if form.errors else 200,
        section="programmes",
        office=office,
        form=form,
        held=held,
        now_says=queries.as_now(queries.find(held.held.pk)) if held and form.errors else None,
        as_of=None,
    )
