"""A programme in numbers that single out no practice."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from mainstay.analysis.disclosure import LEAST, enough
from mainstay.analysis.waits import summaries
from mainstay.programme.engagement.overview.policies import can_see_summary
from mainstay.programme.engagement.overview.queries import standing
from mainstay.programme.whole.clock.queries import practices, waits_of
from mainstay.terms.waits import clock
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.summary import presenters


@whole_programme(can_see_summary)
def summary(request: HttpRequest, programme) -> HttpResponse:
    """How many practices are how far, and how long they waited."""
    today = localdate()
    chosen = practices(programme)
    found = [standing(one, today) for one in chosen]
    return whole_page(
        request,
        "summary/summary.jinja",
        programme,
        total=len(found),
        enough=enough(len(found)),
        stages=presenters.stages(found),
        visits=presenters.visits(found),
        waits=presenters.waits(summaries(waits_of(programme, chosen, today), clock())),
        least=LEAST,
    )
