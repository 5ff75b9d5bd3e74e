"""The nouns of the matrix, made only for the practices that somebody asked for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mainstay.analysis import matrix_outliers as outliers
from mainstay.analysis.judgements import IMPACT
from mainstay.analysis.matrix_levels import (
    HIGH,
    LEVELS,
    LOW,
    Reading,
    level_of,
    measure_levels,
    stated,
)
from mainstay.analysis.matrix_order import place_if
from mainstay.analysis.matrix_words import Cell, Seen, reason, would_change
from mainstay.terms import definitions
from mainstay.terms.findings import CriterionResult, Figure, MatrixRow
from mainstay.terms.indicators import Indicator
from mainstay.terms.missing import Missing

if TYPE_CHECKING:
    from mainstay.analysis.matrix import Matrix

Record = Mapping[str, Any]


def rows(
    matrix: "Matrix", codes: Iterable[str], indicators: Mapping[str, Indicator] | None = None
) -> tuple[MatrixRow, ...]:
    """The rows of these practices, in the order asked for; a code the matrix lacks is left out.

    `indicators`: those that ship with Mainstay, unless others are given.
    """
    known = definitions.indicators() if indicators is None else indicators
    writer = _Rows(matrix, {outliers.ID: outliers.definition(), **known})
    return tuple(writer.row(code) for code in codes if code in writer.index)


class _Rows:
    """Looks up what one practice's cells are made of. Held for one call of `rows`."""

    def __init__(self, matrix: "Matrix", indicators: Mapping[str, Indicator]) -> None:
        self.matrix = matrix
        self.indicators = indicators

    @cached_property
    def index(self) -> dict[str, int]:
        codes = self.matrix.practices["practice_code"].to_list()
        return {code: place for place, code in enumerate(codes)}

    @cached_property
    def _measured(self) -> dict[int, list[Any]]:
        """Each measure's own levels, by the identity of its reading."""
        return {
            id(one): measure_levels(one, stated(one.measure)).tolist()
            for column in self.matrix.columns
            for one in column.readings
        }

    def row(self, code: str) -> MatrixRow:
        at = self.index[code]
        who = self.matrix.practices.row(at, named=True)
        found = self.matrix.places
        results = tuple(self._results(at, code, who["area_code"]))
        return MatrixRow(
            practice_code=code,
            practice_name=who["practice_name"] or "",
            area_code=who["area_code"] or "",
            order=int(found.order[at]),
            order_low=int(found.order_low[at]),
            order_high=int(found.order_high[at]),
            counts={level: sum(one.level is level for one in results) for level in LEVELS},
            results=results,
            impact=self.matrix.judgements.get((code, IMPACT)),
        )

    def _results(self, at: int, code: str, area: str | None) -> Iterator[CriterionResult]:
        for column, read in zip(self.matrix.columns, self.matrix.reads, strict=True):
            seen = [self._seen(one, at, code, area) for one in column.readings]
            judgement = self.matrix.judgements.get((code, column.criterion.number))
            rank = int(read.levels[at])
            cell = Cell(
                criterion=column.criterion,
                level=level_of(rank),
                seen=tuple(seen),
                deciding=int(read.deciding[at]),
                judgement=judgement,
                place_at=self._places_at(at, rank),
                place=int(self.matrix.places.order[at]),
                practices=self.matrix.practices.height,
            )
            yield CriterionResult(
                criterion=column.criterion,
                level=cell.level,
                figure=seen[cell.deciding].figure if seen else None,
                judgement=judgement,
                reason=reason(cell),
                would_change=would_change(cell),
            )

    def _places_at(self, at: int, rank: int) -> dict[Any, int]:
        standing = self.matrix.places.standing
        return {level_of(then): place_if(standing, at, rank, then) for then in range(LOW, HIGH + 1)}

    def _seen(self, reading: Reading, at: int, code: str, area: str | None) -> Seen:
        figure = _figure(self.indicators[reading.measure.indicator], reading, at, code)
        return Seen(
            measure=reading.measure,
            figure=figure,
            level=level_of(int(self._measured[id(reading)][at])),
            boundaries=tuple(
                self._boundary(reading, place, area)
                for place in range(len(reading.measure.cut_offs))
            ),
        )

    @cached_property
    def _boundaries(self) -> dict[tuple[int, int, str | None], float | None]:
        return {}

    def _boundary(self, reading: Reading, place: int, area: str | None) -> float | None:
        cut_off = reading.measure.cut_offs[place]
        key = (id(reading), place, area if cut_off.scale == "area_percentile" else None)
        if key not in self._boundaries:
            self._boundaries[key] = reading.boundary(cut_off, area)
        return self._boundaries[key]


def _figure(indicator: Indicator, reading: Reading, at: int, code: str) -> Figure:
    held = reading.table.row(at, named=True)
    missing = held.get("missing_reason")
    valued = held["value"] is not None or held["category"] is not None
    unsaid = None if valued else Missing.NOT_PUBLISHED
    return Figure(
        indicator=indicator,
        practice_code=code,
        period=held["period"] or "",
        period_end=held["period_end"],
        missing=Missing(missing) if missing and not valued else unsaid,
        release=held.get("release") or "",
        **{name: held.get(name) for name in _NUMBERS},
    )


_NUMBERS = (
    "value", "category", "lower", "upper", "numerator", "denominator", "england", "area", "similar"
)  # fmt: skip
