"""What is held, how fresh it is, how much of England it covers, and what was lost."""

from django.http import Http404, HttpRequest, HttpResponse

from mainstay.web.data import presenters
from mainstay.web.layout.held import home, releases
from mainstay.web.layout.pages import page, with_releases


@with_releases
def data(request: HttpRequest) -> HttpResponse:
    """One line a publication: how much is held and how old it is on the day asked about."""
    known = request.known
    return page(
        request,
        "data/data.jinja",
        section="data",
        lines=presenters.lines(releases(), home().publications(), known.as_of),
        coverage=presenters.coverage(known) if known.ready() else None,
    )


@with_releases
def publication(request: HttpRequest, publication_id: str) -> HttpResponse:
    """Every release of one publication, those not yet published on the day too."""
    found = home().publications().get(publication_id)
    if found is None:
        raise Http404
    held = [one for one in releases() if one.publication == publication_id]
    return page(
        request,
        "data/publication.jinja",
        section="data",
        publication=found,
        releases=presenters.newest_first(held),
        in_force={one.id for one in request.known.releases},
    )


@with_releases
def joins(request: HttpRequest) -> HttpResponse:
    """Codes in each publication that no list of practices known on the day has."""
    sentences = presenters.lost_joins(request.known)
    return page(request, "data/joins.jinja", section="data", sentences=sentences)
