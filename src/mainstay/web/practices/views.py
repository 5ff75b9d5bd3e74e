"""One practice: the page, its charts, its figures and its pack."""

from django.http import Http404, HttpRequest, HttpResponse

from mainstay.accounts.looks import Look
from mainstay.reports.data_pack import data_pack
from mainstay.terms.definitions import indicators, rule_sets
from mainstay.terms.findings import PracticeFindings
from mainstay.web.layout.downloads import csv_download, printed
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.people.looking import looks_at
from mainstay.web.practices import charts, presenters
from mainstay.web.practices.said import said
from mainstay.web.support.links import asking, asking_about

WEEK = 7 * 24 * 3600


@looks_at(Look.PAGE)
@with_figures
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """Why it stands where it does, criterion by criterion, and every figure behind it."""
    found = _findings(request, code)
    return page(
        request,
        "practices/practice.jinja",
        section="areas",
        findings=found,
        facts=found.facts,
        rules=found.rule_set,
        rule_sets=list(rule_sets().values()),
        standing=presenters.standing(found),
        groups=presenters.groups(found),
        topics=presenters.topics(found),
        similar=presenters.similar(found),
        trends=charts.trends(found),
        kept=frozenset(indicators()),
        sources=presenters.sources(found),
        said=said(request, found.facts.practice_code),
        asking=asking(request.user, found.facts.practice_code),
    )


@looks_at(Look.PAGE)
@with_figures
def history(request: HttpRequest, code: str, indicator_id: str) -> HttpResponse:
    """Every period of one indicator, as a chart and a table."""
    indicator = indicators().get(indicator_id)
    if indicator is None:
        raise Http404
    found = _findings(request, code)
    return page(
        request,
        "practices/history.jinja",
        section="areas",
        facts=found.facts,
        indicator=indicator,
        chart=charts.of(found, indicator_id),
        rows=presenters.history(request.known, code.upper(), indicator_id),
        said=said(request, found.facts.practice_code),
        asking=asking_about(request.user, found.facts.practice_code, indicator_id),
    )


@with_figures
def chart(request: HttpRequest, code: str, indicator_id: str) -> HttpResponse:
    """A picture by itself, so that a page need not wait for its pictures."""
    found = charts.of(_findings(request, code), indicator_id)
    if found is None:
        raise Http404
    answer = HttpResponse(charts.drawn(found), content_type="image/svg+xml")
    answer["Cache-Control"] = f"public, max-age={WEEK}"
    return answer


@looks_at(Look.FIGURES)
@with_figures
def figures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every period of every indicator of the practice."""
    _require_known(request, code)
    table = request.known.figures(practice=code.upper())
    return csv_download(request.known, table, f"figures-{code.upper()}")


@looks_at(Look.PACK)
@with_figures
def pack(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The data pack as a file, with what the practice says of its figures."""
    found = _findings(request, code)
    told = said(request, found.facts.practice_code).comments
    return printed(data_pack(found, told), kind, code.upper())


def _findings(request: HttpRequest, code: str) -> PracticeFindings:
    """Raises Http404 for a practice or rule set that is not known on the day."""
    _require_known(request, code)
    if request.question.rules not in rule_sets():
        raise Http404
    return presenters.findings(request.known, code.upper(), request.question.rules)


def _require_known(request: HttpRequest, code: str) -> None:
    if code.upper() not in presenters.codes(request.known):
        raise Http404
