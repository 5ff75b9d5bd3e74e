"""What the Care Quality Commission (CQC) has published."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, chosen, flag, month_number, number
from mainstay.analysis.indicators.rows import measured, preferred
from mainstay.terms.periods import MONTHS

_PLACE = ("practice_code", "period")
_ORDER = (
    "_awake", "_rated", "rating_date", "published", "release", "location_id",
    "rating", "rating_missing",
)  # fmt: skip


def cqc_overall(cqc_ratings: Table, cqc_locations: Table) -> Table:
    """The overall rating of the practice's location; rows without a practice code are left out."""
    return preferred(
        _rated(cqc_ratings.filter(nw.col("domain") == "overall")), _rated(cqc_locations)
    )


def cqc_domain(cqc_ratings: Table, *, domain: str) -> Table:
    """The rating for one key question, such as well-led."""
    return preferred(_rated(cqc_ratings.filter(nw.col("domain") == domain)))


def cqc_rating_years(cqc_ratings: Table, cqc_locations: Table) -> Table:
    """Years from the month of the overall rating to that of the list which holds it."""
    overall = _first(cqc_ratings.filter(nw.col("domain") == "overall"))
    return preferred(_aged(overall), _aged(_first(cqc_locations)))


def _aged(locations: Table) -> Table:
    months = month_number("period_end") - month_number("rating_date")
    return measured(
        locations,
        value=nw.when(~nw.col("rating").is_null()).then(months.cast(nw.Float64) / number(MONTHS)),
        missing=nw.col("rating_missing"),
    )


def _rated(locations: Table) -> Table:
    return measured(_first(locations), category=nw.col("rating"), missing=nw.col("rating_missing"))


def _first(locations: Table) -> Table:
    """Where a code has several locations: not dormant, rated, and rated last goes first."""
    dormant = "dormant" in locations.collect_schema().names()
    ordered = locations.filter(~nw.col("practice_code").is_null()).with_columns(
        _awake=flag(~nw.col("dormant")) if dormant else flag(nw.col("rating") == nw.col("rating")),
        _rated=flag(~nw.col("rating").is_null()),
    )
    return chosen(ordered, _PLACE, _ORDER)
