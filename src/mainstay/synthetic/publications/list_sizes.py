"""NHSBSA list sizes of 2017: ten-year bands by sex, prescribers without a list at nought."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import qof
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Ints
from mainstay.synthetic.writing import csv, gzipped

BANDS = ((0, 4), (5, 14), (15, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 200))


def plan(england: England) -> Iterator[Planned]:
    for month in (1, 4, 7, 10):
        day = date(2017, month, 1)
        name = f"Patient_List_Size_2017_{month:02d}-{month + 2:02d}.csv.gz"
        path = f"nhsbsa-patient-list-size/2017-{month:02d}/{name}"
        yield Planned(
            path, ("nhsbsa-list-sizes",), day + timedelta(days=120), partial(table, england, day)
        )


def by_band(ages: Ints) -> Ints:
    """Men then women in each band, practices x 18."""
    start, women = qof.cells()
    inside = [
        ((start >= low) & (start <= high) & (women == sex)).astype(np.int64)
        for low, high in BANDS
        for sex in (0, 1)
    ]
    return ages @ np.column_stack(inside)


def table(england: England, day: date) -> bytes:
    which = england.open_on(day)
    held = belonging(england, which, day)
    counts = by_band(england.ages(day, which))
    who = held.select(
        pl.col("region_name").str.to_uppercase(), "region_code",
        pl.format("{} AREA TEAM", pl.col("icb_plain").str.to_uppercase()), "icb_code",
        pl.col("sub_icb_name").str.to_uppercase(), pl.format("{}00", "sub_icb_code"),
        pl.col("name").str.to_uppercase(), "code",
    )  # fmt: skip
    names = headings("nhsbsa_list_sizes")
    who.columns = names[:8]
    frame = pl.concat([who, pl.DataFrame(counts, schema=names[8:])], how="horizontal")
    nobody = frame.head(5).with_columns(
        pl.Series(names[7], [f"Z9{number:04d}" for number in range(2, 7)]),
        pl.lit("RECOVERY SERVICE").alias(names[6]),
        *(pl.lit(0, dtype=pl.Int64).alias(name) for name in names[8:]),
    )  # fmt: skip
    return gzipped(csv(pl.concat([nobody, frame]), line="\n"))
