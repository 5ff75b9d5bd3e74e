"""NHS Payments to General Practice: one row a practice, a new set of columns every year.

Each part has the measured share of practices without it and the measured pounds per weighted
patient among the rest. 2021-22 is written from the parts of 2022-23 under its own headings;
2023-24 and 2024-25, whose files were not seen, keep the headings of 2022-23.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import polars as pl
from scipy.special import ndtr, ndtri

from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.history import QUARTERS
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.parameters import assumed, at_quantile, measured, quantile
from mainstay.synthetic.payment_columns import ending_columns, opening_columns, part_key
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Floats, Ints, stream
from mainstay.synthetic.writing import csv, gzipped

YEARS = tuple(range(2017, 2025))
LAYOUTS = {2017: "2017-18", 2018: "2018-19", 2019: "2019-20", 2020: "2020-21", 2021: "2021-22"}
FILES = {2017: "csv", 2018: "csv", 2021: "prac-csv-v2"}
BOM_FROM = 2020
LOW_INCOME = 0.75


def plan(england: England) -> Iterator[Planned]:
    for year in YEARS:
        label = f"{year}-{(year + 1) % 100:02d}"
        name = f"nhspaymentsgp-{label[2:]}-{FILES.get(year, 'prac-csv')}.csv.gz"
        day = date(year + 1, 10, 31) if year < 2019 else date(year + 1, 11, 30)
        path = f"nhsdigital-payments/{label}/{name}"
        yield Planned(path, ("gp-payments",), day, partial(payments, england, year))


def payments(england: England, year: int) -> bytes:
    names = headings("payments", LAYOUTS.get(year, "2022-23"))
    which, months = in_year(england, year)
    patients = average_list(england, year, which)
    weighted = patients * quantile("weight", england.score("weight", year, which))
    held = belonging(england, which, date(year + 1, 3, 31))
    parts = _parts(england, year, names, which, weighted, months)
    columns = opening_columns(held, year, names, patients, weighted, months)
    columns |= ending_columns(names, parts, patients, weighted)
    frame = pl.DataFrame({name: columns[name] for name in names})
    return gzipped(csv(frame, bom=year >= BOM_FROM))


def in_year(england: England, year: int) -> tuple[Ints, Ints]:
    """Practices with patients at some time in a financial year, and for how many quarters; and
    those that closed in the year before, which still get a payment and have no patients."""
    first = QUARTERS.index(date(year, 4, 1))
    quarters = (england.lists[first : first + 4] > 0).sum(axis=0)
    before = (england.lived.last == first) | (england.lived.last == first - 1)
    which = np.flatnonzero((quarters > 0) | before)
    return which, quarters[which]


def average_list(england: England, year: int, which: Ints) -> Floats:
    first = QUARTERS.index(date(year, 4, 1))
    held = england.lists[first : first + 4, which]
    open_quarters = np.maximum((held > 0).sum(axis=0), 1)
    return np.asarray((held.sum(axis=0) / open_quarters * 4).round() / 4)


def _parts(
    england: England, year: int, names: list[str], which: Ints, weighted: Floats, months: Ints
) -> dict[str, Floats]:
    """Pounds in each part: what the practice would get in a year, for the months it was open."""
    table = measured()["payments"][assumed()["payments_year_used"][year]]
    by_key = {part_key(name): entry for name, entry in table.items()}
    carried = _carried(year)
    parts = {}
    for name in names:
        entry = by_key.get(part_key(name))
        if entry is not None and "deduct" not in name.lower():
            rate = _rate(england, year, name, entry, which)
            parts[name] = (rate * carried * weighted * months / 4).round(2)
    return parts


def _carried(year: int) -> float:
    """Prices carried from the measured year that stands for this one."""
    prices = assumed()["price_per_patient"]
    used = int(assumed()["payments_year_used"][year][:4])
    return float(prices[year] / prices[used])


def _rate(england: England, year: int, name: str, entry: dict[str, object], which: Ints) -> Floats:
    """Pounds per weighted patient: nothing for some, a measured distribution for the rest."""
    values = entry["pounds"]
    if not isinstance(values, list) or not values:
        return np.zeros(len(which))
    key = part_key(name)
    score = _score(england, year, key, which)
    rate = at_quantile(score, values)
    if key in _CORE:
        rate = rate * (1 - (1 - LOW_INCOME) * england.in_case("low_income", which))
    return np.where(_has(england, key, float(str(entry["none"])), which), rate, 0.0)


_CORE = ("globalsum", "balanceofpmsexpenditure", "localincentiveschemes", "otherpayments")
_BY_CONTRACT = ("globalsum", "balanceofpmsexpenditure")  # small sums go to other contracts
_DISPENSING = ("dispensingfeepayments", "reimbursementofdrugs")


def _score(england: England, year: int, key: str, which: Ints) -> Floats:
    """A part's standing: its own, steady over the years, with what is known to move it."""
    count = england.about.height
    own = stream(england.seed, "part", key).normal(0, 1, count)[which]
    moved = stream(england.seed, "part", key, year).normal(0, 1, count)[which]
    mixed = 0.9 * own + 0.43 * moved
    income = england.score("income", year, which)
    if key == "totalqofpayments":
        return np.asarray(0.7 * england.score("qof", year, which) + 0.71 * mixed)
    if key in _BY_CONTRACT:
        return np.asarray(ndtri(0.15 + 0.845 * ndtr(mixed)))
    if key == "premisespayments":
        return england.score("premises", year, which)
    if key == "localincentiveschemes":
        return england.score("local", year, which)
    if key in _DISPENSING:
        return _dispensing_score(england, which, mixed)
    return np.asarray(0.25 * income + 0.97 * mixed)


def _dispensing_score(england: England, which: Ints, mixed: Floats) -> Floats:
    """Dispensing practices take the top of the range, where nearly all the money is."""
    dispenses = england.about["dispensing"].to_numpy()[which]
    share = ndtr(mixed)
    return np.asarray(ndtri(np.where(dispenses, 0.86 + 0.139 * share, 0.855 * share + 0.001)))


def _has(england: England, key: str, none: float, which: Ints) -> np.ndarray:
    contract = england.about["contract"].to_numpy()[which]
    if key == "globalsum":
        return np.asarray(contract == "GMS")
    if key == "balanceofpmsexpenditure":
        return np.asarray(contract != "GMS")
    if key == "dispensingfeepayments":
        return england.about["dispensing"].to_numpy()[which]
    draw = stream(england.seed, "has part", key).random(england.about.height)[which]
    if key == "mpigcorrectionfactor":
        return np.asarray((contract == "GMS") & (draw > none))
    return np.asarray(draw > none)
