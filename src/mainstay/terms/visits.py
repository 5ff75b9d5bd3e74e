"""The kinds of visits, and what is assumed when times are proposed for them."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mainstay.terms.errors import DefinitionError


@dataclass(frozen=True)
class VisitKind:
    """A kind of visit. `needs`: the parts without whom it cannot be. `after`: what comes before."""

    id: str
    name: str
    minutes: int
    needs: tuple[str, ...]
    others: str
    after: str | None


@dataclass(frozen=True)
class Booking:
    """What is assumed of days and roads.

    A way is the straight line times `winding`, at `km_an_hour`, and `parking_minutes`; between
    places that are not on the map it takes `minutes_where_unknown`. `notice_days`: nothing is
    proposed sooner.
    """

    day_starts: time
    morning_ends: time
    afternoon_starts: time
    day_ends: time
    step_minutes: int
    most_a_day: int
    winding: float
    km_an_hour: float
    parking_minutes: int
    notice_days: int
    minutes_where_unknown: int


@cache
def visit_kinds() -> dict[str, VisitKind]:
    """Every kind of visit, by id, in the order in which a practice has them."""
    try:
        found = [_kind(one) for one in _record()["kinds"]]
    except KeyError as error:
        raise DefinitionError(f"visits.yaml: the key {error} is missing.") from error
    made = {one.id: one for one in found}
    lost = {one.after for one in found if one.after} - set(made)
    if lost:
        raise DefinitionError(f"visits.yaml: there is no kind of visit '{lost.pop()}'.")
    return made


@cache
def booking() -> Booking:
    """What is assumed. Raises DefinitionError for a value that is missing or no time."""
    given = dict(_record()["booking"])
    try:
        for name in ("day_starts", "morning_ends", "afternoon_starts", "day_ends"):
            given[name] = time.fromisoformat(given[name])
        return Booking(**given)
    except (KeyError, TypeError, ValueError) as error:
        raise DefinitionError(f"visits.yaml: {error}.") from error


@cache
def holidays() -> frozenset[date]:
    """The bank holidays that are known."""
    return frozenset(_record()["holidays"])


def _kind(record: dict[str, Any]) -> VisitKind:
    return VisitKind(
        id=record["id"],
        name=record["name"],
        minutes=int(record["minutes"]),
        needs=tuple(record["needs"]),
        others=record["others"],
        after=record["after"],
    )


@cache
def _record() -> dict[str, Any]:
    text = (files("mainstay.definitions") / "visits.yaml").read_text(encoding="utf-8")
    record: dict[str, Any] = yaml.safe_load(text)
    return record
