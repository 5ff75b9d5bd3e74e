"""The made-up England that every publication is written from: one state, many files."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
import polars as pl

from mainstay.synthetic import areas, history, island, names, practices
from mainstay.synthetic.parameters import assumed, measured, quantile
from mainstay.synthetic.practices import YEARS
from mainstay.synthetic.streams import Flags, Floats, Ints, stream

FURTHER = ("coding", "phone", "access", "premises_upkeep", "partners", "nurses", "busy", "income")
STUDENT_SHARE = 0.012
CELL_NOISE = 0.06
LISTS_BEFORE_MOVES = 0.93  # lists were measured in 2018; closures before then add to the rest


Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class England:
    """Practices by index: texts in `about`, numbers in arrays. Times are quarters' first days."""

    seed: int
    size: int
    about: pl.DataFrame  # one row a practice: codes, names, address, dates, contract
    areas: areas.Areas
    setting: practices.Setting
    lived: history.Lives
    lists: Floats  # quarters x practices
    successor: Ints
    scores: dict[str, Floats]  # years x practices
    prevalence_noise: dict[str, Floats]
    cases: dict[str, Ints]
    degrees: Floats  # latitude, longitude
    kept: dict[Hashable, object] = field(default_factory=dict, repr=False)

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Work something out once for this England: the same from any thread, as all draws are."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]  # type: ignore[return-value]

    def quarter(self, day: date) -> int:
        """The index of the last quarter that starts on or before `day`."""
        return max(index for index, start in enumerate(history.QUARTERS) if start <= day)

    def open_on(self, day: date) -> Ints:
        """Indices of the practices with patients on a day, in code order."""
        return np.flatnonzero(self.lists[self.quarter(day)] > 0)

    def patients(self, day: date, which: Ints) -> Ints:
        return np.rint(self.lists[self.quarter(day), which]).astype(np.int64)

    def score(self, name: str, year: int, which: Ints) -> Floats:
        """Normal scores of a quality in a year; worse in the last two years of a closing one."""
        held: Floats = self.scores[name][_year_index(year), which]
        return held - 0.6 * self.failing(year, which) if name in _FAILING else held

    def failing(self, year: int, which: Ints) -> Floats:
        """0 to 1: how far a closing practice has come down its last two years."""
        last = self.lived.last[which]
        left = last - self.quarter(date(max(year, 2016), 7, 1))
        ending = (last < len(history.QUARTERS)) & (left < 9)
        return np.where(ending, 1 - np.clip(left, 0, 8) / 9, 0.0)

    def deprivation(self, year: int, which: Ints) -> Floats:
        """IMD score of the edition (2015, 2019 or 2025); editions differ a little."""
        base = self.score("imd_2015", 2016, which)
        turn = stream(self.seed, "imd", year).normal(0, 1, self.about.height)[which]
        mixed = base if year == 2015 else 0.995 * base + 0.1 * turn
        return quantile(f"imd_{year}", mixed)

    def in_case(self, name: str, which: Ints) -> Floats:
        """1.0 for the practices made to show a worked example, else 0.0."""
        return np.isin(which, self.cases[name]).astype(float)

    def ages(self, day: date, which: Ints) -> Ints:
        """Patients by sex and five-year age band (the cells of measured.yaml), adding up to the
        list of the day."""
        shares = self.age_shares(which)
        expected = shares * self.lists[self.quarter(day), which][:, None]
        shape = (self.about.height, shares.shape[1])
        whole = self.remember(
            "age rounding", lambda: stream(self.seed, "age rounding").random(shape)
        )
        counts = np.floor(expected + whole[which]).astype(np.int64)
        largest = np.argmax(counts, axis=1)
        counts[np.arange(len(which)), largest] += self.patients(day, which) - counts.sum(axis=1)
        return counts

    def age_shares(self, which: Ints) -> Floats:
        """Shares of each practice's patients by sex and age, the same in every year."""
        return self.remember("age shares", self._age_shares)[which]

    def _age_shares(self) -> Floats:
        """Shares by sex and age: the measured profile, bent until the share over 65 is the
        practice's own, with student practices and the mix that goes with deprivation."""
        profile = measured()["age_profile"]
        rng = stream(self.seed, "ages")
        count = self.about.height
        second = rng.normal(0, 0.8, count) + 3.0 * (rng.random(count) < STUDENT_SHARE)
        third = -0.7 * self.scores["imd_2015"][0] + rng.normal(0, 0.9, count)
        components = np.array(profile["components"])
        logs = np.array(profile["middle"]) + np.column_stack([second, third]) @ components[1:]
        logs += rng.normal(0, CELL_NOISE, logs.shape)
        old = quantile("aged_65_over_percent", self.scores["aged_65_over_percent"][0]) / 100
        return bend(logs, components[0], old, over_65())


def over_65() -> Flags:
    """Which cells of the age profile are of people aged 65 and over."""
    cells = measured()["age_profile"]["cells"]
    return np.array([int(cell.split("_")[1].strip("+")) >= 65 for cell in cells])


