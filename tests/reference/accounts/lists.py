from tests.reference.accounts.rows import (
    Row,
    added,
    divided,
    first,
    last,
    minus,
    named_together,
    offer,
    pick,
    undefined,
)


def list_size(
    patients_totals: list[Row],
    patients_ages: list[Row],
    gp_payments: list[Row],
    qof_totals: list[Row],
    nhsbsa_list_sizes: list[Row],
    derived_crosssection: list[Row],
) -> list[Row]:
    return pick(
        *_sources(
            patients_totals,
            patients_ages,
            gp_payments,
            qof_totals,
            nhsbsa_list_sizes,
            derived_crosssection,
        )
    )


def list_change(*publications: list[Row], years: int) -> list[Row]:
    totals, ages, payments, quality, bsa, derived = _sources(*publications)
    in_order = (totals, ages, quality, bsa, payments, derived)
    return pick(*(_changes(source, years) for source in in_order))


def _sources(
    patients_totals: list[Row],
    patients_ages: list[Row],
    gp_payments: list[Row],
    qof_totals: list[Row],
    nhsbsa_list_sizes: list[Row],
    derived_crosssection: list[Row],
) -> list[list[Row]]:
    return [
        [_counted(row, row["patients"]) for row in patients_totals],
        [_counted(row, row["patients"]) for row in added(patients_ages, "patients")],
        [_counted(row, row["patients"]) for row in gp_payments],
        [_counted(row, row["list_size"]) for row in qof_totals],
        [_counted(row, row["patients"]) for row in added(nhsbsa_list_sizes, "patients")],
        [_derived(row) for row in derived_crosssection],
    ]


def _counted(row: Row, patients: float | None, missing: str | None = None) -> Row:
    return offer(row, patients, numerator=patients, missing=missing)


def _derived(row: Row) -> Row:
    patients = first(row["patients"], row["list_size"])
    return _counted(row, patients, first(row["patients_missing"], row["list_size_missing"]))


def _changes(lists: list[Row], years: int) -> list[Row]:
    monthly = [{**row, "year": row["period_end"].year, "month": row["period_end"].month}
               for row in lists]  # fmt: skip
    order = ("period_end", "published", "release", "value", "missing_reason")
    one_a_month = last(monthly, ("practice_code", "year", "month"), order)
    found = []
    for row in monthly:
        before = one_a_month.get((row["practice_code"], row["year"] - years, row["month"]))
        if before is None:
            continue
        earlier, change = before["value"], minus(row["value"], before["value"])
        release = named_together(before["release"], row["release"])
        reason = first(row["missing_reason"], before["missing_reason"])
        found.append(
            offer(
                {**row, "release": release},
                divided(change, earlier),
                numerator=change,
                denominator=earlier,
                missing=undefined(earlier, reason),
            )
        )
    return found
