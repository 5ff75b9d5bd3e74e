from tests.reference.accounts.rows import Row, divided, first, offer, pick, undefined

YES_OR_NO = {True: "yes", False: "no", None: None}


def payments_category(gp_payments: list[Row], *, column: str) -> list[Row]:
    return pick([offer(row, category=row[column]) for row in gp_payments])


def dispensing(gp_payments: list[Row]) -> list[Row]:
    return pick([offer(row, category=YES_OR_NO[row["dispensing"]]) for row in gp_payments])


def prescribing_items_per_patient(derived_crosssection: list[Row]) -> list[Row]:
    found = []
    for row in derived_crosssection:
        items, patients = row["prescribing_items"], row["list_size"]
        reason = first(row["prescribing_items_missing"], row["list_size_missing"])
        found.append(
            offer(
                row,
                divided(items, patients),
                numerator=items,
                denominator=patients,
                missing=undefined(patients, reason),
            )
        )
    return pick(found)
