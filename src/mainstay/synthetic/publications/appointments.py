"""Appointments in General Practice by practice: three months to a zip, with the map of areas.

The real crosstab has some two hundred rows a practice and month; this one keeps twelve.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.parameters import assumed
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Floats, Ints, stream
from mainstay.synthetic.writing import csv, zipped

MONTHS = tuple(
    date(2022 + (9 + number) // 12, (9 + number) % 12 + 1, 1) for number in range(48)
)  # October 2022 to September 2026
BUSY = (1.06, 0.97, 1.04, 0.95, 1.0, 0.99, 1.03, 0.92, 1.01, 1.13, 1.05, 0.87)  # January first

OTHER, SEEN, CLINIC = "Other Practice staff", "Face-to-Face", "Planned Clinics"
ROUTINE, ACUTE = "General Consultation Routine", "General Consultation Acute"

# staff, mode, category, wait, status, which share of the practice's it takes, and how much of it
ROWS = (
    ("GP", SEEN, ACUTE, "Same Day", "Attended", "same", 0.40),
    ("GP", "Telephone", ACUTE, "Same Day", "Attended", "same", 0.35),
    (OTHER, SEEN, CLINIC, "Same Day", "Attended", "same", 0.25),
    ("GP", SEEN, ROUTINE, "1 Day", "Attended", "later", 0.14),
    ("GP", SEEN, ROUTINE, "2 to 7 Days", "Attended", "later", 0.20),
    (OTHER, SEEN, CLINIC, "2 to 7 Days", "Attended", "later", 0.18),
    (OTHER, SEEN, CLINIC, "8  to 14 Days", "Attended", "later", 0.20),
    ("GP", "Telephone", ROUTINE, "15  to 21 Days", "Attended", "later", 0.13),
    (OTHER, "Home Visit", "Home Visit", "22  to 28 Days", "Attended", "later", 0.08),
    (OTHER, SEEN, "Structured Medication Review", "More than 28 Days",
     "Attended", "later", 0.07),
    (OTHER, SEEN, CLINIC, "8  to 14 Days", "DNA", "missed", 1.0),
    ("Unknown", "Unknown", "Inconsistent Mapping", "Unknown / Data Quality", "Unknown",
     "unknown", 1.0),
)  # fmt: skip


def plan(england: England) -> Iterator[Planned]:
    for first in range(0, len(MONTHS), 3):
        months = MONTHS[first : first + 3]
        last = months[-1]
        path = f"nhsdigital-gpad/{last:%Y-%m}/Practice_Level_Crosstab_{last:%b_%y}.zip"
        day = last.replace(day=28) + timedelta(days=30)
        yield Planned(path, ("gpad", "gpad-areas"), day, partial(crosstabs, england, months))


def crosstabs(england: England, months: tuple[date, ...]) -> bytes:
    members = {
        f"Practice_Level_Crosstab_{month:%b_%y}.csv": month_of(england, month) for month in months
    }
    members["Mapping.csv"] = mapping(england, months[-1])
    return zipped(members)


def month_of(england: England, month: date) -> bytes:
    which = england.open_on(month)
    held = belonging(england, which, month)
    counts = appointments(england, month, which)
    place = pl.Series(np.repeat(np.arange(len(which)), len(ROWS)))
    who = held.select(
        pl.lit(f"{month:%d%b%Y}".upper()), "code", pl.col("name").str.to_uppercase(), "supplier",
        "pcn_code", pl.col("pcn_name").str.to_uppercase(), "sub_icb_code", "sub_icb_name",
    )[place]  # fmt: skip
    words = [pl.Series([row[column] for row in ROWS] * len(which)) for column in range(5)]
    staff, mode, category, wait, status = words
    columns = [*who.get_columns(), staff, mode, category, wait, pl.Series(counts.ravel()), status]
    table = pl.DataFrame(dict(zip(headings("gpad"), columns, strict=True)))
    return csv(table.filter(pl.col("COUNT_OF_APPOINTMENTS") > 0))


def appointments(england: England, month: date, which: Ints) -> Ints:
    """Counts by practice and row; busier where there is more GP time and an older list."""
    year = month.year
    own = england.score("busy", year, which)
    staff = england.score("gp_wte_per_10000", year, which)
    old = england.scores["aged_65_over_percent"][0, which]
    rate = assumed()["appointments_per_1000"] * np.exp(
        0.26 * own + 0.10 * staff + 0.06 * old - 0.04
    )
    rate = rate * (1 + assumed()["gpad_growth"]) ** (year - 2024) * BUSY[month.month - 1]
    chance = stream(england.seed, "appointments", f"{month}").normal(0, 0.05, england.about.height)
    total = rate / 1000 * england.lists[england.quarter(month), which] * np.exp(chance[which])
    shares = np.column_stack([_shares(england, year, which)[row[5]] * row[6] for row in ROWS])
    drawn = stream(england.seed, "appointment rows", f"{month}").poisson(total[:, None] * shares)
    return np.asarray(drawn, dtype=np.int64)


def _shares(england: England, year: int, which: Ints) -> dict[str, Floats]:
    """How a practice's appointments divide: same day, later, missed, not known."""
    access = england.score("access", year, which)
    hardship = england.scores["imd_2015"][0, which]
    middle = np.log(assumed()["same_day_share"] / (1 - assumed()["same_day_share"]))
    same = 1 / (1 + np.exp(-(middle + 0.33 * access)))
    missed = assumed()["not_attended_share"] * np.exp(0.30 * hardship + 0.15 * access - 0.05)
    unknown = np.full(len(which), 0.03)
    rest = 1 - missed - unknown
    return {"same": same * rest, "later": (1 - same) * rest, "missed": missed, "unknown": unknown}


def mapping(england: England, month: date) -> bytes:
    held = belonging(england, england.open_on(month), month)
    table = held.select(
        "code", pl.col("name").str.to_uppercase(), "supplier", "pcn_code",
        pl.col("pcn_name").str.to_uppercase(), "sub_icb_code", "sub_icb_name", "icb_code",
        "icb_name", "region_code", "region_name",
    )  # fmt: skip
    table.columns = headings("gpad_mapping")
    return csv(table)
