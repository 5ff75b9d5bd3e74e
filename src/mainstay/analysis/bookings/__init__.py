"""Propose times for visits: frozen values in, frozen proposals out, the same each time."""

from mainstay.analysis.bookings.nouns import (
    Proposal,
    Proposals,
    Question,
    Reason,
    Span,
    Unfit,
    Wanted,
)
from mainstay.analysis.bookings.roads import minutes_between
from mainstay.analysis.bookings.solving import propose

__all__ = [
    "Proposal",
    "Proposals",
    "Question",
    "Reason",
    "Span",
    "Unfit",
    "Wanted",
    "minutes_between",
    "propose",
]
