"""The shape of a result, in plain Python."""

from typing import Any

Row = dict[str, Any]
NOT_PUBLISHED = "not published"
NOT_APPLICABLE = "not applicable"
IDENTITY = ("practice_code", "period", "period_end", "published", "release")


def offer(
    row: Row,
    value: float | None = None,
    *,
    category: str | None = None,
    numerator: float | None = None,
    denominator: float | None = None,
    missing: str | None = None,
) -> Row:
    """One row of a result, with its date of publication still on it."""
    known = value is not None or category is not None
    return {
        **{name: row[name] for name in IDENTITY},
        "value": value,
        "category": category,
        "numerator": numerator,
        "denominator": denominator,
        "missing_reason": None if known else missing or NOT_PUBLISHED,
    }


def divided(numerator: float | None, denominator: float | None, per: float = 1.0) -> float | None:
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return numerator / denominator * per


def undefined(denominator: float | None, reason: str | None = None) -> str | None:
    if reason is not None:
        return reason
    return NOT_APPLICABLE if denominator is not None and denominator <= 0 else None


def first(*candidates: Any) -> Any:
    for candidate in candidates:
        if candidate is not None:
            return candidate
    return None


def blanks_first(*parts: Any) -> tuple[Any, ...]:
    """A key for sorting in which None comes before every value."""
    return tuple((part is not None, part if part is not None else 0) for part in parts)


def pick(*sources: list[Row]) -> list[Row]:
    """One row for a practice and a period: known before missing, then the earlier source."""
    best: dict[tuple[str, str], tuple[Any, Row]] = {}
    for place, rows in enumerate(sources):
        for row in rows:
            order = blanks_first(
                row["missing_reason"] is None,
                -place,
                row["published"],
                row["release"],
                row["value"],
                row["category"],
                row["numerator"],
                row["denominator"],
                row["missing_reason"],
            )
            key = (row["practice_code"], row["period"])
            if key not in best or order > best[key][0]:
                best[key] = (order, row)
    return [{k: v for k, v in row.items() if k != "published"} for _, row in best.values()]


def added(rows: list[Row], name: str) -> list[Row]:
    """Rows of one identity summed; one missing part makes the sum missing."""
    sums: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[one] for one in IDENTITY)
        if key not in sums:
            sums[key] = {**dict(zip(IDENTITY, key, strict=True)), name: 0}
        held = sums[key][name]
        sums[key][name] = None if held is None or row[name] is None else held + row[name]
    return list(sums.values())