def bend(logs: Floats, component: Floats, wanted: Floats, old: Flags) -> Floats:
    """Move along a component, by bisection, until the old cells hold the wanted share."""
    low, high = np.full(len(logs), -6.0), np.full(len(logs), 6.0)
    shares = np.empty_like(logs)
    for _ in range(18):
        middle = (low + high) / 2
        shares = np.exp(logs + middle[:, None] * component)
        shares /= shares.sum(axis=1, keepdims=True)
        too_old = shares[:, old].sum(axis=1) > wanted
        low, high = np.where(too_old, middle, low), np.where(too_old, high, middle)
    return shares


_FAILING = ("gp_wte_per_10000", "overall_good_percent", "qof")


def _year_index(year: int) -> int:
    return min(max(year, YEARS[0]), YEARS[-1]) - YEARS[0]


def build(size: int, seed: int) -> England:
    """Make the island, its practices and their ten years; `size` are open at the end."""
    counts = history.plan(size)
    total = counts.total
    setting = practices.settle(total, size, seed)
    scores = practices.standing(setting, seed) | practices.further(FURTHER, total, seed)
    start = LISTS_BEFORE_MOVES * quantile("list_size", scores["list_size"][0])
    lived = history.lives(counts, start, _frailty(scores), seed)
    lists, successor = history.list_sizes(start, lived, setting.points, seed)
    place_names = names.places(2000, stream(seed, "places"))
    area_names = names.places(4000, stream(seed, "area names"))
    cut = areas.build(setting.points, setting.outline, area_names, stream(seed, "areas"))
    throughout = (lived.first == 0) & (lived.last == len(history.QUARTERS))
    return England(
        seed=seed,
        size=size,
        about=_about(seed, setting, lived, scores, cut, place_names),
        areas=cut,
        setting=setting,
        lived=lived,
        lists=lists,
        successor=successor,
        scores=scores,
        prevalence_noise=practices.further(tuple(assumed()["condition_ages"]), total, seed),
        cases=practices.choose_cases(throughout, seed),
        degrees=island.degrees(setting.points),
    )


def _frailty(scores: dict[str, Floats]) -> Floats:
    middle = YEARS.index(2019)
    mixed = (
        -0.5 * scores["gp_wte_per_10000"][middle]
        - 0.4 * scores["overall_good_percent"][middle]
        - 0.3 * scores["qof"][middle]
        + 0.2 * scores["imd_2015"][middle]
    )
    return np.asarray(practices.normal_scores(mixed))


def _about(
    seed: int,
    setting: practices.Setting,
    lived: history.Lives,
    scores: dict[str, Floats],
    cut: areas.Areas,
    place_names: list[str],
) -> pl.DataFrame:
    rng = stream(seed, "about")
    count = len(setting.points)
    places = [place_names[town % len(place_names)] for town in setting.town]
    rural = scores["rural"][0] > 1.0  # 16% of practices, as measured
    return pl.DataFrame(
        {
            "code": [f"Z{number:05d}" for number in _codes(count, rng)],
            "name": names.practices(places, rng),
            "street": names.streets(count, rng),
            "town": places,
            "postcode": names.postcodes(count, rng),
            "open_date": _open_dates(lived, rng),
            "close_date": _close_dates(lived, rng),
            "contract": _pick(("GMS", "PMS", "APMS"), measured()["contract"], count, rng),
            "rural": rural,
            "dispensing": rng.random(count) < np.where(rural, 0.64, 0.045),
            "supplier": _pick(("EMIS", "TPP", "MEDICUS"), measured()["supplier_2025"], count, rng),
            "old_supplier": rng.random(count) < 0.05,
            "sub_icb": cut.sub_icb_of,
            "pcn": cut.pcn_of,
        }
    )


def _codes(count: int, rng: np.random.Generator) -> Ints:
    """Numbers for codes, in rising order and with gaps, as real codes have."""
    return np.sort(rng.choice(np.arange(1, 90_000), size=count, replace=False))


def _pick(
    kinds: tuple[str, ...], shares: dict[str, float], count: int, rng: np.random.Generator
) -> list[str]:
    weights = np.array([shares[kind] for kind in kinds])
    return [kinds[index] for index in rng.choice(len(kinds), size=count, p=weights / weights.sum())]


def _open_dates(lived: history.Lives, rng: np.random.Generator) -> list[date]:
    old = rng.random(len(lived.first)) < 0.62
    days = rng.integers(0, 12_000, len(lived.first))
    dates = [date(1974, 4, 1) if same else date(1980, 1, 1) + timedelta(days=int(day))
             for same, day in zip(old, days, strict=True)]  # fmt: skip
    return [
        history.QUARTERS[first] if first > 0 else opened
        for first, opened in zip(lived.first, dates, strict=True)
    ]


def _close_dates(lived: history.Lives, rng: np.random.Generator) -> list[date | None]:
    years = rng.integers(2013, 2016, len(lived.last))
    return [
        None if last == len(history.QUARTERS)
        else date(int(year), 9, 30) if last == 0
        else history.QUARTERS[last] - timedelta(days=1)
        for last, year in zip(lived.last, years, strict=True)
    ]  # fmt: skip
