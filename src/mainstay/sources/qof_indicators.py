"""What each indicator of the Quality and Outcomes Framework is worth, and its domain."""

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import code, every_row, number, one_row_each, text, tidy_table
from mainstay.sources.recognising import find_table
from mainstay.sources.years import QOF_PUBLISHED, qof_usually_published, year_of
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="qof-indicators",
    name="Quality and Outcomes Framework: indicators and their points",
    publisher="NHS England",
)
CALENDAR = QOF_PUBLISHED
usually_published = qof_usually_published

HEADINGS = {
    "indicator_code": ("INDICATOR_CODE",),
    "points": ("INDICATOR_POINT_VALUE",),
    "group_code": ("GROUP_CODE", "INDICATOR_GROUP_CODE"),
    "group_name": ("GROUP_DESCRIPTION", "INDICATOR_GROUP_DESCRIPTION"),
    "domain_code": ("DOMAIN_CODE",),
    "domain_name": ("DOMAIN_DESCRIPTION",),
    "list_type": ("PATIENT_LIST_TYPE",),
}
IGNORED = ("INDICATOR_DESCRIPTION",)


def recognise(sample: Sample) -> Match | None:
    """Ours when indicators have points and a domain."""
    found = find_table(sample, ("INDICATOR_CODE", "INDICATOR_POINT_VALUE", "DOMAIN_CODE"))
    if found is None:
        return None
    return Match(period=year_of(sample), sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row an indicator."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    words = {name: text(found[name]) for name in HEADINGS if name.endswith(("_name", "_type"))}
    columns = {
        "indicator_code": code(found["indicator_code"], r"^[A-Z0-9_]{2,20}$"),
        "points": number(found["points"]),
        "group_code": text(found["group_code"], required=True),
        "domain_code": text(found["domain_code"], required=True),
        **words,
    }
    return tidy_table(raw, {name: columns[name] for name in HEADINGS})


CHECKS = (
    one_row_each("indicator_code"),
    every_row(
        "An indicator is given less than no points.", pl.col("points") >= 0, "indicator_code"
    ),
)
