"""Every practice on one indicator."""

from django.http import Http404, HttpRequest, HttpResponse

from mainstay.programme.engagement.comments.queries import read_on_indicator
from mainstay.terms.definitions import indicators
from mainstay.terms.indicators import Indicator
from mainstay.web.data.presenters import coverage
from mainstay.web.indicators import charts, presenters
from mainstay.web.layout.downloads import csv_download
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.layout.paging import place, sort

WEEK = 7 * 24 * 3600


@with_figures
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Indicators by topic, with how many practices have each."""
    return page(
        request,
        "indicators/indicators.jinja",
        section="indicators",
        topics=presenters.by_topic(coverage(request.known)),
    )


@with_figures
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Distribution and funnel with chosen practices marked, and every practice in a table."""
    found = _indicator(indicator_id)
    chosen = presenters.chosen(request)
    whole = presenters.standing(request.known, indicator_id)
    narrowed = presenters.narrowed(request.known, whole, chosen)
    sorting = sort(request, presenters.SORTS, "name")
    table = presenters.ordered(narrowed, sorting, chosen.practices)
    shown = place(request, table.height)
    return page(
        request,
        "indicators/indicator.jinja",
        section="indicators",
        indicator=found,
        chosen=chosen,
        summary=presenters.summary(found, whole),
        pictures=charts.of(request.known, found.id, chosen),
        rows=table.slice(shown.start, shown.size).to_dicts(),
        place=shown,
        sort=sorting,
        areas=presenters.area_options(request.known),
        said=_said(request, indicator_id),
    )


def _said(request: HttpRequest, indicator_id: str) -> dict:
    if not request.user.is_authenticated:
        return {}
    return read_on_indicator(request.user, indicator_id, request.known.as_of)


@with_figures
def chart(request: HttpRequest, indicator_id: str, kind: str) -> HttpResponse:
    """One picture by itself."""
    found = _indicator(indicator_id)
    for picture in charts.of(request.known, found.id, presenters.chosen(request)):
        if picture.kind == kind:
            answer = HttpResponse(picture.svg, content_type="image/svg+xml")
            answer["Cache-Control"] = f"public, max-age={WEEK}"
            return answer
    raise Http404


@with_figures
def indicator_csv(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Every practice and period of the indicator."""
    _indicator(indicator_id)
    table = request.known.figures(indicator=indicator_id)
    return csv_download(request.known, table, indicator_id)


def _indicator(indicator_id: str) -> Indicator:
    found = indicators().get(indicator_id)
    if found is None:
        raise Http404
    return found
