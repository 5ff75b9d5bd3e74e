"""How many patients a practice has."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, chosen, joined, month_number, ratio, real
from mainstay.analysis.indicators.rows import measured, preferred, summed, undefined
from mainstay.terms.periods import MONTHS


def list_size(
    patients_totals: Table,
    patients_ages: Table,
    gp_payments: Table,
    qof_totals: Table,
    nhsbsa_list_sizes: Table,
    derived_crosssection: Table,
) -> Table:
    """Registered patients, from the first of the publications that has them for a period."""
    return preferred(
        *list_sources(
            patients_totals,
            patients_ages,
            gp_payments,
            qof_totals,
            nhsbsa_list_sizes,
            derived_crosssection,
        )
    )


def list_change(
    patients_totals: Table,
    patients_ages: Table,
    gp_payments: Table,
    qof_totals: Table,
    nhsbsa_list_sizes: Table,
    derived_crosssection: Table,
    *,
    years: int,
) -> Table:
    """Change in registered patients over some years, as a share of the earlier list.

    Both lists are from one publication: a change of source is not a change of list. There is a row
    only where the earlier list is held. Counts on one day go before averages over a year, which
    the payments have made in different ways.
    """
    totals, ages, payments, quality, bsa, derived = list_sources(
        patients_totals,
        patients_ages,
        gp_payments,
        qof_totals,
        nhsbsa_list_sizes,
        derived_crosssection,
    )
    sources = (totals, ages, quality, bsa, payments, derived)
    return preferred(*(_changed(source, years) for source in sources))


def list_sources(
    patients_totals: Table,
    patients_ages: Table,
    gp_payments: Table,
    qof_totals: Table,
    nhsbsa_list_sizes: Table,
    derived_crosssection: Table,
) -> tuple[Table, ...]:
    """List sizes from each publication in turn, in order of preference."""
    return (
        _counted(patients_totals, "patients"),
        _counted(summed(patients_ages, "patients"), "patients"),
        _counted(gp_payments, "patients"),
        _counted(qof_totals, "list_size"),
        _counted(summed(nhsbsa_list_sizes, "patients"), "patients"),
        _derived(derived_crosssection),
    )


def _counted(table: Table, name: str) -> Table:
    return measured(table, value=real(name), numerator=real(name))


def _derived(table: Table) -> Table:
    """Workforce's count of patients, or else the average list in the prescribing data."""
    patients = nw.coalesce(real("patients"), real("list_size"))
    missing = nw.coalesce("patients_missing", "list_size_missing")
    return measured(table, value=patients, numerator=patients, missing=missing)


def _changed(lists: Table, years: int) -> Table:
    """Each list with that of the same month some years before."""
    monthly = lists.with_columns(_month=month_number("period_end"))
    order = ("period_end", "published", "release", "value", "missing_reason")
    earlier = chosen(monthly, ("practice_code", "_month"), order).select(
        "practice_code",
        _month=nw.col("_month") + nw.lit(MONTHS * years),
        _before=nw.col("value"),
        _before_release=nw.col("release"),
        _before_missing=nw.col("missing_reason"),
    )
    both = monthly.join(earlier, on=["practice_code", "_month"], how="inner").with_columns(
        _now=nw.col("value"), release=joined("_before_release", "release")
    )
    change = nw.col("_now") - nw.col("_before")
    return measured(
        both,
        value=ratio(change, nw.col("_before")),
        numerator=change,
        denominator=nw.col("_before"),
        missing=undefined(nw.col("_before"), nw.coalesce("missing_reason", "_before_missing")),
    )
