"""The front page and the search."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mainstay.web.home import presenters
from mainstay.web.layout.held import releases
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.layout.paging import place
from mainstay.web.layout.question import address


@with_figures
def home(request: HttpRequest) -> HttpResponse:
    """Search, areas by region, and what data are held."""
    return page(
        request,
        "home/home.jinja",
        regions=presenters.regions(request.known.areas()),
        practices=request.known.practices().height,
        holding=presenters.holding(releases(), request.known.as_of),
    )


@with_figures
def search(request: HttpRequest) -> HttpResponse:
    """Practices and areas by name, code, postcode or place. A whole code goes straight there."""
    asked = request.GET.get("q", "").strip()[:100]
    practices = presenters.matching_practices(request.known.practices(), asked)
    areas = presenters.matching_areas(request.known.areas(), asked)
    if practices.height == 1 and practices["practice_code"][0] == asked.upper():
        path = reverse("practice", args=[asked.upper()])
        return HttpResponseRedirect(address(path, dict(request.question.carried)))
    shown = place(request, practices.height)
    return page(
        request,
        "home/search.jinja",
        asked=asked,
        place=shown,
        areas=areas.to_dicts(),
        practices=practices.slice(shown.start, shown.size).to_dicts(),
    )
