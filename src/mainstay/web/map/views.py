"""Areas and practices on a map drawn by the server: no tiles, no script."""

from django.http import HttpRequest, HttpResponse

from mainstay.terms.definitions import rule_sets
from mainstay.web.areas.places import ENGLAND, find_area
from mainstay.web.layout.pages import page, with_figures
from mainstay.web.map import presenters


@with_figures
def show(request: HttpRequest) -> HttpResponse:
    """England or one area; practices carry their level on one criterion if it is asked for."""
    area = find_area(request.known, request.GET.get("area") or ENGLAND)
    rules = rule_sets().get(request.question.rules) or next(iter(rule_sets().values()))
    asked = request.GET.get("criterion", "")
    numbers = {str(one.number): one.number for one in rules.criteria}
    criterion = numbers.get(asked)
    return page(
        request,
        "map/map.jinja",
        section="map",
        area=area,
        rules=rules,
        criterion=rules.criteria[criterion - 1] if criterion else None,
        criterion_options=[
            (one.number, f"{one.number}. {one.plain_name}") for one in rules.criteria
        ],
        picture=presenters.picture(request.known, area, criterion, rules.id),
    )
