from tests.reference.accounts.rows import Row, divided, first, offer, pick, undefined


def patients_per_gp(gp_workforce: list[Row], derived_crosssection: list[Row]) -> list[Row]:
    return pick(
        [_share(row, "patients", "gp_permanent_wte") for row in gp_workforce],
        [_share(row, "patients", "gp_wte") for row in derived_crosssection],
    )


def staff_ratio(gp_workforce: list[Row], *, numerator: str, denominator: str) -> list[Row]:
    return pick([_share(row, numerator, denominator) for row in gp_workforce])


def single_handed(gp_workforce: list[Row], derived_crosssection: list[Row]) -> list[Row]:
    counted = []
    for row in gp_workforce:
        heads = row["gp_headcount"]
        answer = None if not heads else "yes" if heads == 1 else "no"
        missing = undefined(heads, row["gp_headcount_missing"])
        counted.append(offer(row, category=answer, numerator=heads, missing=missing))
    words = {True: "yes", False: "no", None: None}
    derived = [
        offer(row, category=words[row["single_handed"]], missing=row["single_handed_missing"])
        for row in derived_crosssection
    ]
    return pick(counted, derived)


def _share(row: Row, above: str, below: str) -> Row:
    return offer(
        row,
        divided(row[above], row[below]),
        numerator=row[above],
        denominator=row[below],
        missing=undefined(row[below], first(row[f"{below}_missing"], row[f"{above}_missing"])),
    )
