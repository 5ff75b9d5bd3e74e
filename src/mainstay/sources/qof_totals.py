"""Points of each practice in the Quality and Outcomes Framework, one row a practice and year.

The headings carry the points that the country offers (559 max). Practices whose points the
publisher withholds (a colon) keep their row, with no points.
"""

import re
from dataclasses import replace

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import (
    Reading,
    absent,
    constant,
    enough_rows,
    every_row,
    number_or_missing,
    one_row_each,
    practice_code,
    text,
    tidy_table,
    whole_number,
)
from mainstay.sources.recognising import Found, find_table
from mainstay.sources.years import QOF_PUBLISHED, qof_usually_published, year_of
from mainstay.terms.missing import Missing
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="qof-totals",
    name="Quality and Outcomes Framework: practice totals",
    publisher="NHS England",
)
CALENDAR = QOF_PUBLISHED
usually_published = qof_usually_published

# The points on offer, and the years that offered them.
MAXIMUM_YEARS = {
    "559": ("2014-15", "2015-16", "2016-17", "2017-18", "2018-19", "2019-20"),
    "567": ("2020-21",),
    "635": ("2021-22", "2022-23", "2023-24", "2024-25"),
    "564": ("2025-26",),
}
# Headings that only these years have.
OWN_HEADINGS = {
    "Sub-region code": ("2017-18",),
    "Regional local office code": ("2018-19",),
    "CCG ODS code (practice parent)": ("2019-20", "2020-21"),
}
HEADINGS = {
    "practice_code": ("Practice code",),
    "practice_name": ("Practice name",),
    "list_size": ("List size", "All ages"),
    "points": ("Achievement score ({} max)", "Achievement score (max. {})"),
    "points_available": (
        "Total points for indicators where register exists. (Max QOF points available)",
        "Total points for indicators where register exists.(Max QOF points available)",
        "Max. QOF points available (total points for indicators where register exists)",
    ),
    "sub_icb_code": ("Sub ICB Loc ODS code", "CCG ODS code (practice parent)", "CCG code"),
    "sub_icb_name": ("Sub ICB Loc name", "CCG name (practice parent)", "CCG name"),
    "icb_code": ("ICB ODS code", "ICB ONS code", "STP ONS code", "STP code"),
    "icb_name": ("ICB name", "STP name"),
    "region_code": ("Region ODS code", "Region code"),
    "region_name": ("Region name",),
    "pcn_code": ("PCN ODS code",),
    "pcn_name": ("PCN name",),
}
OPTIONAL = ("icb_code", "icb_name", "region_code", "region_name", "pcn_code", "pcn_name")
IGNORED = (
    "Region geography code",
    "Region ONS code",
    "Sub-region code",
    "Sub-region geography code",
    "Sub-region name",
    "Regional local office code",
    "Regional local office ONS code",
    "Regional local office name",
    "CCG geography code",
    "CCG ONS code",
    "CCG ONS code (practice parent)",
    "Sub ICB Loc ONS code",
    "QOF points total/{} available (per cent)",
    "QOF points total/{} available (%)",
    "QOF points total / {} available (%)",
    "Points achieved/max. QOF points available (per cent)",
    "Points achieved/ max.QOF points available (%)",
    "Points achieved/ max. QOF points available (%)",
)
ACHIEVED = re.compile(r"achievement score \((?:max\. )?(\d+)(?: max)?\)", re.IGNORECASE)
WITHHELD = {":": Missing.NOT_PUBLISHED}


def recognise(sample: Sample) -> Match | None:
    """Ours when practices have an achievement score; the year from headings, then the name."""
    found = find_table(sample, ("Practice code", "Practice name"))
    maximum = _maximum(found) if found else None
    if found is None or maximum is None:
        return None
    return Match(
        period=year_of(sample, _possible(found, maximum)),
        sheet=found.sheet,
        header_row=found.row,
        facts={"maximum": maximum},
    )


def _maximum(found: Found) -> str | None:
    matches = (ACHIEVED.fullmatch(heading) for heading in found.headings)
    return next((match[1] for match in matches if match), None)


def _possible(found: Found, maximum: str) -> tuple[str, ...]:
    years = MAXIMUM_YEARS.get(maximum, ())
    for heading, own in OWN_HEADINGS.items():
        if heading in found.headings:
            return tuple(year for year in own if year in years)
    return years


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice; points from 0 to the year's maximum."""
    maximum = match.facts["maximum"]
    headings = {ours: tuple(one.format(maximum) for one in HEADINGS[ours]) for ours in HEADINGS}
    found = columns_for(
        raw.collect_schema().names(),
        headings,
        optional=OPTIONAL,
        ignored=[heading.format(maximum) for heading in IGNORED],
    )
    words = {
        name: text(found[name]) if name in found else absent(pl.String)
        for name in ("sub_icb_code", "sub_icb_name", *OPTIONAL)
    }
    return tidy_table(
        raw,
        {
            "practice_code": practice_code(found["practice_code"]),
            "practice_name": text(found["practice_name"]),
            "list_size": whole_number(found["list_size"]),
            "points": _points(found["points"]),
            "points_national": constant(float(maximum)),
            "points_available": _points(found["points_available"]),
            **words,
        },
    )


def _points(heading: str) -> Reading:
    return replace(number_or_missing(heading, WITHHELD), missing=None)


CHECKS = (
    one_row_each("practice_code"),
    every_row(
        "A practice has more points than there are.",
        pl.col("points").is_between(0, pl.col("points_national")),
        "practice_code",
    ),
    every_row("A list has fewer than no patients.", pl.col("list_size") >= 0, "practice_code"),
    enough_rows(6_000),
)
