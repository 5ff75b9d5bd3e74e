from tests.reference.accounts.rows import Row, divided, first, offer, pick, undefined


def qof_points_share(
    qof_totals: list[Row], derived_crosssection: list[Row], *, derived_points_available: float
) -> list[Row]:
    published = []
    for row in qof_totals:
        available = first(row["points_available"], row["points_national"])
        published.append(_share(row, row["points"], available, None))
    derived = [
        _share(row, row["qof_points"], derived_points_available, row["qof_points_missing"])
        for row in derived_crosssection
    ]
    return pick(published, derived)


def _share(row: Row, points: float | None, available: float | None, reason: str | None) -> Row:
    return offer(
        row,
        divided(points, available),
        numerator=points,
        denominator=available,
        missing=undefined(available, reason),
    )
