"""Which practices there are, and which areas each belongs to, as known on a date.

The tables given hold only releases that were published by then. Sustainability and
transformation partnerships stand for integrated care boards (ICB) before July 2022, and clinical
commissioning groups for sub-ICB locations.
"""

from datetime import date

import narwhals as nw

from mainstay.analysis.arithmetic import Table, chosen, no_text, number, on
from mainstay.terms.periods import MONTHS

PARENTS = ("pcn", "sub_icb", "icb", "region")
AREA_COLUMNS = tuple(f"{area}_{kind}" for area in PARENTS for kind in ("code", "name"))
_PRACTICE = ("practice_name", "postcode")
_SOURCE = ("period_end", "published", "release")
REGISTER_MONTHS = 12
LIST_MONTHS = 24
GP_SETTING = "4"
ENGLAND = "Y"  # national grouping codes of England begin so; Wales has W, the islands have none


def practice_areas(
    patients_areas: Table,
    gpad_areas: Table,
    qof_areas: Table,
    qof_totals: Table,
    gp_payments: Table,
    ods_practices: Table,
    ods_pcns: Table,
) -> Table:
    """One row a practice: its name, postcode and areas, from the latest publication with areas.

    Publications of the same day are preferred in the order of the arguments. An ICB or region
    that the chosen one leaves out is filled from the latest that names one for the sub-ICB;
    postcode and PCN from the ODS.
    """
    named = [_offered(table) for table in (patients_areas, gpad_areas, qof_areas, qof_totals)]
    offers = [*named, _offered(gp_payments), _from_ods(ods_practices)]
    ranked = [
        table.with_columns(_tier=number(int(place < len(offers) - 1)), _rank=number(-place))
        for place, table in enumerate(offers)
    ]
    every = nw.concat(ranked)
    first = ("_tier", "period_end", "_rank", "published", "release", "sub_icb_code", "pcn_code")
    order = (*first, *_PRACTICE, *AREA_COLUMNS)  # so that two rows of one file have an order too
    best = chosen(every.filter(_known("practice_code")), ["practice_code"], order)
    for parent in ("icb", "region"):
        best = _filled(best, _parents(every, parent), "sub_icb_code")
    best = _filled(best, _latest(ods_practices, ["postcode"]), "practice_code")
    best = _filled(best, _latest(ods_pcns, ["pcn_code", "pcn_name"]), "practice_code")
    return best.select("practice_code", *_PRACTICE, *AREA_COLUMNS, "period_end", "release")


def open_practices(
    patients_areas: Table,
    patients_totals: Table,
    ods_practices: Table,
    gp_payments: Table,
    qof_totals: Table,
    nhsbsa_list_sizes: Table,
    *,
    as_of: date,
) -> Table:
    """The practices that exist as known on a date: practice_code, basis, period_end, release.

    Those in the newest register of patients, if it is at most 12 months old (basis "register").
    Else those that the ODS calls active, in England, of prescribing setting 4, and that had a
    list in any publication of the last 24 months, if one is held (basis "ods").
    """
    registers = nw.concat([_codes(patients_areas), _codes(patients_totals)])
    recent = registers.filter(nw.col("period_end") >= on(_months_before(as_of, REGISTER_MONTHS)))
    lists = nw.concat([_codes(gp_payments), _codes(qof_totals), _codes(nhsbsa_list_sizes)])
    listed = nw.concat([lists, registers]).filter(
        nw.col("period_end") >= on(_months_before(as_of, LIST_MONTHS))
    )
    offers = nw.concat(
        [
            _newest(recent).with_columns(basis=nw.lit("register"), _tier=number(1)),
            _active(ods_practices, listed, as_of).with_columns(
                basis=nw.lit("ods"), _tier=number(0)
            ),
        ]
    )
    best = offers.with_columns(_best=nw.col("_tier").max()).filter(
        nw.col("_tier") == nw.col("_best")
    )
    one = chosen(best, ["practice_code"], ["published", "release"])
    return one.select("practice_code", "basis", "period_end", "release")


def _active(ods_practices: Table, listed: Table, as_of: date) -> Table:
    """Practices of the newest ODS file that are open and have a list, if any list is held."""
    newest = ods_practices.with_columns(_newest=nw.col("period_end").max())
    there = newest.filter(
        nw.col("period_end") == nw.col("_newest"),
        nw.col("status") == "active",
        nw.col("prescribing_setting") == GP_SETTING,
        nw.col("national_grouping_code").str.starts_with(ENGLAND),
        nw.col("close_date").is_null() | (nw.col("close_date") > on(as_of)),
    )
    # A flag and two maxima: a selection of constants alone has a row in Polars even of no rows.
    both = nw.concat(
        [
            _codes(there).with_columns(_listed=number(0)),
            listed.select("practice_code", *_SOURCE).with_columns(_listed=number(1)),
        ]
    ).with_columns(
        _any=nw.col("_listed").max(), _seen=nw.col("_listed").max().over("practice_code")
    )
    wanted = (nw.col("_any") == number(0)) | (nw.col("_seen") == number(1))
    return both.filter(nw.col("_listed") == number(0), wanted).select("practice_code", *_SOURCE)


def _codes(table: Table) -> Table:
    return table.filter(_known("practice_code")).select("practice_code", *_SOURCE)


def _newest(table: Table) -> Table:
    return (
        table.with_columns(_newest=nw.col("period_end").max())
        .filter(nw.col("period_end") == nw.col("_newest"))
        .select("practice_code", *_SOURCE)
    )


def _known(name: str) -> nw.Expr:
    return ~nw.col(name).is_null()


def _offered(table: Table) -> Table:
    """A table's practices and areas; what it has no column for is null."""
    held = set(table.collect_schema().names())
    columns = [
        nw.col(name) if name in held else no_text().alias(name)
        for name in (*_PRACTICE, *AREA_COLUMNS)
    ]
    return table.select("practice_code", *columns, *_SOURCE)


def _from_ods(ods_practices: Table) -> Table:
    return _offered(ods_practices.with_columns(sub_icb_code=nw.col("commissioner_code")))


def _parents(every: Table, parent: str) -> Table:
    """The latest parent named for each sub-ICB."""
    code, name = f"{parent}_code", f"{parent}_name"
    both = every.filter(_known("sub_icb_code"), _known(code))
    order = ["period_end", "_rank", "published", "release", code, name]
    return chosen(both, ["sub_icb_code"], order).select("sub_icb_code", code, name)


def _latest(table: Table, names: list[str]) -> Table:
    """The last known values for a practice from a register of organisations."""
    there = table.filter(_known("practice_code"), _known(names[0]))
    if "left_date" in table.collect_schema().names() and names[0] == "pcn_code":
        there = there.filter(nw.col("left_date").is_null())
    order = ["period_end", "published", "release", *names]
    return chosen(there, ["practice_code"], order).select("practice_code", *names)


def _filled(table: Table, other: Table, key: str) -> Table:
    """`table` with the columns of `other` where its own code is null; one row of `other` a key."""
    names = [name for name in other.collect_schema().names() if name != key]
    renamed = other.rename({name: f"_{name}" for name in names})
    blank = nw.col(names[0]).is_null() & _known(f"_{names[0]}")
    filled = [
        nw.when(blank).then(nw.col(f"_{name}")).otherwise(nw.col(name)).alias(name)
        for name in names
    ]
    return table.join(renamed, on=key, how="left").with_columns(*filled)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the 28th where that month is shorter."""
    count = day.year * MONTHS + day.month - 1 - months
    return date(count // MONTHS, count % MONTHS + 1, min(day.day, 28))
