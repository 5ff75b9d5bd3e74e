"""General Practice Workforce: a wide file a practice a row, and from 2022 a long one of roles.

A zip each March and September. Where a practice gave no return every staff column is ND.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import polars as pl

from mainstay.synthetic import staff, staff_columns
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Ints
from mainstay.synthetic.writing import csv, zipped

MONTHS = tuple(
    date(year, month, 1)
    for year in range(2017, 2027)
    for month in (3, 9)
    if (year, month) < (2026, 9)
)
DETAILED_FROM = date(2022, 1, 1)
FOLDER = "nhsdigital-gp-workforce"


def plan(england: England) -> Iterator[Planned]:
    for month in MONTHS:
        path = f"{FOLDER}/{month:%Y-%m}/GPWPracticeCSV.{month:%m%Y}.zip"
        lag = 60 if month < DETAILED_FROM else 27
        day = month.replace(day=28) + timedelta(days=lag)
        both = ("gp-workforce", "gp-workforce-staff")
        contents = both if month >= DETAILED_FROM else both[:1]
        yield Planned(path, contents, day, partial(release, england, month))


def release(england: England, month: date) -> bytes:
    title = f"{month:%B %Y} Practice Level"
    if month < DETAILED_FROM:
        return zipped({f"General Practice {title}.csv": wide(england, month)})
    return zipped({
        f"1 General Practice \u2013 {title} - Detailed.csv": wide(england, month),
        f"3 General Practice \u2013 {title} - High level.csv": high_level(england, month),
    })  # fmt: skip


def wide(england: England, month: date) -> bytes:
    """Every heading of the layout: what the staff model says, nought for roles nobody holds."""
    names = headings("gp_workforce_2019" if month < DETAILED_FROM else "gp_workforce_2024")
    which = england.open_on(month)
    team = staff.team(england, month.year, which)
    values = staff_columns.columns(england, month, which, team)
    identity = _identity(england, month, which)
    silent = pl.Series(team.no_data)
    columns = [
        identity[name] if name in identity else _hidden(pl.Series(values[name]), silent, name)
        for name in names
        if name in identity or name in values
    ]
    table = pl.DataFrame([column.alias(f"c{place}") for place, column in enumerate(columns)])
    parts = _with_noughts(names, set(identity) | set(values), silent)
    return csv(
        table.select(parts), null="ND", line="\n", quotes="never", first_line=",".join(names) + "\n"
    )


def _with_noughts(names: list[str], held: set[str], silent: pl.Series) -> list[pl.Expr]:
    """The columns in the layout's order; each run of roles that nobody holds is written as one
    text of noughts (or ND), which is a third of the time of writing them one by one."""
    parts: list[pl.Expr] = []
    place, run = 0, 0
    for name in [*names, ""]:
        if name and name not in held:
            run += 1
            continue
        if run:
            noughts, unknown = (",".join([mark] * run) for mark in ("0", "ND"))
            text = pl.when(pl.lit(silent)).then(pl.lit(unknown)).otherwise(pl.lit(noughts))
            parts.append(text.alias(f"run before {place}"))
            run = 0
        if name:
            parts.append(pl.col(f"c{place}"))
            place += 1
    return parts


def _hidden(values: pl.Series, silent: pl.Series, name: str) -> pl.Series:
    """Patients are counted whether or not the practice gave a return."""
    if "PATIENTS" in name or name in ("TOTAL_MALE", "TOTAL_FEMALE"):
        return values
    blank = pl.Series([None], dtype=values.dtype).new_from_index(0, len(values))
    return values.zip_with(~silent, blank)


def _identity(england: England, month: date, which: Ints) -> dict[str, pl.Series]:
    held = belonging(england, which, month)
    given = pl.Series(["Fully provided"]).new_from_index(0, held.height)
    return {
        "PRAC_CODE": held["code"], "PRAC_NAME": held["name"].str.to_uppercase(),
        "CCG_CODE": held["sub_icb_code"], "CCG_NAME": held["sub_icb_name"],
        "SUB_ICB_CODE": held["sub_icb_code"], "SUB_ICB_NAME": held["sub_icb_name"],
        "ICB_CODE": held["icb_code"], "ICB_NAME": held["icb_name"],
        "PCN_CODE": held["pcn_code"], "PCN_NAME": held["pcn_name"],
        "REGION_GEOG_CODE": held["region_code"], "REGION_GEOG_NAME": held["region_name"],
        "REGION_CODE": held["region_code"], "REGION_NAME": held["region_name"],
        "HEE_REGION_CODE": held["region_code"], "HEE_REGION_NAME": held["region_name"],
        "CONTRACT": held["contract"],
    } | {f"{group}_SOURCE": given for group in ("GP", "NURSE", "DPC", "ADMIN")}  # fmt: skip


GROUPS = {
    "GP": "GP",
    "Nurses": "NURSES",
    "Direct Patient Care": "DPC",
    "Admin/Non-Clinical": "ADMIN",
}


def high_level(england: England, month: date) -> bytes:
    """One row a practice, group, role and measure; nobody in a role is a nought, as published."""
    which = england.open_on(month)
    team = staff.team(england, month.year, which)
    values = staff_columns.columns(england, month, which, team)
    who = belonging(england, which, month).select(
        PRAC_CODE="code", PRAC_NAME=pl.col("name").str.to_uppercase(), PCN_CODE="pcn_code",
        PCN_NAME="pcn_name", SUB_ICB_CODE="sub_icb_code", SUB_ICB_NAME="sub_icb_name",
        ICB_CODE="icb_code", ICB_NAME="icb_name", REGION_CODE="region_code",
        REGION_NAME="region_name",
    ).filter(pl.Series(~team.no_data))  # fmt: skip
    tables = [
        who.with_columns(
            STAFF_GROUP=pl.lit(group), DETAILED_STAFF_ROLE=pl.lit(role), MEASURE=pl.lit(measure),
            VALUE=pl.Series(values[column], dtype=pl.Float64).filter(pl.Series(~team.no_data)),
        )
        for group, role, measure, column in staff_columns.long_rows()
    ]  # fmt: skip
    return csv(pl.concat(tables).sort("PRAC_CODE", maintain_order=True), line="\n")
