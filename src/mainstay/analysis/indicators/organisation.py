"""How a practice is organised, and what it prescribes."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, ratio, real
from mainstay.analysis.indicators.needs import yes_or_no
from mainstay.analysis.indicators.rows import measured, preferred, undefined


def payments_category(gp_payments: Table, *, column: str) -> Table:
    """A description of the practice in the payments publication, such as its contract."""
    return preferred(measured(gp_payments, category=nw.col(column)))


def dispensing(gp_payments: Table) -> Table:
    """Whether the practice dispenses medicines: yes or no."""
    return preferred(measured(gp_payments, category=yes_or_no("dispensing")))


def prescribing_items_per_patient(derived_crosssection: Table) -> Table:
    """Items prescribed in a year for each registered patient."""
    patients = real("list_size")
    return preferred(
        measured(
            derived_crosssection,
            value=ratio(real("prescribing_items"), patients),
            numerator=real("prescribing_items"),
            denominator=patients,
            missing=undefined(
                patients, nw.coalesce("prescribing_items_missing", "list_size_missing")
            ),
        )
    )
