from datetime import date
from typing import Any

from tests.reference.accounts.rows import Row, blanks_first, last

AREAS = tuple(
    f"{area}_{kind}" for area in ("pcn", "sub_icb", "icb", "region") for kind in ("code", "name")
)


def open_practices(
    patients_areas: list[Row],
    patients_totals: list[Row],
    ods_practices: list[Row],
    gp_payments: list[Row],
    qof_totals: list[Row],
    nhsbsa_list_sizes: list[Row],
    *,
    as_of: date,
) -> list[Row]:
    registers = [*patients_areas, *patients_totals]
    recent = [row for row in registers if row["period_end"] >= _years_before(as_of, 1)]
    if recent:
        newest = max(row["period_end"] for row in recent)
        there = [row for row in recent if row["period_end"] == newest]
        return _named(there, "register")
    lists = [*registers, *gp_payments, *qof_totals, *nhsbsa_list_sizes]
    listed = {row["practice_code"] for row in lists if row["period_end"] >= _years_before(as_of, 2)}
    newest_file = max((row["period_end"] for row in ods_practices), default=None)
    active = [
        row
        for row in ods_practices
        if row["period_end"] == newest_file
        and row["status"] == "active"
        and row["prescribing_setting"] == "4"
        and (row["national_grouping_code"] or "").startswith("Y")
        and (row["close_date"] is None or row["close_date"] > as_of)
        and (not listed or row["practice_code"] in listed)
    ]
    return _named(active, "ods")


def practice_areas(
    patients_areas: list[Row],
    gpad_areas: list[Row],
    qof_areas: list[Row],
    qof_totals: list[Row],
    gp_payments: list[Row],
    ods_practices: list[Row],
    ods_pcns: list[Row],
) -> list[Row]:
    ods = [{**row, "sub_icb_code": row["commissioner_code"]} for row in ods_practices]
    sources = (patients_areas, gpad_areas, qof_areas, qof_totals, gp_payments, ods)
    offers = [
        _offer(row, place, tier=place < len(sources) - 1)
        for place, rows in enumerate(sources)
        for row in rows
    ]
    found = []
    for code in sorted({row["practice_code"] for row in offers}):
        ours = [row for row in offers if row["practice_code"] == code]
        best = dict(max(ours, key=_area_order))
        for parent in ("icb", "region"):
            _fill(best, _parent_of(best["sub_icb_code"], parent, offers))
        _fill(best, _last_known(code, ods_practices, ("postcode",)))
        present = [row for row in ods_pcns if row["left_date"] is None]
        _fill(best, _last_known(code, present, ("pcn_code", "pcn_name")))
        wanted = ("practice_code", "practice_name", "postcode", *AREAS, "period_end", "release")
        found.append({name: best[name] for name in wanted})
    return found


def _offer(row: Row, place: int, *, tier: bool) -> Row:
    names = ("practice_name", "postcode", *AREAS)
    held = {name: row.get(name) for name in names}
    source = {name: row[name] for name in ("practice_code", "period_end", "published", "release")}
    return {**source, **held, "tier": tier, "rank": -place}


def _area_order(row: Row) -> tuple[Any, ...]:
    order = ("tier", "period_end", "rank", "published", "release", "sub_icb_code", "pcn_code")
    rest = ("practice_name", "postcode", *AREAS)
    return blanks_first(*(row[name] for name in (*order, *rest)))


def _parent_of(sub_icb: str | None, parent: str, offers: list[Row]) -> Row:
    code, name = f"{parent}_code", f"{parent}_name"
    named = [row for row in offers if row["sub_icb_code"] == sub_icb and row[code] is not None]
    if sub_icb is None or not named:
        return {}
    order = ("period_end", "rank", "published", "release", code, name)
    best = last(named, ("sub_icb_code",), order)[(sub_icb,)]
    return {code: best[code], name: best[name]}


def _last_known(practice: str, rows: list[Row], names: tuple[str, ...]) -> Row:
    ours = [row for row in rows if row["practice_code"] == practice and row[names[0]] is not None]
    if not ours:
        return {}
    order = ("period_end", "published", "release", *names)
    best = last(ours, ("practice_code",), order)[(practice,)]
    return {name: best[name] for name in names}


def _fill(row: Row, found: Row) -> None:
    """Take what was found where the row has no code of its own."""
    if found and row[next(iter(found))] is None:
        row.update(found)


def _named(rows: list[Row], basis: str) -> list[Row]:
    best = last(rows, ("practice_code",), ("published", "release"))
    return [
        {
            "practice_code": row["practice_code"],
            "basis": basis,
            "period_end": row["period_end"],
            "release": row["release"],
        }
        for row in best.values()
    ]


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
