"""A list looked at again: who moved, and which new thing moved them.

The list is scored step by step, each step with one more new thing than the step before: the new
figures, then the new judgements, then the new rules. A level that differs between two steps was
changed by what came with the second.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mainstay.terms.refreshing import Cause, Move, Shift, Standing

Row = Mapping[str, Any]
Step = tuple[Cause, Sequence[Row]]  # what is new in it, and one row a practice
LEVEL = "_level"


def moves(settled: Sequence[Row], steps: Sequence[Step]) -> tuple[Move, ...]:
    """Every practice that is on the first list or on the last, in the order of the last.

    Rows have practice_code, practice_name, order, and c01_level with c01_value for each criterion.
    Who is on the last list alone is new there; who is on the first alone is gone, and comes last.
    """
    scored = [_by_code(rows) for rows in (settled, *(rows for _, rows in steps))]
    causes = [cause for cause, _ in steps]
    first, last = scored[0], scored[-1]
    found = [_move(code, scored, causes) for code in (*first, *last)]
    once = {one.practice_code: one for one in found}
    order = {one: (row["order"], one) for one, row in last.items()}
    return tuple(sorted(once.values(), key=lambda one: order.get(one.practice_code, _after(one))))


def _after(one: Move) -> tuple[float, str]:
    return (float("inf"), one.practice_code)


def _by_code(rows: Sequence[Row]) -> dict[str, Row]:
    return {str(one["practice_code"]): one for one in rows}


def _move(code: str, scored: Sequence[Mapping[str, Row]], causes: Sequence[Cause]) -> Move:
    rows = [one.get(code) for one in scored]
    first, last = rows[0], rows[-1]
    held = last or first or {}
    return Move(
        practice_code=code,
        practice_name=str(held["practice_name"]),
        standing=_standing(first, last),
        before=first["order"] if first else None,
        now=last["order"] if last else None,
        shifts=tuple(_shifts(rows, causes)) if first and last else (),
    )


def _standing(first: Row | None, last: Row | None) -> Standing:
    if first is None:
        return Standing.NEW
    return Standing.GONE if last is None else Standing.STAYS


def _shifts(rows: Sequence[Row | None], causes: Sequence[Cause]) -> Iterator[Shift]:
    """Each level that changed, with what changed it; a step that lacks the practice is left out."""
    pairs = [(row, cause) for row, cause in zip(rows[1:], causes, strict=True) if row]
    before = rows[0] or {}
    for row, cause in pairs:
        for name in (one for one in row if one.endswith(LEVEL)):
            if before.get(name, row[name]) != row[name]:
                yield _shift(name.removesuffix(LEVEL), before, row, cause)
        before = row


def _shift(criterion: str, before: Row, row: Row, cause: Cause) -> Shift:
    return Shift(
        criterion=int(criterion.removeprefix("c")),
        was=_word(before[f"{criterion}{LEVEL}"]),
        now=_word(row[f"{criterion}{LEVEL}"]),
        was_value=_text(before.get(f"{criterion}_value")),
        now_value=_text(row.get(f"{criterion}_value")),
        cause=cause,
    )


def _word(level: str) -> str:
    return level.replace("_", " ")


def _text(value: object) -> str:
    """A value as it is told beside a level; nothing for none."""
    if value is None:
        return ""
    return f"{value:,.4g}" if isinstance(value, float | int) else str(value)
