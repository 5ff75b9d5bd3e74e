"""The shape of a result, in plain Python."""

from typing import Any

from mainstay.terms.periods import Period

Row = dict[str, Any]
NOT_PUBLISHED = "not published"
NOT_APPLICABLE = "not applicable"
IDENTITY = ("practice_code", "period", "period_end", "published", "release")
USUAL = frozenset((*IDENTITY, "value", "category", "numerator", "denominator", "missing_reason"))


def measuring(rows: list[Row], period: str) -> list[Row]:
    """The rows of a table that holds figures of another period."""
    end = Period.parse(period).end
    return [row | {"period": period, "period_end": end} for row in rows]


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
                *(value for name, value in row.items() if name not in USUAL),
            )
            key = (row["practice_code"], row["period"])
            if key not in best or order > best[key][0]:
                best[key] = (order, row)
    return [{k: v for k, v in row.items() if k != "published"} for _, row in best.values()]


def added(rows: list[Row], *names: str) -> list[Row]:
    """Rows of a practice and period summed; one missing part makes its sum missing.

    Several releases may hold the rows between them: the latest date stands, and both are named.
    """
    sums: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = (row["practice_code"], row["period"], row["period_end"])
        if key not in sums:
            sums[key] = {**{name: row[name] for name in IDENTITY}, **dict.fromkeys(names, 0)}
            sums[key]["releases"] = set()
        held = sums[key]
        held["published"] = max(held["published"], row["published"])
        held["releases"].add(row["release"])
        for name in names:
            missing = held[name] is None or row[name] is None
            held[name] = None if missing else held[name] + row[name]
    for held in sums.values():
        releases = held.pop("releases")
        held["release"] = named_together(min(releases), max(releases))
    return list(sums.values())


def named_together(one: str | None, other: str | None) -> str | None:
    if one is None or other is None or one == other:
        return first(one, other)
    return f"{one} + {other}"


def minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def last(rows: list[Row], keys: tuple[str, ...], order: tuple[str, ...]) -> dict[Any, Row]:
    """The row that comes last in `order` for each of `keys`; blanks come first."""
    best: dict[Any, Row] = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        place = blanks_first(*(row[name] for name in order))
        if key not in best or place > blanks_first(*(best[key][name] for name in order)):
            best[key] = row
    return best
