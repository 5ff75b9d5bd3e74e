"""Later looks at a list, found."""

from mainstay.programme.cohort.models import Refresh, Succession
from mainstay.programme.organisations.models import Programme
from mainstay.terms.refreshing import Move, move_from


def refresh(programme: Programme, number: int) -> Refresh | None:
    return programme.refreshes.select_related("by").filter(pk=number).first()


def moves(refresh: Refresh) -> tuple[Move, ...]:
    """The moves as they were kept."""
    return tuple(move_from(one) for one in refresh.rows)


def cohort_codes(programme: Programme) -> set[str]:
    """The practices that are in the cohort now, those added since among them."""
    return set(programme.selections.values_list("practice__code", flat=True))


def successions(programme: Programme) -> dict[str, Succession]:
    """Where each practice went, the newest word counting."""
    found = programme.successions.select_related("by").order_by("pk")
    return {one.practice_code: one for one in found}
