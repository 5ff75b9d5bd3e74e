"""The terms of the models of expected prevalence and income: what a practice is, as columns."""

import numpy as np
import polars as pl

from mainstay.analysis.indicators.needs import AGE_GROUPS
from mainstay.stats.arrays import Flags, Floats

ENOUGH_HELD = 0.9  # a term that more practices lack is left out for all of them
FINE_AGES = ("aged_65_74_share", "aged_75_84_share", "aged_85_over_share")
COARSE_AGE = "aged_65_over_share"
CURVED = (COARSE_AGE, "aged_75_84_share", "deprivation")
RARE = 20  # practices: a rarer kind shares the constant with the commonest
CHILD_FLOOR = 16  # lists that begin at this age or above have no under 18s to speak of


def prevalence_terms(rows: pl.DataFrame) -> tuple[dict[str, Floats], tuple[str, ...]]:
    """The terms that are held, for the people on the register's own list."""
    floor = _floor(rows)
    share = floats_of(rows, "floor_share")
    scaled = {
        name: _above_floor(name, floats_of(rows, name), floor, share)
        for name, (low, _) in AGE_GROUPS.items()
        if low >= floor or (name == "aged_under_18_share" and floor < CHILD_FLOOR)
    }
    held = {name: values for name, values in scaled.items() if _held(values)}
    if all(name in held for name in FINE_AGES):
        held.pop(COARSE_AGE, None)
    for name in ("male_share", "deprivation"):
        if _held(values := floats_of(rows, name)):
            held[name] = values
    ages = set(FINE_AGES) if COARSE_AGE not in held else {COARSE_AGE}
    wanted = (set(scaled) - {COARSE_AGE, *FINE_AGES}) | ages | {"male_share", "deprivation"}
    return held, tuple(sorted(wanted - set(held)))


def _floor(rows: pl.DataFrame) -> int:
    """The age at which the register's list begins: 17 for "17OV", 0 for all ages."""
    types = rows["list_type"].drop_nulls().unique().sort().to_list()
    floors = [int(one[:2]) for one in types if one.endswith("OV") and one[:2].isdigit()]
    return max(floors, default=0)


def _above_floor(name: str, values: Floats, floor: int, share: Floats) -> Floats:
    """A share of the whole list as a share of the list from the floor on."""
    if floor == 0:
        return values
    below = 1 - share if name == "aged_under_18_share" else 0.0
    return (values - below) / share


def income_terms(rows: pl.DataFrame) -> tuple[dict[str, Floats], tuple[str, ...]]:
    patients = floats_of(rows, "patients")
    logs = np.log(patients, out=np.full(len(rows), np.nan), where=patients > 0)
    offered = {
        "log_patients": logs,
        "need": floats_of(rows, "need"),
        "deprivation": floats_of(rows, "deprivation"),
    }
    held = {name: values for name, values in offered.items() if _held(values)}
    left_out = [name for name in offered if name not in held]
    for name in ("contract", "rurality", "dispensing"):
        made = _indicators(rows, name)
        held |= made
        if not made:
            left_out.append(name)
    return held, tuple(left_out)


def _indicators(rows: pl.DataFrame, name: str) -> dict[str, Floats]:
    """1 or 0 for each kind but the commonest; nothing where too few practices have a kind."""
    column = rows[name]
    if column.count() < ENOUGH_HELD * len(rows):
        return {}
    counts = (
        column.drop_nulls().value_counts(sort=True).sort(["count", name], descending=[True, False])
    )
    kinds = counts.filter(pl.col("count") >= RARE)[name].to_list()[1:]
    return {
        f"{name}: {kind}": (column == kind).cast(pl.Float64).fill_null(np.nan).to_numpy()
        for kind in kinds
    }


def curved(terms: dict[str, Floats], known: Flags) -> tuple[Floats, tuple[str, ...]]:
    """The design: a constant, each term about its middle, and squares of those that bend.

    A term that says nothing new of the practices that are `known` (one that never varies, or a
    kind of contract that all and only those of one kind of place have) is left out.
    """
    names, columns = [""], [np.ones(len(known))]
    for name, values in terms.items():
        middle, width = np.nanmean(values), np.nanstd(values)
        unit = (values - middle) / (width or 1.0)
        names.append(name)
        columns.append(unit)
        if name in CURVED:
            names.append(f"{name} squared")
            columns.append(unit**2)
    table = np.column_stack(columns)
    kept = _telling(table[known & np.isfinite(table).all(axis=1)])
    return table[:, kept], tuple(names[place] for place in kept[1:])


def _telling(table: Floats) -> list[int]:
    """The columns, from the left, that are not sums of those before them."""
    kept = [0]
    sizes = np.sqrt((table**2).sum(axis=0))
    for place in range(1, table.shape[1]):
        tried = [*kept, place]
        if sizes[place] > 0 and np.linalg.matrix_rank(table[:, tried] / sizes[tried]) == len(tried):
            kept = tried
    return kept


def _held(values: Floats) -> bool:
    return bool(len(values)) and bool(np.isfinite(values).mean() >= ENOUGH_HELD)


def floats_of(rows: pl.DataFrame, name: str) -> Floats:
    """A column as an array, nan for null."""
    return rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
