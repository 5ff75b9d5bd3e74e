"""How many patients a practice has."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, real, totals
from mainstay.analysis.indicators.rows import IDENTITY, measured, preferred


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
        _counted(totals(patients_ages, IDENTITY, ["patients"]), "patients"),
        _counted(gp_payments, "patients"),
        _counted(qof_totals, "list_size"),
        _counted(totals(nhsbsa_list_sizes, IDENTITY, ["patients"]), "patients"),
        _derived(derived_crosssection),
    )


def _counted(table: Table, name: str) -> Table:
    return measured(table, value=real(name), numerator=real(name))


def _derived(table: Table) -> Table:
    """Workforce's count of patients, or else the average list in the prescribing data."""
    patients = nw.coalesce(real("patients"), real("list_size"))
    missing = nw.coalesce("patients_missing", "list_size_missing")
    return measured(table, value=patients, numerator=patients, missing=missing)
