"""The Quality and Outcomes Framework (QOF)."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, number, ratio, real
from mainstay.analysis.indicators.rows import measured, preferred, undefined


def qof_points_share(
    qof_totals: Table, derived_crosssection: Table, *, derived_points_available: float
) -> Table:
    """Points as a share of the points that the practice could have had that year.

    `derived_points_available` is the national maximum of the year in the derived table, which
    does not give the points available to each practice.
    """
    available = nw.coalesce(real("points_available"), real("points_national"))
    return preferred(
        _share(qof_totals, real("points"), available, None),
        _share(
            derived_crosssection,
            real("qof_points"),
            number(derived_points_available),
            nw.col("qof_points_missing"),
        ),
    )


def _share(table: Table, points: nw.Expr, available: nw.Expr, reason: nw.Expr | None) -> Table:
    return measured(
        table,
        value=ratio(points, available),
        numerator=points,
        denominator=available,
        missing=undefined(available, reason),
    )
