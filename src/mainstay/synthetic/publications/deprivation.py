"""Deprivation scores of practices: Fingertips' own layout, and the short one of 2025."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.people import belonging
from mainstay.synthetic.writing import csv, gzipped

EDITIONS = {2015: (91872, date(2017, 1, 10)), 2019: (93553, date(2020, 3, 3))}
NEWEST = 94240
COUNTRY = "Z50000001"


def plan(england: England) -> Iterator[Planned]:
    for edition, (number, day) in EDITIONS.items():
        path = f"ohid-fingertips/imd{edition}-{number}/indicator-data.csv.gz"
        yield Planned(path, ("fingertips",), day, partial(indicator_file, england, edition))
    path = f"ohid-fingertips/imd2025-{NEWEST}/fingertips-imd-2025-gp-practice.csv"
    yield Planned(path, ("fingertips",), date(2026, 2, 3), partial(short_file, england))


def indicator_file(england: England, edition: int) -> bytes:
    """27 columns; the country twice and then practices."""
    number, day = EDITIONS[edition]
    which = england.open_on(day)
    held = belonging(england, which, day)
    scores = england.deprivation(edition, which)
    mean = float(np.average(scores, weights=england.patients(day, which)))
    country = _rows(number, edition, ["", COUNTRY], [COUNTRY, COUNTRY], ["Made-up England"] * 2,
                    "England", [mean, mean])  # fmt: skip
    practices = _rows(number, edition, [COUNTRY] * held.height, held["code"].to_list(),
                      held["name"].to_list(), "GP", scores.tolist())  # fmt: skip
    table = pl.concat([country, practices])
    table.columns = headings("fingertips")
    return gzipped(csv(table))


def _rows(
    number: int, edition: int, parents: list[str], codes: list[str], names: list[str], kind: str,
    scores: list[float],
) -> pl.DataFrame:  # fmt: skip
    blank = pl.lit(None, dtype=pl.String)
    parent_names = ["Made-up England" if parent else "" for parent in parents]
    held = pl.DataFrame({"parent": parents, "parent_name": parent_names, "code": codes,
                         "name": names, "score": scores})  # fmt: skip
    columns = [
        pl.lit(f"{number}"), pl.lit(f"Deprivation score (IMD {edition})"),
        pl.col("parent").replace("", None), pl.col("parent_name").replace("", None),
        pl.col("code"), pl.col("name"), pl.lit(kind), pl.lit("Persons"), pl.lit("All ages"),
        blank, blank, pl.lit(f"{edition}"), pl.col("score"), *[blank] * 7,
        pl.lit("Cannot be calculated"), pl.lit("Not compared"), pl.lit("Not compared"),
        pl.lit(f"{edition}0000"), blank, blank, pl.lit("1y"),
    ]  # fmt: skip
    return held.select(column.alias(f"c{place}") for place, column in enumerate(columns))


def short_file(england: England) -> bytes:
    """Four columns, as a third party kept them."""
    which = england.open_on(date(2026, 1, 1))
    held = belonging(england, which, date(2026, 1, 1))
    table = held.select(
        pl.col("code").alias("PRACTICE_CODE"),
        pl.col("name").alias("PRACTICE_NAME"),
        pl.lit(2025).alias("IMD_YEAR"),
        pl.Series("IMD_SCORE", england.deprivation(2025, which).round(3)),
    )
    return csv(table, line="\n")
