"""The clock of a programme: a page, its pictures and its numbers."""

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from mainstay.accounts.made_up import made_up
from mainstay.analysis.waits import apart, summaries
from mainstay.programme.organisations.policies import can_see
from mainstay.programme.whole.clock.queries import waits
from mainstay.reports.document import Figure
from mainstay.reports.waits import waits_chart
from mainstay.terms.waits import clock
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.layout.downloads import attachment
from mainstay.web.people.fresh import fresh
from mainstay.web.people.looking import exports

COLUMNS = {
    "practice_code": pl.String,
    "practice_name": pl.String,
    "band": pl.String,
    "milestone": pl.String,
    "days": pl.Int64,
    "over": pl.Boolean,
}


@whole_programme(can_see)
def time_to_help(request: HttpRequest, programme) -> HttpResponse:
    """Days until each step of help, by the size of practices."""
    found = waits(programme, localdate())
    drawn = _figures(programme, found)
    return whole_page(
        request,
        "clock/clock.jinja",
        programme,
        clock=clock(),
        figures=drawn,
        practices=_by_practice(found),
        milestones=[one for one in clock().milestones if one.id in drawn],
        apart=apart(summaries(found, clock())),
    )


@whole_programme(can_see)
def time_to_help_chart(request: HttpRequest, programme, milestone: str) -> HttpResponse:
    """One of the pictures."""
    figure = _figures(programme, waits(programme, localdate())).get(milestone)
    if figure is None:
        raise Http404
    return HttpResponse(figure.svg, content_type="image/svg+xml")


@whole_programme(can_see)
@fresh
@exports
def time_to_help_csv(request: HttpRequest, programme) -> HttpResponse:
    """A row for each practice and step of help; `over` is false for at least so many days."""
    rows = [vars(one) for one in waits(programme, localdate())]
    table = pl.DataFrame(rows, schema=COLUMNS)
    begun = "made-up-" if made_up() else ""
    name = f"{begun}time-to-help-{programme.pk}-{localdate()}.csv"
    return attachment(table.write_csv().encode(), "text/csv; charset=utf-8", name)


def _figures(programme, found) -> dict[str, Figure]:
    """The picture of each milestone that is recorded, by its id."""
    told = summaries(found, clock())
    made = {
        one.id: waits_chart(one, found, told, clock(), programme.name) for one in clock().milestones
    }
    return {name: figure for name, figure in made.items() if figure}


def _by_practice(found) -> list[tuple[str, str, dict[str, object]]]:
    """Name, band, and the wait for each milestone."""
    rows: dict[str, tuple[str, str, dict[str, object]]] = {}
    for one in found:
        row = rows.setdefault(one.practice_code, (one.practice_name, one.band, {}))
        row[2][one.milestone] = one
    return list(rows.values())
