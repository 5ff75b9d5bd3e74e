"""Which entries of the register a person asked for, and in what order."""

from collections.abc import Iterable
from datetime import date

from django.http import QueryDict

from mainstay.programme.engagement.risks.queries import Entry
from mainstay.programme.engagement.risks.words import Sort

FILTERS = [
    ("open", "Open"),
    ("overdue", "To be looked at again"),
    ("closed", "Closed"),
    ("", "All"),
]
SORTS = [("score", "The gravest first"), ("review", "By day of review"), ("where", "By practice")]
ORDERS = {
    "score": lambda one: (one.now.closed, -one.now.score, one.risk.pk),
    "review": lambda one: (one.now.closed, one.now.review, one.risk.pk),
    "where": lambda one: (one.risk.selection_id is not None, one.where, -one.now.score),
}


def chosen(found: Iterable[Entry], query: QueryDict, today: date) -> list[Entry]:
    """What cannot be read is no filter; open entries are shown unless others are asked for."""
    state, kind = query.get("state", "open"), query.get("kind", "")
    shown = [
        one
        for one in found
        if _in_state(one, state, today) and (kind not in Sort.values or one.now.kind == kind)
    ]
    return sorted(shown, key=ORDERS.get(query.get("sort", ""), ORDERS["score"]))


def _in_state(one: Entry, state: str, today: date) -> bool:
    if state == "overdue":
        return one.overdue(today)
    return state not in ("open", "closed") or one.now.closed == (state == "closed")
