from tests.reference.accounts.rows import Row, added, first, offer, pick


def list_size(
    patients_totals: list[Row],
    patients_ages: list[Row],
    gp_payments: list[Row],
    qof_totals: list[Row],
    nhsbsa_list_sizes: list[Row],
    derived_crosssection: list[Row],
) -> list[Row]:
    return pick(
        [_counted(row, row["patients"]) for row in patients_totals],
        [_counted(row, row["patients"]) for row in added(patients_ages, "patients")],
        [_counted(row, row["patients"]) for row in gp_payments],
        [_counted(row, row["list_size"]) for row in qof_totals],
        [_counted(row, row["patients"]) for row in added(nhsbsa_list_sizes, "patients")],
        [_derived(row) for row in derived_crosssection],
    )


def _counted(row: Row, patients: float | None, missing: str | None = None) -> Row:
    return offer(row, patients, numerator=patients, missing=missing)


def _derived(row: Row) -> Row:
    patients = first(row["patients"], row["list_size"])
    return _counted(row, patients, first(row["patients_missing"], row["list_size_missing"]))
