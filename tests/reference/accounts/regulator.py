from typing import Any

from tests.reference.accounts.rows import Row, blanks_first, offer, pick


def cqc_overall(cqc_ratings: list[Row], cqc_locations: list[Row]) -> list[Row]:
    overall = [row for row in cqc_ratings if row["domain"] == "overall"]
    return pick(_rated(overall), _rated(cqc_locations))


def cqc_domain(cqc_ratings: list[Row], *, domain: str) -> list[Row]:
    return pick(_rated([row for row in cqc_ratings if row["domain"] == domain]))


def cqc_rating_years(cqc_ratings: list[Row], cqc_locations: list[Row]) -> list[Row]:
    overall = [row for row in cqc_ratings if row["domain"] == "overall"]
    return pick(_aged(overall), _aged(cqc_locations))


def _aged(locations: list[Row]) -> list[Row]:
    return [offer(row, _years(row), missing=row["rating_missing"]) for row in _first(locations)]


def _years(row: Row) -> float | None:
    given, end = row["rating_date"], row["period_end"]
    if row["rating"] is None or given is None:
        return None
    return ((end.year - given.year) * 12 + end.month - given.month) / 12


def _rated(locations: list[Row]) -> list[Row]:
    return [
        offer(row, category=row["rating"], missing=row["rating_missing"])
        for row in _first(locations)
    ]


def _first(locations: list[Row]) -> list[Row]:
    best: dict[Any, Row] = {}
    for row in locations:
        if row["practice_code"] is None:
            continue
        key = (row["practice_code"], row["period"])
        if key not in best or _place(row) > _place(best[key]):
            best[key] = row
    return list(best.values())


def _place(row: Row) -> tuple[Any, ...]:
    """Not dormant (where the publication says so), rated, rated last, published last."""
    dormant = row.get("dormant")
    return blanks_first(
        None if dormant is None else not dormant,
        row["rating"] is not None,
        row["rating_date"],
        row["published"],
        row["release"],
        row["location_id"],
        row["rating"],
        row["rating_missing"],
    )
