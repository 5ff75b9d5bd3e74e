"""An area: its practices in the support matrix."""

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from mainstay.terms.definitions import rule_sets
from mainstay.terms.levels import Level
from mainstay.terms.matrix import RuleSet
from mainstay.web.areas import presenters
from mainstay.web.areas.filters import filtered, level_slug, ordered, read_filters, sort_keys
from mainstay.web.areas.places import find_area, lists
from mainstay.web.home.presenters import regions
from mainstay.web.layout.downloads import csv_download, printed
from mainstay.web.layout.held import releases
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.layout.paging import place, sort
from mainstay.web.layout.question import address
from mainstay.web.layout.wording import capital
from mainstay.web.people.looking import exports

MOST_IN_A_PACK = 250  # practices: more than any integrated care board has
ADDED = (
    "list_size",
    "contract",
    "without_data",
)  # beside the matrix for filters; not part of its CSV


@with_figures
def areas(request: HttpRequest) -> HttpResponse:
    """Every region and integrated care board."""
    known = request.known
    return page(
        request,
        "areas/areas.jinja",
        section="areas",
        regions=regions(known.areas()),
        practices=known.practices().height,
    )


@with_figures
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The heat map: filtered, sorted, fifty practices at a time."""
    found = find_area(request.known, code)
    rules = _rules(request.question.rules)
    count = len(rules.criteria)
    whole = presenters.area_table(request.known, found.code, rules.id)
    filters = read_filters(request.GET, count)
    sorting = sort(request, sort_keys(count), "order")
    table = ordered(filtered(whole, filters), sorting)
    shown = place(request, table.height)
    return page(
        request,
        "areas/area.jinja",
        section="areas",
        area=found,
        rules=rules,
        rule_sets=list(rule_sets().values()),
        groups=presenters.criterion_groups(rules),
        lines=presenters.lines(table.slice(shown.start, shown.size), count),
        practices=whole.height,
        lists=lists(releases(), request.known.as_of),
        packed=bool(found.code) and whole.height <= MOST_IN_A_PACK,
        place=shown,
        sort=sorting,
        filters=filters,
        csv=_csv_address(request, found.slug),
        contracts=presenters.contracts(whole),
        **_options(rules, whole),
    )


@exports
@with_figures
def area_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same rows in the same order, every one of them, with values and periods."""
    found = find_area(request.known, code)
    rules = _rules(request.question.rules)
    count = len(rules.criteria)
    whole = presenters.area_table(request.known, found.code, rules.id)
    sorting = sort(request, sort_keys(count), "order")
    table = ordered(filtered(whole, read_filters(request.GET, count)), sorting)
    return csv_download(request.known, table.drop(ADDED), f"matrix-{found.slug}-{rules.id}")


@exports
@with_figures
def pack(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The area's pack as a file. Raises Http404 for one with too many practices to read."""
    found = find_area(request.known, code)
    rules = _rules(request.question.rules)
    if not found.code or len(request.known.area_codes(found.code)) > MOST_IN_A_PACK:
        raise Http404
    return printed(request.known.area_pack(found.code, rules.id), kind, found.code)


@with_figures
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Where practices stand by two rule sets, and why they differ."""
    found = find_area(request.known, code)
    first = _rules(request.question.rules)
    others = [one for one in rule_sets().values() if one.id != first.id]
    if not others:
        raise Http404
    asked = request.GET.get("with", others[0].id)
    second = _rules(asked)
    count = min(len(first.criteria), len(second.criteria))
    moves = presenters.moves(
        presenters.area_table(request.known, found.code, first.id),
        presenters.area_table(request.known, found.code, second.id),
        count,
    )
    shown = place(request, moves.height)
    return page(
        request,
        "areas/compare.jinja",
        section="areas",
        area=found,
        first=first,
        second=second,
        rule_options=_rule_options(),
        moved=moves.filter(moves["distance"] > 0).height,
        place=shown,
        moves=presenters.move_lines(moves.slice(shown.start, shown.size), count),
    )


def _options(rules: RuleSet, table: pl.DataFrame) -> dict[str, list[tuple[object, str]]]:
    """What each list of the filter form offers."""
    return {
        "criterion_options": [
            (one.number, f"{one.number}. {one.plain_name}") for one in rules.criteria
        ],
        "level_options": [(level_slug(level), capital(level.value)) for level in Level],
        "contract_options": [(one, one) for one in presenters.contracts(table)],
        "rule_options": _rule_options(),
    }


def _rule_options() -> list[tuple[object, str]]:
    return [(one.id, one.name) for one in rule_sets().values()]


def _csv_address(request: HttpRequest, slug: str) -> str:
    """The same question of the CSV: its filters and order, but every page of it."""
    query = {key: request.GET.getlist(key) for key in request.GET if key != "page"}
    return address(reverse("area-csv", args=[slug]), dict(query))


def _rules(rules_id: str) -> RuleSet:
    """Raises Http404 for a rule set that does not exist."""
    found = rule_sets().get(rules_id)
    if found is None:
        raise Http404
    return found
