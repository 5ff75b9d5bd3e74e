"""What can be taken away, and the files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.looks import Look
from mainstay.accounts.made_up import made_up
from mainstay.programme.engagement.overview.policies import can_export
from mainstay.programme.support.policies import sees_all_requests
from mainstay.programme.whole.export.actions import everything, take_out
from mainstay.reports.csvw import write_csvs
from mainstay.reports.workbook import write_workbook
from mainstay.terms.tables import Collection
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.layout.downloads import attachment
from mainstay.web.people.fresh import fresh
from mainstay.web.people.looking import note_look

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[Callable[[Collection], bytes], str, str]] = {
    "workbook": (write_workbook, WORKBOOK, "xlsx"),
    "csv": (write_csvs, "application/zip", "zip"),
}


@whole_programme(can_export)
def export(request: HttpRequest, programme) -> HttpResponse:
    """Which tables there are, and how many rows they have now."""
    held = everything(programme, localdate(), synthetic=made_up(), by=request.user)
    return whole_page(
        request,
        "export/export.jinja",
        programme,
        tables=held.tables,
        sees_requests=sees_all_requests(request.user, programme.office),
    )


@whole_programme(can_export)
@require_POST
@fresh
def download(request: HttpRequest, programme, form: str) -> HttpResponse:
    """All tables as a workbook, or as CSV files. It is logged who took them."""
    if form not in FORMS:
        raise Http404
    write, kind, ending = FORMS[form]
    made = take_out(
        programme=programme,
        today=localdate(),
        synthetic=made_up(),
        by=request.user,
        now=now(),
    )
    for code in programme.selections.values_list("practice__code", flat=True):
        note_look(request, code, Look.RECORDS)
    begun = "made-up-" if made.synthetic else ""
    return attachment(write(made), kind, f"{begun}programme-{programme.pk}-{made.on}.{ending}")
