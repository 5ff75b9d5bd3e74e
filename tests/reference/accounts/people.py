from tests.reference.accounts.rows import Row, added, divided, offer, pick


def deprivation_score(
    fingertips: list[Row], derived_crosssection: list[Row], *, fingertips_ids: list[int]
) -> list[Row]:
    published = [
        [
            offer(row, row["value"], missing=row["value_missing"])
            for row in fingertips
            if row["fingertips_id"] == wanted
        ]
        for wanted in fingertips_ids
    ]
    derived = [
        offer(row, row["imd_score"], missing=row["imd_score_missing"])
        for row in derived_crosssection
    ]
    return pick(*published, derived)


def aged_share(
    patients_ages: list[Row],
    nhsbsa_list_sizes: list[Row],
    derived_crosssection: list[Row],
    *,
    low: int,
    high: int | None = None,
    derived: str | None = None,
) -> list[Row]:
    sources = [
        [_share(row) for row in added(_with_aged(bands, low, high), "patients", "aged")]
        for bands in (patients_ages, nhsbsa_list_sizes)
    ]
    if derived is not None:
        sources.append([_derived_share(row, derived) for row in derived_crosssection])
    return pick(*sources)


def _derived_share(row: Row, name: str) -> Row:
    share, patients = row[name], row["patients"]
    return offer(
        row,
        share,
        numerator=None if share is None or patients is None else share * patients,
        denominator=patients,
        missing=row[f"{name}_missing"],
    )


def _with_aged(bands: list[Row], low: int, high: int | None) -> list[Row]:
    return [{**row, "aged": aged(row, low, high)} for row in bands]


def _share(row: Row) -> Row:
    return offer(
        row,
        divided(row["aged"], row["patients"]),
        numerator=row["aged"],
        denominator=row["patients"],
    )


def aged(row: Row, low: int, high: int | None) -> float | None:
    """The patients of a band who are of the ages wanted; None where that cannot be said."""
    first, end, patients = row["age_low"], row["age_high"], row["patients"]
    if first is None or patients is None:
        return None
    if end is None:
        return _aged_in_open_band(first, low, high, patients)
    ages = [age for age in range(first, end + 1) if low <= age and (high is None or age <= high)]
    width = end - first + 1
    if width <= 0:
        return None
    if ages and len(ages) < width and width > 5:
        return None
    return patients * len(ages) / width


def _aged_in_open_band(first: int, low: int, high: int | None, patients: float) -> float | None:
    if high is None:
        return patients if first >= low else None
    return 0 if first > high else None
