from tests.reference.accounts.rows import Row, divided, offer, pick, undefined


def income_per_weighted_patient(
    gp_payments: list[Row],
    *,
    parts: list[str],
    less: list[str] | None = None,
    where_paid: list[str] | None = None,
) -> list[Row]:
    found = []
    for row in gp_payments:
        money = paid(row, parts, less or [], where_paid or [])
        weighted = row["weighted_patients"]
        found.append(
            offer(
                row,
                divided(money, weighted),
                numerator=money,
                denominator=weighted,
                missing=undefined(weighted),
            )
        )
    return pick(found)


def paid(row: Row, parts: list[str], less: list[str], where_paid: list[str]) -> float | None:
    if any(row[name] is None for name in (*parts, *less)):
        return None
    extra = sum(row[name] or 0 for name in where_paid)
    return sum(row[name] for name in parts) + extra - sum(row[name] for name in less)
