"""The people who work in a practice, in whole-time equivalents and heads."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, ratio, real
from mainstay.analysis.indicators.rows import measured, preferred, undefined


def patients_per_gp(gp_workforce: Table, derived_crosssection: Table) -> Table:
    """Patients for each whole-time GP.

    Qualified permanent GPs (without trainees and locums) where the workforce publication gives
    them; the derived table has only all GPs, trainees and locums among them.
    """
    return preferred(
        _patients_per(gp_workforce, "gp_permanent_wte"),
        _patients_per(derived_crosssection, "gp_wte"),
    )


def patients_per_nurse(gp_workforce: Table) -> Table:
    """Patients for each whole-time nurse."""
    return preferred(_patients_per(gp_workforce, "nurse_wte"))


def _patients_per(table: Table, staff: str) -> Table:
    return measured(
        table,
        value=ratio(real("patients"), real(staff)),
        numerator=real("patients"),
        denominator=real(staff),
        missing=undefined(real(staff), nw.coalesce(f"{staff}_missing", "patients_missing")),
    )
