"""The cross-section of 2019 that a third party merged: `cached_all_data.csv.gz`."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import qof, staff
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings, indicators
from mainstay.synthetic.parameters import quantile
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Floats, Ints, stream
from mainstay.synthetic.surveys import overall_good
from mainstay.synthetic.writing import csv, gzipped

DAY = date(2019, 7, 1)
PATH = "derived-ebmdatalab-practice-crosssection/2019-09/cached_all_data.csv.gz"
DOMAINS = ("CL", "PH", "PHAS")


def plan(england: England) -> Iterator[Planned]:
    yield Planned(PATH, ("derived-crosssection",), date(2019, 12, 12), partial(table, england))


def table(england: England) -> bytes:
    """Floats with their decimals, blanks where nothing is known, other prescribers at the end."""
    which = england.open_on(DAY)
    people = staff.team(england, 2019, which)
    patients = england.patients(DAY, which).astype(float)
    nobody = people.no_data
    headcount = np.where(nobody, np.nan, people.gp_headcount)
    wte = np.where(nobody, np.nan, people.gp_wte)
    ages = england.ages(DAY, which)
    held = belonging(england, which, DAY)
    columns = [
        held["code"], pl.Series(patients), _dispensed(england, held, patients),
        pl.Series(headcount), pl.Series(wte),
        pl.Series((people.gp_headcount == 1).astype(float)),
        held["dispensing"].cast(pl.Float64), pl.Series(wte / patients * 10_000),
        pl.Series(_average_list(england, which)), pl.Series(england.deprivation(2015, which)),
        pl.Series(overall_good(england, 2019, which) * 100),
        _long_condition(england, which),
        pl.Series(_share(ages, 65, 200)), pl.Series(_share(ages, 0, 17)),
        held["sub_icb_code"], _items(england, which, patients), *_points(england, which),
        held["supplier"], held["town"] + " 001A", *_rurality(england, which),
    ]  # fmt: skip
    frame = pl.DataFrame(dict(zip(headings("cross_section"), columns, strict=True)))
    frame = frame.with_columns(pl.col(pl.Float64).fill_nan(None))
    return gzipped(csv(pl.concat([frame, _others(england)], how="diagonal"), line="\n"))


def _dispensed(england: England, held: pl.DataFrame, patients: Floats) -> pl.Series:
    share = stream(england.seed, "dispensed").beta(2.5, 2.5, len(patients))
    some = held["dispensing"].to_numpy()
    return pl.Series(np.where(some, np.rint(patients * share), 0.0))


def _average_list(england: England, which: Ints) -> Floats:
    quarter = england.quarter(DAY)
    return np.asarray(england.lists[quarter - 2 : quarter + 1, which].mean(axis=0))


def _share(ages: Ints, low: int, high: int) -> Floats:
    start, _ = qof.cells()
    inside = ((start >= low) & (start <= high)).astype(float)
    if high == 17:
        inside = np.where(start == 15, 0.6, inside)  # 15 to 17 of the band 15 to 19
    return np.asarray(ages @ inside / ages.sum(axis=1) * 100)


def _long_condition(england: England, which: Ints) -> pl.Series:
    score = england.score("long_condition_percent", 2019, which)
    return pl.Series(quantile("long_condition_percent", score))


def _items(england: England, which: Ints, patients: Floats) -> pl.Series:
    rate = quantile("items_per_patient", england.score("items_per_patient", 2019, which))
    return pl.Series(np.rint(rate * patients))


def _points(england: England, which: Ints) -> list[pl.Series]:
    """Points by domain and in all for 2018-19; blank for a practice not in that year's QOF."""
    counted, _, achieved = qof.achievement(england, 2018)
    domains = np.array([row[4] for row in indicators("2018-19")])
    place = {practice: row for row, practice in enumerate(counted.tolist())}
    rows = np.array([place.get(practice, -1) for practice in which.tolist()])
    sums = [achieved[:, domains == domain].sum(axis=1) for domain in DOMAINS]
    sums.append(achieved.sum(axis=1))
    return [pl.Series(np.where(rows < 0, np.nan, values[rows]).round(2)) for values in sums]


def _rurality(england: England, which: Ints) -> list[pl.Series]:
    score = england.scores["rural"][0, which]
    code = np.select(
        [score > 1.6, score > 1.0, score > -0.2, score > -0.35], ["E", "D", "C", "B"], "A"
    )
    return [pl.Series(code), pl.Series([RURALITY[letter] for letter in code])]


RURALITY = {
    "A": "Urban major conurbation",
    "B": "Urban minor conurbation",
    "C": "Urban city and town",
    "D": "Rural town and fringe",
    "E": "Rural village and dispersed",
}


def _others(england: England) -> pl.DataFrame:
    """Prescribers that are not practices have a code, a place and nothing else."""
    count = max(3, england.about.height // 5)
    return pl.DataFrame({
        "code": [f"Z{90_001 + number}" for number in range(count)],
        "ruc11cd": ["C"] * count,
        "RUC11": [RURALITY["C"]] * count,
    })  # fmt: skip
