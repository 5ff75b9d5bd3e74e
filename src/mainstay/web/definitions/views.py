"""What each measure, criterion and word means. None of it needs any data."""

from django.http import Http404, HttpRequest, HttpResponse

from mainstay.terms.definitions import indicators, rule_sets
from mainstay.web.definitions import presenters
from mainstay.web.layout.pages import page


def contents(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "definitions/contents.jinja",
        section="definitions",
        rule_sets=list(rule_sets().values()),
        indicators=len(presenters.defined()),
    )


def indicator_list(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "definitions/indicators.jinja",
        section="definitions",
        topics=presenters.by_topic(presenters.defined().values()),
    )


def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    found = presenters.defined().get(indicator_id)
    if found is None:
        raise Http404
    return page(
        request,
        "definitions/indicator.jinja",
        section="definitions",
        indicator=found,
        facts=presenters.indicator_facts(found),
        has_figures=found.id in indicators(),
        used_in=presenters.used_in(found.id, rule_sets().values()),
    )


def rule_set(request: HttpRequest, rules_id: str) -> HttpResponse:
    found = rule_sets().get(rules_id)
    if found is None:
        raise Http404
    return page(
        request,
        "definitions/rules.jinja",
        section="definitions",
        rules=found,
        groups=presenters.groups(found, presenters.defined()),
        firmness=presenters.firmness(found),
    )


def glossary(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "definitions/glossary.jinja",
        section="definitions",
        entries=presenters.glossary_entries(),
    )
