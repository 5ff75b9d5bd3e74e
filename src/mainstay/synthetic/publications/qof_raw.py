"""The QOF's raw data: a zip a year of achievement, prevalence, areas, indicators, practices."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import qof
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import indicators
from mainstay.synthetic.people import belonging
from mainstay.synthetic.streams import Flags, Floats, Ints, stream
from mainstay.synthetic.writing import csv, zipped

AREAS_FROM = 2019
LOWER, UPPER = 0.40, 0.90  # the thresholds between which points are earned, near enough
CONTENTS = ("qof-achievement", "qof-prevalence", "qof-indicators", "qof-areas")
MEASURES = ("ACHIEVED_POINTS", "NUMERATOR", "DENOMINATOR")


def plan(england: England) -> Iterator[Planned]:
    for year in qof.YEARS:
        path = f"nhsdigital-qof-raw/{qof.label(year)}/QOF_{_short(year)}.zip"
        yield Planned(path, CONTENTS, qof.published(year), partial(raw, england, year))


def _short(year: int) -> str:
    return f"{year % 100:02d}{(year + 1) % 100:02d}"


def raw(england: England, year: int) -> bytes:
    which, _, registers = qof.registers(england, year)
    end = f"{_short(year)}.csv"
    indicators_name = "INDICATOR_MAPPINGS" if year < AREAS_FROM else "MAPPING_INDICATORS"
    members = {
        f"ACHIEVEMENT_{end}": achievement(england, year, registers),
        f"PREVALENCE_{end}": prevalence(england, year, which, registers),
        f"{indicators_name}_{end}": _indicators(year),
    }
    if year >= AREAS_FROM:
        members[f"MAPPING_NHS_GEOGRAPHIES_{end}"] = areas(england, year, which)
    return zipped(members)


def achievement(england: England, year: int, registers: dict[str, Ints]) -> bytes:
    """Points for every indicator; numerator and denominator for those that are a percentage."""
    which, offered, achieved = qof.achievement(england, year)
    listed = indicators(qof.layout_year(year))
    codes = qof.codes_of(england, which)
    tables = [
        _measure(codes, row[0], "ACHIEVED_POINTS", achieved[:, column], offered[:, column] > 0)
        for column, row in enumerate(listed)
    ]
    for column, row in enumerate(listed):
        if row[2] in registers and row[0][-3:] not in _REGISTERS:
            counts = _counts(england, year, row, achieved[:, column], registers[row[2]])
            some = offered[:, column] > 0
            tables += [
                _measure(codes, row[0], name, values, some)
                for name, values in zip(MEASURES[1:], counts, strict=True)
            ]
    return csv(pl.concat(tables), line="\n")


_REGISTERS = ("001",)  # indicators that ask only for a register have no percentage


def _measure(
    codes: pl.Series, indicator: str, name: str, values: Floats, some: Flags
) -> pl.DataFrame:
    text = pl.Series(values).cast(pl.String).str.strip_suffix(".0")
    table = pl.DataFrame({"PRACTICE_CODE": codes}).with_columns(
        INDICATOR_CODE=pl.lit(indicator), MEASURE=pl.lit(name), VALUE=text
    )
    return table.filter(pl.Series(some))


def _counts(
    england: England, year: int, row: tuple[str, int, str, str, str, str, str],
    achieved: Floats, register: Ints,
) -> tuple[Floats, Floats]:  # fmt: skip
    """A numerator and denominator that would earn those points."""
    rng = stream(england.seed, "qof counts", year, row[0])
    denominator = np.maximum(1, np.rint(register * rng.uniform(0.75, 0.98, len(register))))
    earned = achieved / max(row[1], 1)
    share = LOWER + (UPPER - LOWER) * earned
    share = np.where(earned > 0.999, rng.uniform(UPPER, 1.0, len(share)), share)
    return np.minimum(np.rint(share * denominator), denominator), denominator


def prevalence(england: England, year: int, which: Ints, registers: dict[str, Ints]) -> bytes:
    """One row a practice and condition: its register, and the list that it is out of."""
    ages = england.ages(qof.census(year), which)
    codes = qof.codes_of(england, which)
    tables = []
    for condition, register in registers.items():
        kind = qof.list_kind(condition)
        people = np.rint(ages @ qof.in_list(kind)).astype(np.int64)
        table = pl.DataFrame({"PRACTICE_CODE": codes}).with_columns(
            GROUP_CODE=pl.lit(condition),
            REGISTER=pl.Series(register),
            PATIENT_LIST_TYPE=pl.lit(kind),
            PRACTICE_LIST_SIZE=pl.Series(people),
        )
        tables.append(table)
    return csv(pl.concat(tables).sort("PRACTICE_CODE", "GROUP_CODE"), line="\n")


def _indicators(year: int) -> bytes:
    listed = indicators(qof.layout_year(year))
    rows = pl.DataFrame(
        listed,
        schema=["code", "points", "group", "name", "domain", "domain_name", "list"],
        orient="row",
    )
    renamed = rows.select(
        INDICATOR_CODE="code", INDICATOR_POINT_VALUE="points", GROUP_CODE="group",
        GROUP_DESCRIPTION="name", DOMAIN_CODE="domain", DOMAIN_DESCRIPTION="domain_name",
        PATIENT_LIST_TYPE="list",
    )  # fmt: skip
    return csv(renamed if year >= AREAS_FROM else _described(renamed), line="\n")


def _described(rows: pl.DataFrame) -> pl.DataFrame:
    """The layout to 2018-19: a sentence for each indicator, and longer headings."""
    sentence = pl.format("A made-up sentence, where the publisher describes {}", "INDICATOR_CODE")
    longer = {
        "GROUP_CODE": "INDICATOR_GROUP_CODE",
        "GROUP_DESCRIPTION": "INDICATOR_GROUP_DESCRIPTION",
    }
    table = rows.rename(longer).with_columns(INDICATOR_DESCRIPTION=sentence)
    names = [name for name in table.columns if name != "INDICATOR_DESCRIPTION"]
    return table.select("INDICATOR_CODE", "INDICATOR_DESCRIPTION", *names[1:])


_AREA_NAMES = {2019: ("STP", "CCG"), 2020: ("STP", "CCG"), 2021: ("ICB", "SUB_ICB_LOC")}


def areas(england: England, year: int, which: Ints) -> bytes:
    """Areas of each practice: headings changed in 2021-22 and again in 2022-23."""
    board, sub = _AREA_NAMES.get(year, ("ICB", "SUB_ICB"))
    held = belonging(england, which, qof.published(year))
    names = {
        "REGION_ODS_CODE": "region_code", "REGION_ONS_CODE": "region_ons",
        "REGION_NAME": "region_name", f"{board}_ODS_CODE": "icb_code",
        f"{board}_ONS_CODE": "icb_ons", f"{board}_NAME": "icb_name",
        f"{sub}_ODS_CODE": "sub_icb_code", f"{sub}_ONS_CODE": "sub_icb_ons",
        f"{sub}_NAME": "sub_icb_name", "PCN_ODS_CODE": "pcn_code", "PCN_NAME": "pcn_name",
        "PRACTICE_CODE": "code", "PRACTICE_NAME": "name",
    }  # fmt: skip
    table = held.select(
        pl.lit("Z50000001").alias("NAT_ONS_CODE"),
        pl.lit("ENG").alias("NAT_CODE"),
        pl.lit("Made-up England").alias("COUNTRY"),
        *(pl.col(column).alias(name) for name, column in names.items()),
    )
    return csv(table, line="\n")
