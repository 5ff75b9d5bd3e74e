"""The people who work in a practice, in whole-time equivalents and heads."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, no_text, ratio, real
from mainstay.analysis.indicators.rows import measured, preferred, undefined


def patients_per_gp(gp_workforce: Table, derived_crosssection: Table) -> Table:
    """Patients for each whole-time GP.

    Qualified permanent GPs (without trainees and locums) where the workforce publication gives
    them; the derived table has only all GPs, trainees and locums among them.
    """
    return preferred(
        _share(gp_workforce, "patients", "gp_permanent_wte"),
        _share(derived_crosssection, "patients", "gp_wte"),
    )


def staff_ratio(gp_workforce: Table, *, numerator: str, denominator: str) -> Table:
    """One column of the workforce publication over another; hidden where either is."""
    return preferred(_share(gp_workforce, numerator, denominator))


def single_handed(gp_workforce: Table, derived_crosssection: Table) -> Table:
    """Yes where the practice has one GP, no where it has more; a practice with none has neither."""
    heads = real("gp_headcount")
    counted = measured(
        gp_workforce,
        category=nw.when(heads == 1.0)
        .then(nw.lit("yes"))
        .otherwise(nw.when(heads > 1.0).then(nw.lit("no")).otherwise(no_text())),
        numerator=heads,
        missing=undefined(heads, nw.col("gp_headcount_missing")),
    )
    derived = measured(
        derived_crosssection,
        category=nw.when(nw.col("single_handed").is_null())
        .then(no_text())
        .otherwise(nw.when(nw.col("single_handed")).then(nw.lit("yes")).otherwise(nw.lit("no"))),
        missing=nw.col("single_handed_missing"),
    )
    return preferred(counted, derived)


def _share(table: Table, above: str, below: str) -> Table:
    return measured(
        table,
        value=ratio(real(above), real(below)),
        numerator=real(above),
        denominator=real(below),
        missing=undefined(real(below), nw.coalesce(f"{below}_missing", f"{above}_missing")),
    )
