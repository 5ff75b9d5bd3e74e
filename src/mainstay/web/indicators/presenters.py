"""One indicator over every practice, as its page shows it."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from mainstay.library import Known
from mainstay.terms.errors import MainstayError
from mainstay.terms.indicators import Indicator, Unit
from mainstay.terms.wording import capital, counted
from mainstay.web.layout.paging import Sort
from mainstay.web.layout.wording import amount, period

SORTS = ("value", "name", "denominator")
COLUMNS = {"value": "value", "name": "practice_name", "denominator": "denominator"}
MOST_CHOSEN = 5


@dataclass(frozen=True)
class Chosen:
    """Practices to mark, and the area whose practices the table is narrowed to."""

    practices: tuple[str, ...]
    area: str


def chosen(request: HttpRequest) -> Chosen:
    """Codes may come one to a `practice` or several with spaces or commas between them."""
    typed = " ".join(request.GET.getlist("practice")).upper().replace(",", " ").split()
    practices = tuple(dict.fromkeys(typed))[:MOST_CHOSEN]
    return Chosen(practices, request.GET.get("area", "").strip().upper())


def by_topic(lines: list[dict]) -> list[tuple[str, list[dict]]]:
    found: dict[str, list[dict]] = {}
    for line in lines:
        found.setdefault(capital(line["indicator"].topic), []).append(line)
    return list(found.items())


@lru_cache(maxsize=64)
def standing(known: Known, indicator_id: str) -> pl.DataFrame:
    """The latest figure of each practice that exists on the day, with its name and areas."""
    practices = known.practices().select(
        "practice_code", "practice_name", "pcn_code", "sub_icb_code", "icb_code", "region_code"
    )
    figures = known.figures(indicator=indicator_id, latest=True)
    return practices.join(figures, on="practice_code", how="left")


def narrowed(known: Known, table: pl.DataFrame, wanted: Chosen) -> pl.DataFrame:
    """The area's practices and those chosen. Raises BadRequest for an area that is not known."""
    if not wanted.area:
        return table
    try:
        inside = known.area_codes(wanted.area)
    except MainstayError as error:
        raise BadRequest(error.problem) from error
    return table.filter(pl.col("practice_code").is_in([*inside, *wanted.practices]))


def ordered(table: pl.DataFrame, sort: Sort, first: tuple[str, ...]) -> pl.DataFrame:
    """Chosen practices first, then by the column; missing values last either way."""
    key = "category" if sort.key == "value" and table["value"].null_count() == table.height else ""
    return table.sort(
        ~pl.col("practice_code").is_in(list(first)),
        key or COLUMNS[sort.key],
        "practice_code",
        descending=[False, sort.descending, False],
        nulls_last=True,
    )


def summary(indicator: Indicator, table: pl.DataFrame) -> list[str]:
    """What the whole table says, in sentences."""
    if indicator.unit is Unit.CATEGORY:
        return _kinds(table)
    values = table["value"].drop_nulls()
    if values.is_empty():
        return ["No practice has a figure for this as known on this day."]
    low, middle, high = (values.quantile(share, "linear") for share in (0.25, 0.5, 0.75))
    england = table["england"].drop_nulls()
    sentences = [
        f"{counted(values.len(), 'practice')} of {table.height:,} have a figure.",
        f"Half of them lie between {amount(low, indicator)} and {amount(high, indicator)}. "
        f"The middle one is {amount(middle, indicator)}.",
    ]
    if england.len():
        sentences.append(f"England's figure is {amount(england[0], indicator)}.")
    periods = table["period"].drop_nulls().unique()
    if periods.len() == 1:
        sentences.append(f"Period: {period(periods[0])}.")
    return sentences


def _kinds(table: pl.DataFrame) -> list[str]:
    counts = table["category"].drop_nulls().value_counts(sort=True)
    if counts.is_empty():
        return ["No practice has a figure for this as known on this day."]
    return [f"{row['category']}: {counted(row['count'], 'practice')}." for row in counts.to_dicts()]


@lru_cache(maxsize=8)
def area_options(known: Known) -> list[tuple[str, str]]:
    """Boards and the areas inside them, for a list to choose from."""
    areas = known.areas().filter(pl.col("area_type").is_in(["icb", "sub_icb"])).sort("area_name")
    return [
        (row["area_code"], f"{row['area_name']} ({row['area_code']})") for row in areas.to_dicts()
    ]
