"""What a practice chose to begin with, found."""

from mainstay.analysis.triangle import to_begin_with
from mainstay.programme.assessment import queries
from mainstay.programme.assessment.models import Chosen, Round
from mainstay.terms.frameworks import Statement


def last(found: Round) -> Chosen | None:
    return found.chosen.select_related("by").last()


def chosen(found: Round) -> tuple[str, ...]:
    """The ids of what the practice chose; none where it chose nothing."""
    held = last(found)
    return tuple(held.statements) if held else ()


def beginnings(found: Round) -> tuple[Statement, ...]:
    """What to begin with: the practice's choice first, then the rule's, three at most."""
    return to_begin_with(
        queries.framework_of(found),
        queries.team_answers(found),
        chosen(found),
        queries.released(found),
    )
