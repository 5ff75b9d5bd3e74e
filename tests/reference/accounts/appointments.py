from typing import Any

from tests.reference.accounts.rows import (
    Row,
    added,
    divided,
    last,
    named_together,
    offer,
    pick,
    undefined,
)


def appointments_per_1000(
    gpad: list[Row], patients_totals: list[Row], patients_ages: list[Row]
) -> list[Row]:
    lists = [{**row, "rank": 1} for row in patients_totals]
    lists += [{**row, "rank": 0} for row in added(patients_ages, "patients")]
    lists = [_dated(row) for row in lists if row["patients"] is not None]
    found = []
    for row in added(gpad, "appointments"):
        held = _list_for(_dated(row), lists)
        patients = held.get("patients")
        release = named_together(row["release"], held.get("release"))
        found.append(
            offer(
                {**row, "release": release},
                divided(row["appointments"], patients, 1000),
                numerator=row["appointments"],
                denominator=patients,
                missing=undefined(patients),
            )
        )
    return pick(found)


def appointments_share(
    gpad: list[Row], *, column: str, among: list[str], counted: list[str]
) -> list[Row]:
    known = []
    for row in gpad:
        if row[column] in among:
            count = row["appointments"]
            ours = None if count is None else count if row[column] in counted else 0
            known.append({**row, "ours": ours})
    return pick(
        [
            offer(
                row,
                divided(row["ours"], row["appointments"]),
                numerator=row["ours"],
                denominator=row["appointments"],
                missing=undefined(row["appointments"]),
            )
            for row in added(known, "appointments", "ours")
        ]
    )


def _dated(row: Row) -> Row:
    day = row["period_end"]
    return {**row, "year": day.year, "month": (day.year, day.month)}


def _list_for(row: Row, lists: list[Row]) -> dict[str, Any]:
    """The list of the same month, or the last of the year, or the last of the year before."""
    order = ("period_end", "rank", "published", "release", "patients")
    ours = [one for one in lists if one["practice_code"] == row["practice_code"]]
    for wanted in (
        [one for one in ours if one["month"] == row["month"]],
        [one for one in ours if one["year"] == row["year"]],
        [one for one in ours if one["year"] == row["year"] - 1],
    ):
        if wanted:
            return last(wanted, ("practice_code",), order)[(row["practice_code"],)]
    return {}
