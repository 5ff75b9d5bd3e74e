"""What the NHS paid a practice."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, or_zero, ratio, real, total_of
from mainstay.analysis.indicators.rows import measured, preferred, undefined


def income_per_weighted_patient(
    gp_payments: Table,
    *,
    parts: list[str],
    less: list[str] | None = None,
    where_paid: list[str] | None = None,
) -> Table:
    """Pounds in a year for each weighted patient.

    The sum of `parts` without the sum of `less`: a missing one makes the whole missing.
    `where_paid` are further payments that some years do not have: there they add nothing.
    """
    income = paid(parts, less=less or [], where_paid=where_paid or [])
    weighted = real("weighted_patients")
    return preferred(
        measured(
            gp_payments,
            value=ratio(income, weighted),
            numerator=income,
            denominator=weighted,
            missing=undefined(weighted),
        )
    )


def paid(parts: list[str], *, less: list[str], where_paid: list[str] | None = None) -> nw.Expr:
    """A sum of columns of payments, some taken off."""
    added = [real(name) for name in parts] + [or_zero(name) for name in where_paid or []]
    taken = [real(name) for name in less]
    return total_of(*added) - total_of(*taken) if taken else total_of(*added)
