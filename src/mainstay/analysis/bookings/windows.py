"""The times at which a visit could begin, before anything is said of other visits."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from mainstay.analysis.bookings.nouns import Question, Span, Wanted


def common(question: Question, needs: Iterable[str]) -> list[Span]:
    """When all of those who are needed are free."""
    first, *others = [_merged(question.free.get(one, ())) for one in needs]
    for spans in others:
        first = _both(first, spans)
    return first


def starts(question: Question, visit: Wanted, *, any_deadline: bool = False) -> list[datetime]:
    """Each time at which a visit could begin: on the grid of steps, in order."""
    if visit.at is not None:
        return [visit.at]
    step, whole = timedelta(minutes=question.step), timedelta(minutes=visit.minutes)
    found = []
    for span in common(question, visit.needs):
        if span.start.date() < visit.earliest:
            continue
        if not any_deadline and span.start.date() > visit.deadline:
            continue
        at = _on_grid(span.start, question.step)
        while at + whole <= span.end:
            found.append(at)
            at += step
    return found


def first_day(question: Question) -> date:
    """The day from which time is counted."""
    days = [one.at.date() if one.at else one.earliest for one in question.visits]
    return min(days)


def _on_grid(at: datetime, step: int) -> datetime:
    """The same moment, or the next on the grid."""
    minutes = at.hour * 60 + at.minute
    return at + timedelta(minutes=-minutes % step)


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for one in sorted(spans, key=lambda span: span.start):
        if found and one.start <= found[-1].end and one.start.date() == found[-1].start.date():
            found[-1] = Span(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def _both(left: list[Span], right: list[Span]) -> list[Span]:
    """Where two lists of spans, each in order, overlap."""
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].start, right[j].start), min(left[i].end, right[j].end)
        if start < end:
            found.append(Span(start, end))
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1
    return found
