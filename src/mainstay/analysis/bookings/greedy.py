"""A plain booking: each visit in turn at the first time that is left. The solver begins with it."""

from datetime import datetime

from mainstay.analysis.bookings.clashes import possible
from mainstay.analysis.bookings.nouns import Question, Wanted


def greedy(question: Question) -> dict[str, datetime]:
    """The time of each visit that got one, by id."""
    placed = fixed(question)
    for visit in in_order(question):
        waits = visit.after is not None and visit.after not in placed
        if visit.id not in placed and not waits:
            at = next(possible(question, visit, placed), None)
            if at is not None:
                placed[visit.id] = at
    return placed


def fixed(question: Question) -> dict[str, datetime]:
    """The visits that keep the time they have."""
    return {one.id: one.at for one in question.visits if one.at is not None}


def in_order(question: Question) -> list[Wanted]:
    """By the practices' order, and each after the visit that comes before it."""
    by_id = {one.id: one for one in question.visits}

    def depth(visit: Wanted) -> int:
        before = by_id.get(visit.after or "")
        return 0 if before is None else 1 + depth(before)

    return sorted(question.visits, key=lambda one: (depth(one), one.order, one.id))
