"""How each measure of a rule set reads for every practice, and the levels that follow.

Levels are held as small whole numbers so that the highest of several is their maximum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, CutOff, Measure
from mainstay.terms.missing import Missing

Ranks = NDArray[np.int8]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Settings = Sequence[Sequence[float]]  # for each measure, a number for each of its cut-offs

LEVELS = (Level.NOT_JUDGED, Level.NO_DATA, Level.LOW, Level.MEDIUM, Level.HIGH)
NOT_JUDGED, NO_DATA, LOW, MEDIUM, HIGH = range(-1, 4)
RANK = dict(zip(LEVELS, range(-1, 4), strict=True))
ENOUGH = 0.5  # of practices: below it the measure is missing, and not one practice's figure
SMALLEST_AREA = 4  # with fewer practices there is no quarter to be in


def level_of(rank: int) -> Level:
    return LEVELS[rank + 1]


@dataclass(frozen=True, eq=False)
class Reading:
    """One measure, for each practice in the order of the practices' table.

    `table` holds the figure's own columns; `scales` what cut-offs are held against; `known` says
    where there is a value, `could_be` where a missing value could be anything, `dated`
    where there is a figure at all, with a value or without.
    """

    measure: Measure
    table: pl.DataFrame
    scales: Mapping[str, Floats]
    categories: NDArray[np.object_]
    known: Flags
    could_be: Flags
    dated: Flags
    held: bool  # at least half of all practices have a value
    nation: "Reading | None" = None  # the reading of every practice, where this one is a part

    def take(self, index: NDArray[np.intp]) -> "Reading":
        """The same reading for some of the practices; their percentiles stay as they were."""
        return Reading(
            measure=self.measure,
            table=self.table[index],
            scales={name: one[index] for name, one in self.scales.items()},
            categories=self.categories[index],
            known=self.known[index],
            could_be=self.could_be[index],
            dated=self.dated[index],
            held=self.held,
            nation=self.nation or self,
        )

    @cached_property
    def areas(self) -> NDArray[np.object_]:
        """The area of each practice."""
        return self.table["area_code"].to_numpy().astype(object)

    def boundary(self, cut_off: CutOff, area: str | None) -> float | None:
        """The value at which a cut-off now lies: for a percentile, the lowest value that has it."""
        if cut_off.scale == "value" or cut_off.at is None:
            return cut_off.at
        whole = self.nation or self
        reached = whole.scales[cut_off.scale] >= cut_off.at
        if cut_off.scale == "area_percentile":
            reached = reached & (whole.areas == area)
        values = whole.scales["value"][reached]
        return float(values.min()) if values.size else None


def read(measure: Measure, figures: pl.DataFrame, practices: pl.DataFrame) -> Reading:
    """The measure's figures beside the practices, with percentiles in England and in each area.

    `figures`: at most one row for each practice and indicator. `practices`: practice_code and
    area_code. A practice's percentile is its mid-rank among practices with a value, 0 to 100.
    """
    mine = figures.filter(pl.col("indicator_id") == measure.indicator)
    if mine["practice_code"].n_unique() != mine.height:
        raise ValueError(f"{measure.indicator} has more than one figure for a practice")
    table = practices.select("practice_code", "area_code").join(
        mine, on="practice_code", how="left", maintain_order="left"
    )
    table = table.with_columns(pl.col("value").cast(pl.Float64).fill_nan(None))
    scales = _scales(table)
    known = _known(measure, table, scales)
    applies = (table["missing_reason"] != Missing.NOT_APPLICABLE.value).fill_null(True)
    return Reading(
        measure=measure,
        table=table,
        scales=scales,
        categories=table["category"].to_numpy().astype(object),
        known=known,
        could_be=~known & applies.to_numpy(),
        dated=table["period"].is_not_null().to_numpy(),
        held=bool(known.size and known.mean() >= ENOUGH),
    )


def _scales(table: pl.DataFrame) -> dict[str, Floats]:
    value = pl.col("value")
    midrank = (value.rank("average") - 0.5) / value.count() * 100
    in_area = pl.when(
        (value.count() >= SMALLEST_AREA).over("area_code") & pl.col("area_code").is_not_null()
    ).then(midrank.over("area_code"))
    made = table.select(value=value, england_percentile=midrank, area_percentile=in_area)
    return {one.name: one.cast(pl.Float64).fill_null(np.nan).to_numpy() for one in made}


def _known(measure: Measure, table: pl.DataFrame, scales: Mapping[str, Floats]) -> Flags:
    if measure.concern == "category":
        return table["category"].is_not_null().to_numpy()
    needed = {cut_off.scale for cut_off in measure.cut_offs} | {"value"}
    return ~np.any([np.isnan(scales[scale]) for scale in sorted(needed)], axis=0)


def met(reading: Reading, cut_off: CutOff, at: float) -> Flags:
    """Which practices meet a cut-off: `at` or more where concern is high, below where it is low."""
    if cut_off.category is not None:
        return np.asarray(reading.categories == cut_off.category, dtype=np.bool_)
    values = reading.scales[cut_off.scale]
    return values >= at if reading.measure.concern == "high" else values < at


def stated(measure: Measure) -> tuple[float, ...]:
    """The rule set's own number for each cut-off: for a category, the rank of its level."""
    return tuple(float(RANK[one.level]) if one.at is None else one.at for one in measure.cut_offs)


def measure_levels(reading: Reading, ats: Sequence[float]) -> Ranks:
    """Each practice's level on one measure, with `ats` in place of the cut-offs' own numbers."""
    levels = np.where(reading.known, LOW, NO_DATA).astype(np.int8)
    pairs = sorted(
        zip(reading.measure.cut_offs, ats, strict=True), key=lambda pair: RANK[pair[0].level]
    )
    for cut_off, at in pairs:
        rank = RANK[cut_off.level] if cut_off.category is None else round(at)
        levels[reading.known & met(reading, cut_off, at)] = rank
    return levels


@dataclass(frozen=True, eq=False)
class Read:
    """A criterion's levels, what settled each, and where a missing value could make it high."""

    levels: Ranks
    deciding: NDArray[np.int8]  # place of the measure in the criterion; -1 if it has none
    could_rise: Flags


def criterion_levels(criterion: Criterion, readings: Sequence[Reading], settings: Settings) -> Read:
    """The highest level among the criterion's choices, each read from its first known measure."""
    size = len(readings[0].known)
    levels, deciding = np.zeros(size, np.int8), _first_with_a_figure(readings)
    could_rise = np.zeros(size, np.bool_)
    for choice in dict.fromkeys(one.choice for one in criterion.measures):
        taken = np.zeros(size, np.bool_)
        could_be, held = np.zeros(size, np.bool_), False
        for place, (reading, ats) in enumerate(zip(readings, settings, strict=True)):
            if reading.measure.choice != choice:
                continue
            here = measure_levels(reading, ats)
            better = reading.known & ~taken & (here > levels)
            levels[better], deciding[better] = here[better], place
            taken |= reading.known
            could_be |= reading.could_be
            held |= reading.held
        could_rise |= could_be & ~taken & held
    return Read(levels, deciding, could_rise)


def _first_with_a_figure(readings: Sequence[Reading]) -> NDArray[np.int8]:
    """With no level to go by, show the first measure that has a dated figure, else the first."""
    deciding = np.zeros(len(readings[0].known), np.int8)
    for place in reversed(range(len(readings))):
        deciding[readings[place].dated] = place
    return deciding
