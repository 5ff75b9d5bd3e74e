"""A later look at a list as a page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.http import HttpRequest

from mainstay.analysis.refreshing import moves as moved
from mainstay.library import Known
from mainstay.programme.cohort import queries
from mainstay.programme.cohort.refreshing.queries import cohort_codes, successions
from mainstay.terms.definitions import rule_sets
from mainstay.terms.matrix import Judgement, RuleSet
from mainstay.terms.refreshing import Cause, Move, Shift, Standing
from mainstay.terms.wording import ordinal
from mainstay.web.layout.paging import place

SUGGESTED = 10


@dataclass(frozen=True)
class Line:
    """A practice that moved, or whose levels changed."""

    move: Move
    told: str
    shifts: list[str]
    in_cohort: bool


@dataclass(frozen=True)
class Gone:
    """A practice that is no longer on the list."""

    code: str
    name: str
    closed: date | None
    in_cohort: bool
    succession: object | None
    successor: str


def compared(programme, before: Known, after: Known, rules: str) -> tuple[Move, ...]:
    """Who moved, scored step by step: the frozen list, new figures, new judgements, new rules."""
    frozen = programme.frozen
    then = queries.as_evidence(programme, until=frozen.at)
    today = queries.as_evidence(programme)
    area, own = programme.area_code, programme.rules
    same = rule_sets()[own].version == frozen.rules_version
    steps = (
        (Cause.DATA if same else Cause.RULES, _rows(before, area, own, then)),
        (Cause.DATA, _rows(after, area, own, then)),
        (Cause.JUDGEMENT, _rows(after, area, own, today)),
        (Cause.RULES, _rows(after, area, rules, today)),
    )
    return moved(frozen.rows, steps)


def _rows(known: Known, area: str, rules: str, judged: tuple[Judgement, ...]) -> list[dict]:
    until = max((one.on for one in judged), default=None)
    return known.matrix(area, rules, judged, until).frame().to_dicts()


def in_sight(moves: Iterable[Move]) -> list[Move]:
    """Those on both lists that moved or changed, the furthest up first; then who is new."""
    seen = [
        one
        for one in moves
        if one.standing is Standing.NEW
        or (one.standing is Standing.STAYS and (one.up or one.shifts))
    ]
    return sorted(seen, key=lambda one: (one.standing is Standing.NEW, -one.up, one.now or 0))


def lines(seen: Iterable[Move], rules: RuleSet, cohort: set[str]) -> list[Line]:
    """Moves in words."""
    names = {one.number: one.plain_name for one in rules.criteria}
    return [
        Line(
            one,
            _told(one),
            [shift_words(shift, names) for shift in one.shifts],
            one.practice_code in cohort,
        )
        for one in seen
    ]


def _told(one: Move) -> str:
    if one.before is None:
        return "New on the list"
    if not one.up:
        return "In the same place"
    word = "up" if one.up > 0 else "down"
    return f"{word.capitalize()} {abs(one.up)}"


def shift_words(shift: Shift, names: dict[int, str]) -> str:
    """Patients per GP: from low (1,800) to high (2,650), by new data."""
    name = names.get(shift.criterion, f"Criterion {shift.criterion}")
    was, now = _with_value(shift.was, shift.was_value), _with_value(shift.now, shift.now_value)
    return f"{name}: from {was} to {now}, by {shift.cause.value}"


def _with_value(level: str, value: str) -> str:
    return f"{level} ({value})" if value else level


def gone(moves: Iterable[Move], known: Known, programme, cohort: set[str]) -> list[Gone]:
    """Who is no longer on the list: closed, merged, or moved to another area."""
    left = [one for one in moves if one.standing is Standing.GONE]
    closed = known.closings([one.practice_code for one in left])
    followed = successions(programme)
    return [
        Gone(
            one.practice_code,
            one.practice_name,
            closed.get(one.practice_code),
            one.practice_code in cohort,
            (held := followed.get(one.practice_code)),
            known.names.get(held.successor_code, held.successor_code) if held else "",
        )
        for one in left
    ]


def to_add(moves: Iterable[Move], cohort: set[str]) -> list[Move]:
    """The first of the new list that are not in the cohort."""
    found = [one for one in moves if one.now is not None and one.practice_code not in cohort]
    return found[:SUGGESTED]


def counts(moves: Iterable[Move]) -> dict[str, int]:
    held = list(moves)
    return {
        "both": sum(one.standing is Standing.STAYS for one in held),
        "up": sum(one.up > 0 for one in held),
        "down": sum(one.up < 0 for one in held),
        "new": sum(one.standing is Standing.NEW for one in held),
        "gone": sum(one.standing is Standing.GONE for one in held),
    }


def table(moves: Iterable[Move], rules: RuleSet) -> pl.DataFrame:
    """One row for each change of a level, and one for a practice that moved without one."""
    return pl.DataFrame(list(_records(moves, rules)), schema=COLUMNS, orient="row")


COLUMNS = {
    "practice_code": pl.String,
    "practice_name": pl.String,
    "standing": pl.String,
    "order_before": pl.Int64,
    "order_now": pl.Int64,
    "criterion": pl.Int64,
    "criterion_name": pl.String,
    "level_before": pl.String,
    "level_now": pl.String,
    "value_before": pl.String,
    "value_now": pl.String,
    "cause": pl.String,
}


def _records(moves: Iterable[Move], rules: RuleSet) -> Iterator[tuple]:
    names = {one.number: one.plain_name for one in rules.criteria}
    for one in moves:
        held = (one.practice_code, one.practice_name, one.standing.value, one.before, one.now)
        for each in one.shifts:
            values = (each.was, each.now, each.was_value, each.now_value, each.cause.value)
            yield (*held, each.criterion, names.get(each.criterion, ""), *values)
        if not one.shifts:
            yield (*held, *[None] * 7)


def context(
    request: HttpRequest, programme, moves: tuple[Move, ...], known: Known, rules: str
) -> dict[str, object]:
    """What the page of a look shows: of those that moved the rows of one page."""
    cohort = cohort_codes(programme)
    seen = in_sight(moves)
    at = place(request, len(seen))
    return {
        "counts": counts(moves),
        "lines": lines(seen[at.start : at.stop], rule_sets()[rules], cohort),
        "place": at,
        "gone": gone(moves, known, programme, cohort),
        "to_add": [(one, ordinal(one.now)) for one in to_add(moves, cohort)],
    }
