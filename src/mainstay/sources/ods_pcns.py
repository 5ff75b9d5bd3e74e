"""Which network each practice belongs to and since when: the workbook `ePCN.xlsx`.

The sheet of core partners keeps past members, with the day they left. The workbook has no date
of its own: the name or the folder says the month, else the newest day on which a practice joined.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import (
    code,
    day,
    enough_rows,
    every_row,
    one_row_each,
    text,
    tidy_table,
)
from mainstay.sources.recognising import find_table
from mainstay.sources.years import issue_month
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="ods-pcns",
    name="Organisation Data Service: primary care networks and their practices",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}

HEADINGS = {
    "practice_code": ("Partner Organisation Code",),
    "practice_name": ("Partner Name",),
    "pcn_code": ("PCN Code",),
    "pcn_name": ("PCN Name",),
    "sub_icb_code": (
        "Practice Parent CCG Code",
        "Practice Parent Sub ICB Loc Code",
        "Practice Parent Sub ICB Location Code",
    ),
    "joined_date": ("Practice to PCN Relationship Start Date",),
    "left_date": ("Practice to PCN Relationship End Date",),
}
IGNORED = tuple(
    heading.format(area)
    for area in ("CCG", "Sub ICB Loc", "Sub ICB Location")
    for heading in (
        "Practice Parent {} Name",
        "PCN Parent {} Code",
        "PCN Parent {} Name",
        "Practice {0} and PCN {0} Match",
    )
)
NETWORK = r"^(U[0-9]{5}|ZN[0-9]{5})$"
PARTNER = rf"{PRACTICE_PATTERN}|^[0-9A-Z]{{3,8}}$"
STYLES = ("yyyymmdd", "dd/mm/yyyy", "yyyy-mm-dd")


def usually_published(period: Period) -> date:
    """By rule: the last day of the month, as the file does not say."""
    return period.end


def recognise(sample: Sample) -> Match | None:
    """Ours when a sheet lists partners with the day on which each joined its network."""
    found = find_table(sample, ("Partner Organisation Code", *HEADINGS["joined_date"]))
    if found is None:
        return None
    return Match(period=issue_month(sample), sheet=found.sheet, header_row=found.row)


def newest_day(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One cell, `day`: the newest day on which a practice joined a network."""
    return tidy(raw, match).select(day=pl.col("joined_date").max())


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row for each time a practice belonged to a network."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    return tidy_table(
        raw,
        {
            "practice_code": code(found["practice_code"], PARTNER),
            "practice_name": text(found["practice_name"]),
            "pcn_code": code(found["pcn_code"], NETWORK),
            "pcn_name": text(found["pcn_name"], required=True),
            "sub_icb_code": text(found["sub_icb_code"]),
            "joined_date": day(found["joined_date"], *STYLES),
            "left_date": day(found["left_date"], *STYLES, optional=True),
        },
    )


CHECKS = (
    one_row_each("practice_code", "pcn_code", "joined_date"),
    every_row(
        "A practice left its network before it joined.",
        pl.col("left_date") >= pl.col("joined_date"),
        "practice_code",
        hard=False,
    ),
    enough_rows(5_000),
)
