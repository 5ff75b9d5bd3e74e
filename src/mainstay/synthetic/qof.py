"""The Quality and Outcomes Framework of the made-up England: registers, points, areas.

Registers follow from age, sex and deprivation, times what each practice finds and codes; points
are lost indicator by indicator so that the totals have the measured distribution.
"""

from datetime import date
from functools import cache

import numpy as np
import polars as pl

from mainstay.synthetic.england import England
from mainstay.synthetic.layouts import indicators
from mainstay.synthetic.parameters import assumed, at_quantile, measured
from mainstay.synthetic.streams import Floats, Ints, stream

YEARS = tuple(range(2017, 2026))  # financial years by their first year
MIDDLE_AGES = 2.5
LIST_TYPES = {
    "TOTAL": (0, 200, "ALL"),
    "06OV": (5, 200, "ALL"),
    "15OV": (15, 200, "ALL"),
    "16OV": (15, 200, "ALL"),
    "17OV": (15, 200, "ALL"),
    "18OV": (20, 200, "ALL"),
    "45OV": (45, 200, "ALL"),
    "50OV": (50, 200, "ALL"),
    "30_74": (30, 74, "ALL"),
    "25_64_F": (25, 64, "FEMALE"),
    "54UN_F": (0, 54, "FEMALE"),
}  # fmt: skip  bands of five years: the nearest that holds the ages named


_LISTS = ((2019, "2018-19"), (2020, "2020-21"), (2024, "2021-22"), (2025, "2025-26"))
_POINTS = {"2018-19": 559, "2020-21": 567, "2021-22": 635, "2025-26": 564}


def layout_year(year: int) -> str:
    """Which list of indicators stands for a year."""
    return next(held for last, held in _LISTS if year <= last)


def label(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def census(year: int) -> date:
    """Lists and registers are counted at 1 January or 31 March; the quarter before is near."""
    return date(year + 1, 1, 1)


def points_national(year: int) -> int:
    """The points on offer, as published."""
    return _POINTS[layout_year(year)]


def cells() -> tuple[Floats, Ints]:
    cells = measured()["age_profile"]["cells"]
    ages = [int(cell.split("_")[1].strip("+")) for cell in cells]
    women = [cell.startswith("FEMALE") for cell in cells]
    return np.array(ages, dtype=float), np.array(women, dtype=np.int64)


def in_list(kind: str) -> Floats:
    """Which cells of the age profile are in a kind of list, 1.0 or 0.0."""
    low, high, sex = LIST_TYPES[kind]
    ages, women = cells()
    return ((ages >= low) & (ages <= high) & ((sex == "ALL") | (women == 1))).astype(float)


@cache
def _risk_shape(condition: str) -> tuple[float, ...]:
    """Relative risk in each cell of the age profile."""
    first, growth, flat, women = assumed()["condition_ages"][condition]
    ages, is_woman = cells()
    middle = ages + MIDDLE_AGES
    risk = np.exp(growth * (np.minimum(middle, flat) - first)) * (ages + 4 >= first)
    return tuple((risk * np.where(is_woman == 1, women, 1.0)).tolist())


def conditions() -> list[str]:
    return list(measured()["prevalence"])


def list_kind(condition: str) -> str:
    return str(measured()["prevalence"][condition]["list_type"])


def expected(england: England, condition: str, ages: Ints, which: Ints) -> Floats:
    """People expected on a register from age, sex and deprivation alone, at England's share."""
    held = measured()["prevalence"][condition]
    raw = ages @ np.array(_risk_shape(condition))
    scores = england.deprivation(2019, which)
    raw = raw * np.exp(held["deprivation"] * (scores - 22) / 10)
    people = (ages * in_list(held["list_type"])).sum()
    return np.asarray(raw * held["share"] * people / raw.sum())


Registers = tuple[Ints, Ints, dict[str, Ints]]


def registers(england: England, year: int) -> Registers:
    """Practices open at the census, their ages, and each condition's register."""
    return england.remember(("registers", year), lambda: _registers(england, year))


def _registers(england: England, year: int) -> Registers:
    day = census(year)
    which = england.open_on(day)
    ages = england.ages(day, which)
    return which, ages, {name: register(england, name, year, ages, which) for name in conditions()}


def register(england: England, condition: str, year: int, ages: Ints, which: Ints) -> Ints:
    held = measured()["prevalence"][condition]
    own = england.prevalence_noise[condition][year - 2016, which]
    coding = england.score("coding", year, which)
    log = held["spread"] * (0.9 * own + 0.43 * coding)
    if condition == "DM":
        log = log - 0.55 * england.in_case("low_diabetes_coding", which)
    mean = expected(england, condition, ages, which) * np.exp(log - held["spread"] ** 2 / 2)
    people = ages @ in_list(held["list_type"])
    drawn = stream(england.seed, "register", condition, year).poisson(mean)
    return np.minimum(drawn, people.astype(np.int64)).astype(np.int64)


def achievement(england: England, year: int) -> tuple[Ints, Floats, Floats]:
    """Practices, points on offer to each (by indicator) and points achieved, rounded to pence.

    A practice without a register for an indicator is not offered it.
    """
    return england.remember(("achievement", year), lambda: _achievement(england, year))


def _achievement(england: England, year: int) -> tuple[Ints, Floats, Floats]:
    which, _, held = registers(england, year)
    listed = indicators(layout_year(year))
    worth = np.array([row[1] for row in listed], dtype=float)
    offered = np.tile(worth, (len(which), 1))
    for column, row in enumerate(listed):
        if row[2] in held:
            offered[held[row[2]] == 0, column] = 0
    return which, offered, _achieved(england, year, which, offered)


def _achieved(england: England, year: int, which: Ints, offered: Floats) -> Floats:
    table = measured()["qof_percent"][assumed()["qof_year_used"][year]]
    share = at_quantile(england.score("qof", year, which), table) / 100
    lost = offered.sum(axis=1) * (1 - share)
    rng = stream(england.seed, "qof points", year)
    weight = offered * rng.gamma(0.35, 1.0, offered.shape) + 1e-12
    achieved = offered.copy()
    for _ in range(6):
        left = lost - (offered - achieved).sum(axis=1)
        room = weight * (achieved > 0)
        achieved -= left[:, None] * room / room.sum(axis=1, keepdims=True)
        achieved = np.maximum(achieved, 0)
    return np.asarray(achieved.round(2))


def codes_of(england: England, which: Ints) -> pl.Series:
    return england.about["code"][which.tolist()]


def published(year: int) -> date:
    """As the publisher did, as far as known; else the last Thursday of September."""
    days = {2017: date(2018, 10, 25), 2018: date(2019, 10, 24), 2019: date(2020, 8, 20),
            2020: date(2021, 9, 30), 2021: date(2022, 9, 29), 2022: date(2023, 9, 28),
            2023: date(2024, 8, 29), 2024: date(2025, 9, 25), 2025: date(2026, 9, 24)}  # fmt: skip
    return days[year]
