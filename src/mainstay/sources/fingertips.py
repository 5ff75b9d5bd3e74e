"""Indicators of practices from Fingertips: its own CSV, and the four columns of a deprivation file.

Fingertips names some headings after the area chosen on the page ("Compared to ICBs value or
percentiles"), and ends its files without a line break. Rows of England, of other areas and of
parts of a practice's patients are not practices: they are left out of the table, and England's
value must lie among the practices' values.
"""

import re
from datetime import date

import polars as pl

from mainstay.sources.contract import DOWNLOAD_AGAIN, Check, Match, Sample, columns_for
from mainstay.sources.reading import (
    Reading,
    cell,
    constant,
    number,
    number_or_missing,
    practice_code,
    text,
    tidy_table,
    unchanging,
    whole_number,
)
from mainstay.sources.recognising import find_table, first_record, matching, month_in
from mainstay.terms.codes import PRACTICE_PATTERN
from mainstay.terms.errors import SourceError
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="fingertips",
    name="Fingertips indicators of practices",
    publisher="Office for Health Improvement and Disparities",
)
CALENDAR: dict[str, date] = {}

HEADINGS = {
    "fingertips_id": ("Indicator ID",),
    "fingertips_name": ("Indicator Name",),
    "practice_code": ("Area Code",),
    "area_type": ("Area Type",),
    "sex": ("Sex",),
    "age": ("Age",),
    "category": ("Category Type",),
    "time": ("Time period",),
    "value": ("Value",),
    "lower": ("Lower CI 95.0 limit", "Lower CI limit"),
    "upper": ("Upper CI 95.0 limit", "Upper CI limit"),
    "count": ("Count",),
    "denominator": ("Denominator",),
    "note": ("Value note",),
}
IGNORED_PATTERNS = (
    r"Parent (Code|Name)",
    r"Area Name",
    r"Category",
    r"(Lower|Upper) CI 99\.8 limit",
    r"Recent Trend",
    r"Compared to .*",
    r"Time period (Sortable|range)",
    r"New data",
)
SHORT_HEADINGS = {
    "practice_code": ("PRACTICE_CODE",),
    "year": ("IMD_YEAR",),
    "value": ("IMD_SCORE",),
}
SHORT_IGNORED = ("PRACTICE_NAME",)
DEPRIVATION = {2015: 91872, 2019: 93553, 2025: 94240}
"""Fingertips' number for the deprivation score of practices, by the year of the index."""

PRACTICE_TYPES = ("gp", "gps")
IS_PRACTICE = pl.col("area_type").str.to_lowercase().is_in(PRACTICE_TYPES)
"""A network's code has the shape of a practice's, so the kind of area must tell them apart."""

FIRST_FINANCIAL_YEAR = 2012
SHORT, LONG = "short", "long"


def usually_published(period: Period) -> date:
    """By rule, 1 July after the period ends: practices' profiles are renewed each summer."""
    return date(period.end.year + 1, 7, 1)


def recognise(sample: Sample) -> Match | None:
    """Ours by the headings that do not change; the first row gives the indicator and period."""
    found = find_table(sample, ("Indicator ID", "Area Code", "Time period", "Value note"))
    if found is not None:
        record = first_record(sample, found)
        return Match(
            period=period_of(record.get("time period", "")),
            sheet=found.sheet,
            header_row=found.row,
            layout=LONG,
            part=_indicator(record.get("indicator id", "")),
            facts={"time": record.get("time period", "")},
            final_newline_optional=True,
        )
    return _recognise_short(sample)


def _indicator(said: str) -> str:
    """Fingertips' number for an indicator; it names the release, so it must be a number."""
    if re.fullmatch(r"[0-9]{1,7}", said):
        return said
    raise SourceError("An indicator's number is not one.", place=f"'Indicator ID', '{said[:20]}'")


def _recognise_short(sample: Sample) -> Match | None:
    found = find_table(sample, ("PRACTICE_CODE", "IMD_YEAR", "IMD_SCORE"))
    if found is None:
        return None
    said = first_record(sample, found).get("imd_year", "")
    year = int(said) if re.fullmatch(r"20\d\d", said) else 0
    if year not in DEPRIVATION:
        raise SourceError(
            "Mainstay does not know an index of deprivation of that year.",
            place=f"heading 'IMD_YEAR', '{said[:20]}'",
            advice=f"The years known are {', '.join(str(known) for known in DEPRIVATION)}.",
        )
    return Match(
        period=Period.year(year),
        sheet=found.sheet,
        header_row=found.row,
        layout=SHORT,
        part=str(DEPRIVATION[year]),
        facts={"time": said},
    )


