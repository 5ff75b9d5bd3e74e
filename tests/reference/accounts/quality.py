from tests.reference.accounts.rows import (
    Row,
    added,
    divided,
    first,
    measuring,
    offer,
    pick,
    undefined,
)


def qof_points_share(
    qof_totals: list[Row],
    derived_crosssection: list[Row],
    *,
    derived_period: str,
    derived_points_available: float,
) -> list[Row]:
    published = []
    for row in qof_totals:
        available = first(row["points_available"], row["points_national"])
        published.append(_share(row, row["points"], available, None))
    return pick(
        published,
        _derived(
            measuring(derived_crosssection, derived_period), "qof_points", derived_points_available
        ),
    )


def qof_domain_share(
    qof_achievement: list[Row],
    qof_indicators: list[Row],
    derived_crosssection: list[Row],
    *,
    domain: str,
    derived_period: str,
    derived_points_available: float,
) -> list[Row]:
    available: dict[tuple[str, str], float | None] = {}
    for row in qof_indicators:
        key = (row["indicator_code"], row["period"])
        if row["domain_code"] == domain and None not in key:
            held = [one for one in (available.get(key), row["points"]) if one is not None]
            available[key] = max(held) if held else None
    points = []
    for row in qof_achievement:
        key = (row["indicator_code"], row["period"])
        name = (row["measure"] or "").lower().replace(" ", "_")
        if name == "achieved_points" and key in available:
            points.append({**row, "achieved": row["value"], "available": available[key]})
    published = [
        _share(row, row["achieved"], row["available"], None)
        for row in added(points, "achieved", "available")
    ]
    return pick(
        published,
        _derived(
            measuring(derived_crosssection, derived_period),
            "qof_clinical_points",
            derived_points_available,
        ),
    )


def prevalence(qof_prevalence: list[Row], *, condition: str) -> list[Row]:
    return pick(
        [
            offer(
                row,
                divided(row["register"], row["list_size"]),
                numerator=row["register"],
                denominator=row["list_size"],
                missing=undefined(row["list_size"]),
            )
            for row in qof_prevalence
            if row["condition_code"] == condition
        ]
    )


def _derived(rows: list[Row], name: str, available: float) -> list[Row]:
    return [_share(row, row[name], available, row[f"{name}_missing"]) for row in rows]


def _share(row: Row, points: float | None, available: float | None, reason: str | None) -> Row:
    return offer(
        row,
        divided(points, available),
        numerator=points,
        denominator=available,
        missing=undefined(available, reason),
    )
