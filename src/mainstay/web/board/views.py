"""The practices of a programme, by stage."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from mainstay.programme.engagement.overview import policies, queries
from mainstay.programme.engagement.stages import Stage
from mainstay.web.board import presenters
from mainstay.web.board.access import whole_programme
from mainstay.web.board.filters import read_filters
from mainstay.web.board.pages import whole_page


@whole_programme(policies.can_see_board)
def board(request: HttpRequest, programme) -> HttpResponse:
    """Practices by stage, whose turn it is, what is late, and what is due this week."""
    found = queries.standings(request.user, programme, localdate())
    filters = read_filters(request.GET)
    shown = [one for one in found if filters.lets(one)]
    return whole_page(
        request,
        "board/board.jinja",
        programme,
        total=len(found),
        shown=shown,
        late=sum(bool(one.late) for one in found),
        totals=presenters.totals(found),
        columns=presenters.columns(shown),
        due=presenters.this_week(shown),
        filters=filters,
        stages=[(one.value, one.label) for one in Stage],
        sides=presenters.side_names(),
        managers=presenters.managers(found),
        waves=presenters.waves(found),
    )