def period_of(text: str) -> Period | None:
    """The stretch that `2019`, `2018/19`, `2018/19 Q3`, `2019 Q3` or `Mar 2020` is.

    None for several years together and for financial years before 2012, whose labels would read
    as months; whoever imports such a file gives its period.
    """
    said = text.strip()
    if found := re.fullmatch(r"(20\d\d)", said):
        return Period.year(int(found[1]))
    if found := re.fullmatch(r"(20\d\d)/\d\d", said):
        first = int(found[1])
        return Period.financial_year(first) if first >= FIRST_FINANCIAL_YEAR else None
    if found := re.fullmatch(r"(20\d\d)/\d\d Q([1-4])", said):
        quarter = int(found[2]) % 4 + 1
        return Period.quarter(int(found[1]) + (quarter == 1), quarter)
    if found := re.fullmatch(r"(20\d\d) Q([1-4])", said):
        return Period.quarter(int(found[1]), int(found[2]))
    return None if "-" in said else month_in(said)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, sex and age."""
    return _tidy_short(raw, match) if match.layout == SHORT else _tidy_long(raw, match)


def _tidy_long(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    columns = {
        "practice_code": _area(found["practice_code"], found["area_type"]),
        "area_type": text(found["area_type"], required=True),
        "fingertips_id": whole_number(found["fingertips_id"]),
        "fingertips_name": text(found["fingertips_name"], required=True),
        "sex": text(found["sex"]),
        "age": text(found["age"]),
        "value": _value(found["value"], found["note"]),
        "time": unchanging(found["time"], match.facts["time"]),
    }
    numbers = ("lower", "upper", "count", "denominator")
    columns |= {name: number(found[name], optional=True) for name in numbers}
    whole = raw.select(found.values()).filter(cell(found["category"]).is_null())
    table = tidy_table(whole, columns).drop("time")
    practices = table.filter(IS_PRACTICE)
    by = ["fingertips_id", "sex", "age"]
    return practices.join(_england_among_them(table), on=by, how="left", nulls_equal=True)


def _area(heading: str, area_type: str) -> Reading:
    """An area's code, which must be a practice's where the kind of area says it is one."""
    said = cell(heading).str.to_uppercase()
    practice = cell(area_type).str.to_lowercase().is_in(PRACTICE_TYPES)
    wrong = practice.fill_null(True) & ~said.str.contains(PRACTICE_PATTERN).fill_null(False)
    return Reading(heading, said, wrong)


def _value(heading: str, note: str) -> Reading:
    """A value; where it is blank the note beside it may say that it was hidden."""
    read = number_or_missing(heading, {"": Missing.NOT_PUBLISHED, "*": Missing.SUPPRESSED})
    hidden = cell(note).str.to_lowercase().str.contains("suppress|disclos|small number")
    missing = (
        pl.when(read.value.is_null() & hidden.fill_null(False))
        .then(pl.lit(Missing.SUPPRESSED.value))
        .otherwise(read.missing)
    )
    return Reading(heading, read.value, read.fault, missing)


def _england_among_them(table: pl.LazyFrame) -> pl.LazyFrame:
    """A row for each indicator, sex and age; raises SourceError where England lies outside."""
    england = (pl.col("practice_code") == "E92000001") & (
        pl.col("count").is_null() | (pl.col("count") != pl.col("value"))
    )
    value = pl.col("value")
    sums = table.group_by("fingertips_id", "sex", "age").agg(
        least=value.filter(IS_PRACTICE).min(),
        most=value.filter(IS_PRACTICE).max(),
        england=value.filter(england).first(),
    )
    keys = ["fingertips_id", "sex", "age"]
    schema = {name: kind for name, kind in sums.collect_schema().items() if name in keys}
    return sums.map_batches(_keys_if_england_fits, schema=schema, streamable=True)


def _keys_if_england_fits(sums: pl.DataFrame) -> pl.DataFrame:
    odd = sums.filter((pl.col("england") < pl.col("least")) | (pl.col("england") > pl.col("most")))
    if odd.height:
        row = odd.row(0, named=True)
        raise SourceError(
            "England's value lies outside the values of all its practices.",
            place=f"indicator {row['fingertips_id']}: {row['england']} against "
            f"{row['least']} to {row['most']}",
            advice=DOWNLOAD_AGAIN,
        )
    return sums.select("fingertips_id", "sex", "age")


def _tidy_short(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    found = columns_for(raw.collect_schema().names(), SHORT_HEADINGS, ignored=SHORT_IGNORED)
    year = int(match.facts["time"])
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "fingertips_id": constant(DEPRIVATION[year]),
        "fingertips_name": constant(f"Deprivation score (IMD {year})"),
        "sex": constant("Persons"),
        "age": constant("All ages"),
        "value": number_or_missing(found["value"], {"": Missing.NOT_PUBLISHED}),
        "time": unchanging(found["year"], match.facts["time"]),
    }
    columns |= {name: constant(None) for name in ("lower", "upper", "count", "denominator")}
    return tidy_table(raw, columns).drop("time")


_REPEATED = pl.struct("practice_code", "fingertips_id", "sex", "age").is_duplicated()

CHECKS = (
    Check(
        "A practice has an indicator, sex and age twice.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
)
