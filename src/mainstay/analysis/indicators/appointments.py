"""Appointments in general practice, month by month."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, chosen, joined, month_number, number, ratio, real
from mainstay.analysis.indicators.rows import IDENTITY, measured, preferred, summed, undefined

PER_1000 = 1000.0


def appointments_per_1000(gpad: Table, patients_totals: Table, patients_ages: Table) -> Table:
    """Appointments in the month for each 1,000 registered patients.

    The list is that of the same month, or else the last one held of the same year, or else of
    the year before.
    """
    counts = summed(gpad, "appointments").with_columns(
        _month=month_number("period_end"), _year=nw.col("period_end").dt.year().cast(nw.Int64)
    )
    both = _with_lists(counts, _lists(patients_totals, patients_ages)).with_columns(
        release=joined("release", "_list_release")
    )
    return preferred(
        measured(
            both,
            value=ratio(nw.col("appointments"), nw.col("_patients"), PER_1000),
            numerator=nw.col("appointments"),
            denominator=nw.col("_patients"),
            missing=undefined(nw.col("_patients")),
        )
    )


def appointments_share(gpad: Table, *, column: str, among: list[str], counted: list[str]) -> Table:
    """The share of a month's appointments whose `column` is one of `counted`.

    Appointments whose `column` is not one of `among` (not known, say) are left out of both.
    """
    known = gpad.filter(nw.col(column).is_in(among))
    ours = nw.when(nw.col(column).is_in(counted)).then(real("appointments")).otherwise(number(0))
    missing = nw.when(~nw.col("appointments").is_null()).then(ours)
    sums = summed(known.with_columns(_ours=missing), "appointments", "_ours")
    return preferred(
        measured(
            sums,
            value=ratio(nw.col("_ours"), nw.col("appointments")),
            numerator=nw.col("_ours"),
            denominator=nw.col("appointments"),
            missing=undefined(nw.col("appointments")),
        )
    )


def _lists(patients_totals: Table, patients_ages: Table) -> Table:
    """The lists of both publications, the totals preferred where both have a month."""
    sizes = [
        table.select(*IDENTITY, _patients=real("patients"), _rank=number(rank))
        for rank, table in ((1, patients_totals), (0, summed(patients_ages, "patients")))
    ]
    known = nw.concat(sizes).filter(~nw.col("_patients").is_null())
    return known.with_columns(
        _month=month_number("period_end"), _year=nw.col("period_end").dt.year().cast(nw.Int64)
    )


def _with_lists(counts: Table, lists: Table) -> Table:
    order = ("period_end", "_rank", "published", "release", "_patients")
    same = chosen(lists, ["practice_code", "_month"], order)
    year = chosen(lists, ["practice_code", "_year"], order)
    before = year.with_columns(_year=nw.col("_year") + nw.lit(1))
    offers = (("_month", same), ("_year", year), ("_year", before))
    for place, (key, offer) in enumerate(offers):
        one = offer.select(
            "practice_code",
            key,
            nw.col("_patients").alias(f"_patients_{place}"),
            nw.col("release").alias(f"_release_{place}"),
        )
        counts = counts.join(one, on=["practice_code", key], how="left")
    return counts.with_columns(
        _patients=nw.coalesce(*(f"_patients_{place}" for place in range(len(offers)))),
        _list_release=nw.coalesce(*(f"_release_{place}" for place in range(len(offers)))),
    )
