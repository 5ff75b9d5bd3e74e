"""Ten years of lists: growth, openings, closures, and where the patients went."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.spatial import cKDTree

from mainstay.synthetic.parameters import assumed, for_year, measured
from mainstay.synthetic.streams import Flags, Floats, Ints, stream

QUARTERS = tuple(
    date(year, month, 1)
    for year in range(2016, 2027)
    for month in (1, 4, 7, 10)
    if date(2016, 4, 1) <= date(year, month, 1)
)
QUARTER_WEIGHTS = {3: 0.35, 6: 0.25, 9: 0.25, 12: 0.15}  # when in the year practices close
NEIGHBOURS = 6
STEEPER = 1.2  # lists change before practices close, which flattens the measured slope


@dataclass(frozen=True)
class Lives:
    """The quarter from which each practice has patients, and the one from which it has none."""

    first: Ints
    last: Ints  # len(QUARTERS) for a practice still open
    merged: Flags


@dataclass(frozen=True)
class Counts:
    """How many practices of each kind a made-up England of `open_at_end` practices needs."""

    already_closed: int
    closing: Ints  # in each quarter's first day
    opening: Ints
    at_start: int

    @property
    def total(self) -> int:
        return self.already_closed + self.at_start + int(self.opening.sum())


def plan(open_at_end: int) -> Counts:
    """Work back from the number open at the end, by the rates of each year."""
    closing = np.zeros(len(QUARTERS), dtype=np.int64)
    opening = np.zeros(len(QUARTERS), dtype=np.int64)
    held, owed, new = float(open_at_end), 0.0, 0.0
    for index in range(len(QUARTERS) - 1, 0, -1):
        year, month = QUARTERS[index].year, QUARTERS[index].month
        weight = QUARTER_WEIGHTS[(month - 2) % 12 + 1]
        owed += for_year(assumed()["closure_rate"], year) * weight * held
        new += assumed()["opening_rate"] / 4 * held
        closing[index], opening[index] = int(owed), int(new)
        owed, new = owed % 1, new % 1
        held += closing[index] - opening[index]
    return Counts(max(2, round(0.06 * held)), closing, opening, int(held))


def frailty_by_list(patients: Floats) -> Floats:
    """The yearly share that closes among practices of each size, as measured 2019 to 2023."""
    table = measured()["closures"]["yearly_share_by_list_size"]
    middles = np.log([1400, 2500, 4000, 6500, 10000, 18000])
    return np.exp(
        np.interp(np.log(np.maximum(patients, 500)), middles, np.log(list(table.values())))
    )


def lives(counts: Counts, patients: Floats, frailty: Floats, seed: int) -> Lives:
    """Draw who closes when, without replacement, in proportion to size and frailty."""
    rng = stream(seed, "closures")
    total = counts.total
    first = np.zeros(total, dtype=np.int64)
    last = np.full(total, len(QUARTERS), dtype=np.int64)
    places = rng.permutation(total)
    last[places[: counts.already_closed]] = 0
    newcomers = places[counts.already_closed + counts.at_start :]
    first[newcomers] = np.repeat(np.arange(len(QUARTERS)), counts.opening)
    rate = frailty_by_list(patients) ** STEEPER * np.exp(0.6 * frailty)
    for quarter in np.flatnonzero(counts.closing):
        open_now = (last > quarter) & (first < quarter - 8)
        if quarter <= 8:
            open_now = (last > quarter) & (first == 0)
        race = np.where(open_now, rng.exponential(1, total) / rate, np.inf)
        gone = np.argpartition(race, counts.closing[quarter])[: counts.closing[quarter]]
        last[gone] = quarter
    return Lives(first, last, rng.random(total) < assumed()["merger_share"])


def list_sizes(start: Floats, lived: Lives, points: Floats, seed: int) -> tuple[Floats, Ints]:
    """Patients at the first day of each quarter (quarters x practices, 0 when not open), and
    the practice that took most of a closed one's patients (-1 if none).
    """
    rng = stream(seed, "lists")
    count = len(start)
    quarters = np.arange(len(QUARTERS))[:, None]
    pace = assumed()["list_growth"] / 4 + rng.normal(0, 0.016 / 4, count)
    steps = rng.normal(0, 0.010, (len(QUARTERS), count))
    logs = np.log(start) + pace * (quarters - 9) + np.cumsum(steps, axis=0)
    logs += _decline(lived, quarters) + _settling_in(lived, quarters)
    sizes = np.exp(logs)
    sizes[(quarters >= lived.last) | (quarters < lived.first)] = 0
    successor = _disperse(sizes, lived, points, rng)
    return sizes, successor


def _decline(lived: Lives, quarters: Ints) -> Floats:
    """A practice loses patients in its last two years: about one in twelve."""
    left = np.clip(lived.last - quarters, 0, 8)
    closing = lived.last < len(QUARTERS)
    return np.where(closing, -0.08 * (1 - left / 8), 0.0)


def _settling_in(lived: Lives, quarters: Ints) -> Floats:
    age = quarters - lived.first
    return np.where(lived.first > 0, np.log(np.clip((age + 3) / 14, 0.2, 1.0)), 0.0)


def _disperse(sizes: Floats, lived: Lives, points: Floats, rng: np.random.Generator) -> Ints:
    """Give a closed practice's patients to its neighbours, nearest first, for good."""
    successor = np.full(len(points), -1, dtype=np.int64)
    for quarter in range(1, len(QUARTERS)):
        closing = np.flatnonzero(lived.last == quarter)
        if len(closing) == 0:
            continue
        open_now = np.flatnonzero(sizes[quarter] > 0)
        near = min(NEIGHBOURS, len(open_now))
        distance, found = cKDTree(points[open_now]).query(points[closing], k=near)
        for row, gone in enumerate(closing):
            takers = open_now[np.atleast_1d(found[row])]
            shares = _shares(
                np.atleast_1d(distance[row]), sizes[quarter, takers], lived.merged[gone]
            )
            moved = sizes[quarter - 1, gone] * 0.97 * shares
            sizes[quarter:, takers] *= 1 + moved / sizes[quarter, takers]
            sizes[quarter:, takers] *= sizes[quarter:, takers] > 0
            successor[gone] = takers[np.argmax(shares)]
    return successor


def _shares(distance: Floats, patients: Floats, merged: bool) -> Floats:
    pull = np.exp(-distance / (distance[0] + 1500.0)) * np.sqrt(patients)
    shares = pull / pull.sum()
    if merged:
        shares = 0.08 * shares
        shares[0] += 0.92
    return shares
