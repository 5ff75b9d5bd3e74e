"""What practices say of themselves, counted, and which levels the programme's support reaches."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from mainstay.analysis.among import LEAST
from mainstay.programme.organisations.policies import can_see
from mainstay.programme.sharing import queries
from mainstay.programme.support.policies import can_see_gaps
from mainstay.programme.whole.reach.queries import reach
from mainstay.terms.frameworks import newest
from mainstay.web.board.access import whole_programme
from mainstay.web.board.pages import whole_page
from mainstay.web.sharing import presenters


@whole_programme(can_see)
def themes(request: HttpRequest, programme) -> HttpResponse:
    """The newest count, level by level; those before it, folded."""
    found = [presenters.told(one) for one in queries.counts(programme)]
    return whole_page(
        request,
        "sharing/themes.jinja",
        programme,
        newest=found[0] if found else None,
        earlier=found[1:],
        reach=reach(programme, newest(presenters.FRAMEWORK)),
        waiting=queries.waiting(programme, now()),
        least=LEAST,
        sees_gaps=can_see_gaps(request.user, programme.office),
    )
