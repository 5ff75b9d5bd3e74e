"""QOF practice totals: one row a practice, headings that change every year."""

import re
from collections.abc import Iterator
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import qof
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.people import belonging
from mainstay.synthetic.writing import csv, gzipped, number_text

LAYOUTS = {2017: "2017-18", 2018: "2018-19", 2019: "2019-20", 2020: "2019-20", 2021: "2021-22"}
NEWEST = "2022-23"


def plan(england: England) -> Iterator[Planned]:
    for year in qof.YEARS:
        label = qof.label(year)
        path = f"nhsdigital-qof-practice-totals/{label}/QOF {label}.csv.gz"
        day = qof.published(year)
        yield Planned(path, ("qof-totals",), day, partial(totals, england, year))


def totals(england: England, year: int) -> bytes:
    which, offered, achieved = qof.achievement(england, year)
    national = qof.points_national(year)
    points, most = achieved.sum(axis=1), np.rint(offered.sum(axis=1))
    points = np.minimum(points.round(2), most)
    digits = 8 if year in (2017, 2022) else 2
    frame = belonging(england, which, qof.census(year)).with_columns(
        patients=pl.Series(england.patients(qof.census(year), which)),
        points=pl.Series(points),
        share=pl.Series((points / national * 100).round(digits)),
        most=pl.Series(most),
        of_most=pl.Series((points / most * 100).round(digits)),
    )
    table = frame.select(_columns(year)).sort("code")
    names = headings("qof_totals", LAYOUTS.get(year, NEWEST))
    table.columns = [re.sub("559|635", str(national), name) for name in names]
    return gzipped(csv(table, bom=True))


def _columns(year: int) -> list[pl.Expr]:
    scores = [
        number_text("points"), _plain("share"), number_text("most"), _plain("of_most"),
    ]  # fmt: skip
    who = [pl.col("code"), pl.col("name"), pl.col("patients")]
    if year >= 2019:
        place = ["sub_icb_code", "sub_icb_ons", "sub_icb_name", "pcn_code", "pcn_name"]
        return [pl.col(name) for name in place] + who + scores
    office = [pl.col("icb_code").alias("office"), pl.col("icb_ons").alias("office_ons"),
              pl.format("NHS ENGLAND {}", "icb_plain").alias("office_name")]  # fmt: skip
    region = [pl.col("region_code"), pl.col("region_ons"), pl.col("region_name")]
    group = [pl.col("sub_icb_code"), pl.col("sub_icb_ons"), pl.col("sub_icb_name")]
    stp = [pl.col("icb_code").alias("stp_code"), pl.col("icb_name")]
    return region + office + stp + group + who + scores


def _plain(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).str.strip_suffix(".0")
