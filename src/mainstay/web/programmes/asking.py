"""A practice asks for support, and reads what became of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from mainstay.programme.cohort.hearing import actions
from mainstay.programme.cohort.hearing import queries as heard
from mainstay.programme.cohort.queries import selected
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.held import known_on
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in
from mainstay.web.programmes.forms import AskForm

SECTION = "programmes"
AREAS = ("pcn_code", "sub_icb_code", "icb_code", "region_code")


@signed_in
def asks(request: HttpRequest) -> HttpResponse:
    """For each practice of one's own, the programmes that it may ask."""
    rows = [
        (practice, programme, heard.referrals(programme, practice.code).first())
        for practice in heard.own_practices(request.user)
        for programme in heard.running(localdate())
        if _is_for(programme, practice.code)
    ]
    return page(
        request,
        "programmes/asks.jinja",
        section=SECTION,
        rows=rows,
        as_of=None,
    )


@signed_in
def ask(request: HttpRequest, number: int, practice: int) -> HttpResponse:
    """One practice's request to one programme, and the answer."""
    mine = heard.own_practices(request.user).filter(pk=practice).first()
    programme = heard.running(localdate()).filter(pk=number).first()
    if mine is None or programme is None or not _is_for(programme, mine.code):
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"programme": programme, "practice": mine, **form.cleaned_data}
        try:
            actions.refer(by=request.user, now=now(), **given)
        except MainstayError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The office has your request.")
            return redirect("ask", programme.pk, mine.pk)
    return page(
        request,
        "programmes/ask.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        programme=programme,
        practice=mine,
        form=form,
        requests=heard.referrals(programme, mine.code),
        selected=selected(programme, mine),
        as_of=None,
    )


def _is_for(programme, code: str) -> bool:
    """Whether a practice is of a programme's area, by the list of practices of its day."""
    known = known_on(programme.as_of)
    if known.empty or not known.ready():
        return False
    table = known.practices().filter(practice_code=code)
    return any(programme.area_code in row for row in table.select(AREAS).iter_rows())
