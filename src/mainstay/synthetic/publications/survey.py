"""GP Patient Survey, a CSV a year: one layout to 2023, another from 2024."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import surveys
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Floats, Ints
from mainstay.synthetic.writing import csv

YEARS = tuple(range(2017, 2027))
NEW_FROM = 2024
SUPPRESSED = -97.0
FEWEST = 10

OLD = {"Q3_12pct": "phone", "Q9_12pct": "preferred", "Q18_12pct": "appointment",
       "Q28_12pct": "overall", "Q89_12pct": "confidence", "Q90_12pct": "needs"}  # fmt: skip
NEW = {"localgpservicesphone": "phone", "localgpservicesprefhpsee": "preferred",
       "gpcontactoverall": "appointment", "overallexp": "overall",
       "lastgpapptconf": "confidence", "lastgpapptneeds": "needs"}  # fmt: skip


def plan(england: England) -> Iterator[Planned]:
    for year in YEARS:
        name = f"GPPS_{year}_Practice_data_(weighted)_(csv)_PUBLIC.csv"
        publication = "gpps-2024" if year >= NEW_FROM else "gpps-2018"
        path = f"nhsengland-gpps/{year}/{name}"
        write = partial(newer if year >= NEW_FROM else older, england, year)
        yield Planned(path, (publication,), date(year, 7, 11), write)


def _asked(england: England, year: int) -> tuple[Ints, pl.DataFrame, Ints, Ints]:
    which = england.open_on(date(year, 1, 1))
    sent, back = surveys.asked(england, year, which)
    return which, belonging(england, which, date(year, 7, 1)), sent, back


def answers(england: England, question: str, year: int, which: Ints, back: Ints) -> Floats:
    """The published share, or the mark of suppression where fewer than ten answered."""
    if question == "overall":
        true = surveys.true_overall(england, year, which)
    else:
        true = surveys.true_share(england, question, year, which)
    shares = surveys.drawn(england, question, year, true, back)
    return np.where(back < FEWEST, SUPPRESSED, shares)


def older(england: England, year: int) -> bytes:
    """The layout of 2018 to 2023; in 2017 confidence was question 22, and areas were CCGs."""
    which, held, sent, back = _asked(england, year)
    area = ("CCG_Code", "CCG_Name") if year < 2022 else ("ICS_Code", "ICS_Name")
    codes = ("sub_icb_code", "sub_icb_name") if year < 2022 else ("icb_code", "icb_name")
    table = held.select(
        pl.col("code").alias("Practice_Code"), pl.col("name").alias("Practice_Name"),
        pl.col(codes[0]).alias(area[0]), pl.col(codes[1]).alias(area[1]),
        pl.Series("distributed", sent), pl.Series("received", back),
        pl.Series("resprate", back / np.maximum(sent, 1)),
    )  # fmt: skip
    for name, question in OLD.items():
        heading = "Q22_12pct" if year == 2017 and question == "confidence" else name
        shares = answers(england, question, year, which, back)
        table = table.with_columns(pl.Series(heading, shares))
    return csv(table, line="\n")


def newer(england: England, year: int) -> bytes:
    """The layout from 2024: lower-case identifiers, then options and limits for each stem."""
    which, held, sent, back = _asked(england, year)
    table = held.select(
        pl.col("code").alias("ad_practicecode"), pl.col("name").alias("ad_practicename"),
        pl.col("icb_code").alias("ad_icscode"), pl.col("icb_name").alias("ad_icsname"),
        pl.col("icb_ons").alias("ad_icscodeons"),
        pl.col("region_code").alias("ad_commissioningregioncode"),
        pl.col("region_name").alias("ad_commissioningregionname"),
        pl.col("pcn_code").alias("ad_pcncode"), pl.col("pcn_name").alias("ad_pcnname"),
        pl.Series("distributed", sent), pl.Series("received", back),
        pl.Series("resprate", back / np.maximum(sent, 1)),
        pl.Series("popsize", england.patients(date(year, 1, 1), which)),
    )  # fmt: skip
    for stem, question in NEW.items():
        shares = answers(england, question, year, which, back)
        table = table.with_columns(_stem_columns(stem, shares, back))
    return csv(table, line="\n")


def _stem_columns(stem: str, shares: Floats, back: Ints) -> list[pl.Series]:
    """Very good and fairly good halves of the share, the headline, and Wilson's limits."""
    hidden = shares == SUPPRESSED
    n, z = np.maximum(back, 1), 1.96
    middle = (shares + z**2 / (2 * n)) / (1 + z**2 / n)
    half = (
        z
        / (1 + z**2 / n)
        * np.sqrt(np.clip(shares * (1 - shares), 0, None) / n + z**2 / (4 * n**2))
    )
    columns = {
        f"{stem}_2.pct": shares * 0.45, f"{stem}_3.pct": shares * 0.45,
        f"{stem}.pcteval": shares, f"{stem}.lowileval": np.clip(middle - half, 0, 1),
        f"{stem}.hiwileval": np.clip(middle + half, 0, 1),
    }  # fmt: skip
    return [
        pl.Series(name, np.where(hidden, SUPPRESSED, values)) for name, values in columns.items()
    ]
