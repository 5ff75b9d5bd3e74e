"""Appointments at each practice: `Practice_Level_Crosstab_<month>.csv`, a month a file.

A month has millions of rows of a few dozen different words, so each word is looked up whole, as
the publisher spells it, and a batch is searched for words nobody knows only when it has one.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.recognising import (
    as_day,
    find_table,
    first_record,
    last_thursday_after,
    month_in,
)
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period, months_between
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gpad",
    name="Appointments in General Practice: practices",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = last_thursday_after

HEADINGS = {
    "practice_code": ("GP_CODE",),
    "month": ("APPOINTMENT_MONTH_START_DATE",),
    "staff_type": ("HCP_TYPE",),
    "mode": ("APPT_MODE",),
    "category": ("NATIONAL_CATEGORY",),
    "wait": ("TIME_BETWEEN_BOOK_AND_APPT",),
    "status": ("APPT_STATUS",),
    "appointments": ("COUNT_OF_APPOINTMENTS",),
}
IGNORED = (
    "GP_NAME",
    "SUPPLIER",
    "PCN_CODE",
    "PCN_NAME",
    "SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_NAME",
)

STAFF_TYPES = {
    "GP": "GP",
    "Other Practice staff": "other practice staff",
    "Other Practice Staff": "other practice staff",
    "Unknown": "unknown",
}
MODES = {
    "Face-to-Face": "face to face",
    "Telephone": "telephone",
    "Video Conference/Online": "video or online",
    "Video/Online": "video or online",
    "Home Visit": "home visit",
    "Unknown": "unknown",
}
WAITS = {
    "Same Day": "same day",
    "1 Day": "1 day",
    "2 to 7 Days": "2 to 7 days",
    "8 to 14 Days": "8 to 14 days",
    "8  to 14 Days": "8 to 14 days",
    "15 to 21 Days": "15 to 21 days",
    "15  to 21 Days": "15 to 21 days",
    "22 to 28 Days": "22 to 28 days",
    "22  to 28 Days": "22 to 28 days",
    "More than 28 Days": "more than 28 days",
    "Unknown / Data Quality": "unknown",
    "Unknown / Data Issue": "unknown",
    "Unknown": "unknown",
}
STATUSES = {
    "Attended": "attended",
    "DNA": "did not attend",
    "Did Not Attend": "did not attend",
    "Unknown": "unknown",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "staff_type": STAFF_TYPES,
    "mode": MODES,
    "wait": WAITS,
    "status": STATUSES,
}

MONTHS_TOGETHER = 3

TIDY = pl.Schema(
    {"practice_code": pl.String(), "month": pl.Date()}
    | dict.fromkeys(("staff_type", "mode", "category", "wait", "status"), pl.String())
    | {"appointments": pl.Int64()}
)


def recognise(sample: Sample) -> Match | None:
    """Ours when practices' appointments are counted by status; the first row gives the month."""
    found = find_table(sample, ("GP_CODE", "APPT_STATUS", "COUNT_OF_APPOINTMENTS"))
    if found is None:
        return None
    started = as_day(first_record(sample, found).get("appointment_month_start_date", ""))
    period = Period.month(started.year, started.month) if started else None
    facts = _carried_with(period, sample.folder) if period else {}
    return Match(period=period, sheet=found.sheet, header_row=found.row, facts=facts)


def _carried_with(period: Period, folder: str) -> dict[str, str]:
    """The month of the zip: each carries three months, so it may be one or two later."""
    zipped = month_in(folder)
    if zipped is None or not 0 < months_between(period.end, zipped.end) < MONTHS_TOGETHER:
        return {}
    return {"carried_with": zipped.label}


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, month, kind of staff, mode, category, wait and status."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    return raw.select(found.values()).map_batches(
        partial(_read, found),
        schema=TIDY,
        streamable=True,
        projection_pushdown=False,
        predicate_pushdown=False,
        slice_pushdown=False,
    )


def _read(found: Mapping[str, str], batch: pl.DataFrame) -> pl.DataFrame:
    """A batch of some thousand rows. Looking words up batch by batch keeps memory small."""
    read = batch.select(_value(name, found[name]).alias(name) for name in TIDY)
    for name, blanks in zip(read.columns, read.null_count().row(0), strict=True):
        if blanks:
            said = batch.filter(read[name].is_null())[found[name]][0]
            raise SourceError(
                "A cell does not hold what its heading promises.",
                place=f"heading '{found[name]}', for example '{(said or '')[:60]}'",
                advice="If the publisher has a new word, add it to the source's table of words; "
                "otherwise download the file again.",
            )
    return read


def _value(name: str, heading: str) -> pl.Expr:
    said = pl.col(heading)
    if name in WORDS:
        words = WORDS[name]
        return said.replace_strict(
            list(words), list(words.values()), default=None, return_dtype=pl.String
        )
    if name == "month":
        return said.str.to_titlecase().str.to_date("%d%b%Y", strict=False)
    if name == "appointments":
        return said.cast(pl.Int64, strict=False)
    if name == "practice_code":
        return pl.when(said.str.contains(PRACTICE_PATTERN)).then(said)
    broken = said.str.starts_with("=") | said.str.starts_with("#")  # left by a spreadsheet
    return pl.when(~broken).then(said)


_BEFORE_NONE = pl.col("appointments") < 0
_MONTHS = pl.col("month").n_unique()

CHECKS = (
    Check(
        "A file of appointments must hold one month: split it and import each month.",
        broken=_MONTHS - 1,
        example=pl.col("month").max(),
    ),
    Check(
        "A row counts fewer than no appointments.",
        broken=_BEFORE_NONE.sum(),
        example=pl.col("practice_code").filter(_BEFORE_NONE).first(),
    ),
)
