"""What the Care Quality Commission (CQC) has published."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, chosen, flag
from mainstay.analysis.indicators.rows import measured, preferred

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


def _rated(locations: Table) -> Table:
    """Where a code has several locations: not dormant, rated, and rated last goes first."""
    dormant = "dormant" in locations.collect_schema().names()
    ordered = locations.filter(~nw.col("practice_code").is_null()).with_columns(
        _awake=flag(~nw.col("dormant")) if dormant else flag(nw.col("rating") == nw.col("rating")),
        _rated=flag(~nw.col("rating").is_null()),
    )
    return measured(
        chosen(ordered, _PLACE, _ORDER),
        category=nw.col("rating"),
        missing=nw.col("rating_missing"),
    )
