"""The nouns of the matrix, made only for the practices that somebody asked for."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from mainstay.analysis import matrix_outliers as outliers
from mainstay.analysis.judgements import IMPACT
from mainstay.analysis.matrix_cells import Cell, Seen
from mainstay.analysis.matrix_levels import (
    HIGH,
    LEVELS,
    LOW,
    MEDIUM,
    NO_DATA,
    Read,
    Reading,
    level_of,
    measure_levels,
    stated,
)
from mainstay.analysis.matrix_order import Column, place_if
from mainstay.analysis.matrix_words import published, reason, would_change
from mainstay.terms import definitions
from mainstay.terms.findings import CriterionResult, Figure, MatrixRow
from mainstay.terms.indicators import Indicator
from mainstay.terms.levels import Level
from mainstay.terms.missing import Missing

if TYPE_CHECKING:
    from mainstay.analysis.matrix import Matrix

_NUMBERS = (
    "value", "category", "lower", "upper", "numerator", "denominator", "england", "area", "similar"
)  # fmt: skip


def rows(
    matrix: "Matrix", codes: Iterable[str], indicators: Mapping[str, Indicator] | None = None
) -> tuple[MatrixRow, ...]:
    """The rows of these practices, in the order asked for; a code the matrix lacks is left out.

    `indicators`: those that ship with Mainstay, unless others are given.
    """
    known = definitions.indicators() if indicators is None else indicators
    index = {code: at for at, code in enumerate(matrix.practices["practice_code"].to_list())}
    wanted = [index[code] for code in codes if code in index]
    columns = [
        _results(matrix, place, wanted, {outliers.ID: outliers.definition(), **known})
        for place in range(len(matrix.columns))
    ]
    return tuple(
        _row(matrix, at, tuple(column[place] for column in columns))
        for place, at in enumerate(wanted)
    )


def _row(matrix: "Matrix", at: int, results: tuple[CriterionResult, ...]) -> MatrixRow:
    who = matrix.practices.row(at, named=True)
    return MatrixRow(
        practice_code=who["practice_code"],
        practice_name=who["practice_name"] or "",
        area_code=who["area_code"] or "",
        order=int(matrix.places.order[at]),
        order_low=int(matrix.places.order_low[at]),
        order_high=int(matrix.places.order_high[at]),
        counts={level: sum(one.level is level for one in results) for level in LEVELS},
        results=results,
        impact=matrix.judgements.get((who["practice_code"], IMPACT)),
    )


def _results(
    matrix: "Matrix", place: int, wanted: Sequence[int], indicators: Mapping[str, Indicator]
) -> list[CriterionResult]:
    """One criterion's cells for the practices wanted, made together."""
    column, read = matrix.columns[place], matrix.reads[place]
    measured = _measured(column, read, wanted)
    by_measure = [_seen(one, wanted, indicators) for one in column.readings]
    codes = matrix.practices["practice_code"]
    found = []
    for order, at in enumerate(wanted):
        cell = Cell(
            criterion=column.criterion,
            level=level_of(int(read.levels[at])),
            seen=tuple(one[order] for one in by_measure),
            deciding=int(read.deciding[at]),
            judgement=matrix.judgements.get((codes[at], column.criterion.number)),
            place_at=_places_at(matrix, at, int(read.levels[at])),
            place=int(matrix.places.order[at]),
            practices=matrix.practices.height,
        )
        found.append(_result(cell, measured[order]))
    return found


def _measured(column: Column, read: Read, wanted: Sequence[int]) -> list[Level | None]:
    """The levels of the figures alone; read anew only where somebody has judged."""
    if not column.readings:
        return [None] * len(wanted)
    judged = any(column.settled[at] != NO_DATA for at in wanted)
    levels = (column.unsettled().read() if judged else read).levels
    return [level_of(int(levels[at])) for at in wanted]


def _result(cell: Cell, measured: Level | None) -> CriterionResult:
    return CriterionResult(
        criterion=cell.criterion,
        level=cell.level,
        figure=cell.decided.figure if cell.decided else None,
        judgement=cell.judgement,
        reason=reason(cell),
        would_change=would_change(cell),
        measured=measured,
        read=published(cell),
    )


def _places_at(matrix: "Matrix", at: int, rank: int) -> dict[Level, int]:
    """The practice's place if this criterion were low, medium or high."""
    standing = matrix.places.standing
    return {level_of(then): place_if(standing, at, rank, then) for then in (LOW, MEDIUM, HIGH)}


def _seen(
    reading: Reading, wanted: Sequence[int], indicators: Mapping[str, Indicator]
) -> list[Seen]:
    """One measure's figure, level and cut-offs as they now lie, for the practices wanted."""
    measure = reading.measure
    levels = measure_levels(reading, stated(measure))
    held = reading.table[list(wanted)].to_dicts()
    lies = cache(reading.boundary)
    return [
        Seen(
            measure=measure,
            figure=_figure(indicators[measure.indicator], one),
            level=level_of(int(levels[at])),
            boundaries=tuple(
                lies(cut_off, one["area_code"] if cut_off.scale == "area_percentile" else None)
                for cut_off in measure.cut_offs
            ),
        )
        for at, one in zip(wanted, held, strict=True)
    ]


def _figure(indicator: Indicator, held: Mapping[str, Any]) -> Figure:
    valued = held["value"] is not None or held["category"] is not None
    return Figure(
        indicator=indicator,
        practice_code=held["practice_code"],
        period=held["period"] or "",
        period_end=held["period_end"],
        missing=None if valued else Missing(held.get("missing_reason") or Missing.NOT_PUBLISHED),
        release=held.get("release") or "",
        **{name: held.get(name) for name in _NUMBERS},
    )
