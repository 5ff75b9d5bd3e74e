from tests.reference.accounts.rows import Row, divided, first, offer, pick, undefined


def patients_per_gp(gp_workforce: list[Row], derived_crosssection: list[Row]) -> list[Row]:
    return pick(
        [_patients_per(row, "gp_permanent_wte") for row in gp_workforce],
        [_patients_per(row, "gp_wte") for row in derived_crosssection],
    )


def patients_per_nurse(gp_workforce: list[Row]) -> list[Row]:
    return pick([_patients_per(row, "nurse_wte") for row in gp_workforce])


def _patients_per(row: Row, staff: str) -> Row:
    return offer(
        row,
        divided(row["patients"], row[staff]),
        numerator=row["patients"],
        denominator=row[staff],
        missing=undefined(row[staff], first(row[f"{staff}_missing"], row["patients_missing"])),
    )
