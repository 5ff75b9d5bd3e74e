from typing import Any

from tests.reference.accounts.money import paid
from tests.reference.accounts.organisation import YES_OR_NO
from tests.reference.accounts.people import aged, deprivation_score
from tests.reference.accounts.rows import Row, added, divided, last, offer, pick, undefined

AGES: dict[str, tuple[int, int | None]] = {
    "aged_under_18_share": (0, 17),
    "aged_45_64_share": (45, 64),
    "aged_65_74_share": (65, 74),
    "aged_75_84_share": (75, 84),
    "aged_85_over_share": (85, None),
    "aged_65_over_share": (65, None),
}
MAKE_UP = (*AGES, "male_share")


def prevalence_needs(
    qof_prevalence: list[Row],
    patients_ages: list[Row],
    fingertips: list[Row],
    derived_crosssection: list[Row],
    *,
    condition: str,
    fingertips_ids: list[int],
) -> list[Row]:
    make_up = _make_up(patients_ages, derived_crosssection)
    scores = _scores(fingertips, derived_crosssection, fingertips_ids)
    wholes = _whole_lists(qof_prevalence)
    found = []
    for row in qof_prevalence:
        if row["condition_code"] != condition:
            continue
        code, size = row["practice_code"], row["list_size"]
        held = _nearest(make_up, code, row["period_end"].year)
        terms = {name: held.get(name) for name in MAKE_UP}
        result = offer(
            row,
            divided(row["register"], size),
            numerator=row["register"],
            denominator=size,
            missing=undefined(size),
        )
        result |= {"list_type": row["list_type"]}
        result |= {"floor_share": divided(size, wholes.get((code, row["period"])))}
        found.append(result | terms | {"deprivation": scores.get(code)})
    return pick(found)


def income_needs(
    gp_payments: list[Row],
    fingertips: list[Row],
    derived_crosssection: list[Row],
    *,
    parts: list[str],
    less: list[str],
    fingertips_ids: list[int],
) -> list[Row]:
    scores = _scores(fingertips, derived_crosssection, fingertips_ids)
    found = []
    for row in gp_payments:
        money, weighted = paid(row, parts, less, []), row["weighted_patients"]
        result = offer(
            row,
            divided(money, weighted),
            numerator=money,
            denominator=weighted,
            missing=undefined(weighted),
        )
        found.append(
            result
            | {"patients": row["patients"], "need": divided(weighted, row["patients"])}
            | {"deprivation": scores.get(row["practice_code"]), "contract": row["contract"]}
            | {"rurality": row["rurality"], "dispensing": YES_OR_NO[row["dispensing"]]}
        )
    return pick(found)


def _whole_lists(qof_prevalence: list[Row]) -> dict[tuple[str, str], float]:
    wholes: dict[tuple[str, str], float] = {}
    for row in qof_prevalence:
        if row["list_type"] == "TOTAL" and row["list_size"] is not None:
            key = (row["practice_code"], row["period"])
            wholes[key] = max(wholes.get(key, 0), row["list_size"])
    return wholes


def _scores(fingertips: list[Row], derived: list[Row], ids: list[int]) -> dict[str, float]:
    scores = deprivation_score(fingertips, derived, fingertips_ids=ids)
    known = [row for row in scores if row["value"] is not None]
    latest = last(known, ("practice_code",), ("period_end", "period", "release", "value"))
    return {code: row["value"] for (code,), row in latest.items()}


def _make_up(ages: list[Row], derived: list[Row]) -> list[Row]:
    bands = []
    for row in ages:
        parts = {name: aged(row, low, high) for name, (low, high) in AGES.items()}
        male = row["patients"] if row["sex"] == "male" else 0
        bands.append({**row, **parts, "male_share": male})
    held = []
    for row in added(bands, "patients", *MAKE_UP):
        shares = {name: divided(row[name], row["patients"]) for name in MAKE_UP}
        held.append({**row, **shares, "rank": 1})
    for row in derived:
        known = {name: row.get(name) for name in ("aged_under_18_share", "aged_65_over_share")}
        held.append({**row, **dict.fromkeys(MAKE_UP), **known, "rank": 0})
    return [{**row, "year": row["period_end"].year} for row in held]


def _nearest(make_up: list[Row], code: str, year: int) -> dict[str, Any]:
    order = ("rank", "period_end", "published", "release", *MAKE_UP)
    for away in (0, -1, 1, -2, 2):
        there = [
            row for row in make_up if row["practice_code"] == code and row["year"] == year + away
        ]
        if there:
            return last(there, ("practice_code",), order)[(code,)]
    return {}
