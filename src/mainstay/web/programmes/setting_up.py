"""Set up a programme, say otherwise what it is, and lay it out in waves and groups."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort import policies as choosing
from mainstay.programme.organisations import actions, policies, queries
from mainstay.programme.organisations.layout import actions as layout
from mainstay.terms.definitions import rule_sets
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.people.access import signed_in
from mainstay.web.programmes import setting_up_forms as forms
from mainstay.web.programmes.access import with_programme, with_record

SECTION = "programmes"
AREAS = ("icb", "sub_icb")


@signed_in
@with_figures
def new_programme(request: HttpRequest, number: int) -> HttpResponse:
    """A form for the office that the number names."""
    office = policies.offices_led(request.user).filter(pk=number).first()
    if office is None:
        raise PermissionDenied
    first = {"as_of": localdate(), "area_code": office.code}
    form = forms.ProgrammeForm(_areas(request.known), _rules(), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = actions.set_up_programme(
            office=office, by=request.user, now=now(), **form.cleaned_data
        )
        messages.success(request, f"{made.name} is set up.")
        return redirect("programme", made.pk)
    return _form_page(request, "programmes/new.jinja", form, office=office)


@with_record
def change(request: HttpRequest, programme) -> HttpResponse:
    """What a programme is and what it is for; at any time, with a reason."""
    require(policies.can_change(request.user, programme))
    form = forms.ChangeForm(request.POST or None, initial=forms.change_initial(programme))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_programme(
                programme=programme, by=request.user, now=now(), **form.cleaned_data
            )
        except MainstayError as error:
            form = _told(form, programme, error)
        else:
            messages.success(request, "The programme is changed.")
            return redirect("programme", programme.pk)
    return _form_page(request, "programmes/change.jinja", form, programme=programme)


@with_programme
def basis(request: HttpRequest, programme) -> HttpResponse:
    """What the cohort is chosen by: area, day, rules and size; until the list is frozen."""
    require(choosing.can_change_basis(request.user, programme))
    form = forms.BasisForm(
        _areas(request.known),
        _rules(),
        request.POST or None,
        initial=forms.basis_initial(programme),
    )
    if request.method == "POST" and form.is_valid():
        try:
            cohort.change_basis(
                programme=programme, by=request.user, now=now(), **form.cleaned_data
            )
        except MainstayError as error:
            form = _told(form, programme, error)
        else:
            messages.success(request, "The list is made by this from now on.")
            return redirect("programme", programme.pk)
    return _form_page(request, "programmes/basis.jinja", form, programme=programme)


@with_record
def laid_out(request: HttpRequest, programme) -> HttpResponse:
    """Waves and resilience areas."""
    return _layout_page(request, programme)


@with_record
@require_POST
def plan_wave(request: HttpRequest, programme) -> HttpResponse:
    require(policies.can_lay_out(request.user, programme))
    form = forms.WaveForm(request.POST)
    if form.is_valid():
        try:
            made = layout.plan_wave(
                programme=programme, by=request.user, now=now(), **form.cleaned_data
            )
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{made.name} is planned.")
            return redirect("programme-layout", programme.pk)
    return _layout_page(request, programme, wave_form=form)


@with_record
def change_wave(request: HttpRequest, programme, wave: int) -> HttpResponse:
    require(policies.can_lay_out(request.user, programme))
    found = queries.wave(programme, wave)
    if found is None:
        raise Http404
    first = {"name": found.name, "starts": found.starts, "practices": found.practices}
    form = forms.WaveForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            layout.change_wave(wave=found, by=request.user, now=now(), **form.cleaned_data)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found.name} is changed.")
            return redirect("programme-layout", programme.pk)
    return _form_page(request, "programmes/wave.jinja", form, programme=programme, wave=found)


@with_record
@require_POST
def drop_wave(request: HttpRequest, programme, wave: int) -> HttpResponse:
    require(policies.can_lay_out(request.user, programme))
    found = queries.wave(programme, wave)
    if found is None:
        raise Http404
    return _done(
        request, programme, f"{found.name} is dropped.",
        lambda: layout.drop_wave(wave=found, by=request.user, now=now()),
    )  # fmt: skip


@with_record
@require_POST
def name_area(request: HttpRequest, programme) -> HttpResponse:
    require(policies.can_lay_out(request.user, programme))
    form = forms.AreaForm(request.POST)
    if form.is_valid():
        try:
            made = layout.name_resilience_area(
                programme=programme, by=request.user, now=now(), **form.cleaned_data
            )
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            told = f"{made.name} is there. Put practices into it on their own pages."
            messages.success(request, told)
            return redirect("programme-layout", programme.pk)
    return _layout_page(request, programme, area_form=form)


@with_record
@require_POST
def drop_area(request: HttpRequest, programme, area: int) -> HttpResponse:
    require(policies.can_lay_out(request.user, programme))
    found = queries.resilience_area(programme, area)
    if found is None:
        raise Http404
    return _done(
        request, programme, f"{found.name} is dropped.",
        lambda: layout.drop_resilience_area(area=found, by=request.user, now=now()),
    )  # fmt: skip


def _done(request: HttpRequest, programme, told: str, act) -> HttpResponse:
    """Do it and say so, or say why it cannot be done."""
    try:
        act()
    except MainstayError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)
    return redirect("programme-layout", programme.pk)


def _told(form, programme, error: MainstayError):
    """The same words beside what a colleague saved, so that they can be saved after reading it."""
    data = form.data.copy()
    data["seen"] = queries.programme(programme.pk).edition
    form.data = data
    form.add_error(None, str(error))
    return form


def _layout_page(request: HttpRequest, programme, wave_form=None, area_form=None) -> HttpResponse:
    tried = wave_form or area_form
    return page(
        request,
        "programmes/layout.jinja",
        status=422 if tried else 200,
        section=SECTION,
        programme=programme,
        waves=programme.waves.all(),
        areas=programme.resilience_areas.prefetch_related("practices"),
        wave_form=wave_form or forms.WaveForm(),
        area_form=area_form or forms.AreaForm(),
        tried=tried,
        may_lay_out=policies.can_lay_out(request.user, programme),
        as_of=None,
    )


def _form_page(request: HttpRequest, template: str, form, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    given = {"section": SECTION, "form": form, "as_of": None, **context}
    return page(request, template, status=status, **given)


def _areas(known) -> list[tuple[str, str]]:
    return [
        (one["area_code"], f"{one['area_name']} ({one['practices']} practices)")
        for one in known.areas().sort("area_type", "area_name").iter_rows(named=True)
        if one["area_type"] in AREAS
    ]


def _rules() -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in rule_sets().values()]
