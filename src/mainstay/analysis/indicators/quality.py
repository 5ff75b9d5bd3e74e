"""The Quality and Outcomes Framework (QOF)."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, number, ratio, real
from mainstay.analysis.indicators.rows import measured, measuring, preferred, summed, undefined

ACHIEVED = "achieved_points"


def qof_points_share(
    qof_totals: Table,
    derived_crosssection: Table,
    *,
    derived_period: str,
    derived_points_available: float,
) -> Table:
    """Points as a share of the points that the practice could have had that year.

    `derived_period` is the year of the points in the derived table, and
    `derived_points_available` its national maximum: the table does not give each practice's.
    """
    available = nw.coalesce(real("points_available"), real("points_national"))
    return preferred(
        _share(qof_totals, real("points"), available, None),
        _share(
            measuring(derived_crosssection, derived_period),
            real("qof_points"),
            number(derived_points_available),
            nw.col("qof_points_missing"),
        ),
    )


def qof_domain_share(
    qof_achievement: Table,
    qof_indicators: Table,
    derived_crosssection: Table,
    *,
    domain: str,
    derived_period: str,
    derived_points_available: float,
) -> Table:
    """Points in one domain as a share of those of its measures that the practice reports on.

    The derived table stands for the clinical domain, with the national maximum of its year.
    """
    wanted = qof_indicators.filter(nw.col("domain_code") == domain)
    available = wanted.group_by("indicator_code", "period").agg(available=real("points").max())
    points = qof_achievement.filter(_measure() == ACHIEVED).with_columns(achieved=real("value"))
    both = points.join(available, on=["indicator_code", "period"], how="inner")
    sums = summed(both, "achieved", "available")
    return preferred(
        _share(sums, nw.col("achieved"), nw.col("available"), None),
        _share(
            measuring(derived_crosssection, derived_period),
            real("qof_clinical_points"),
            number(derived_points_available),
            nw.col("qof_clinical_points_missing"),
        ),
    )


def prevalence(qof_prevalence: Table, *, condition: str) -> Table:
    """The share of the register's own list (all ages, or 17 and over, say) on the register."""
    return preferred(
        measured(
            qof_prevalence.filter(nw.col("condition_code") == condition),
            value=ratio(real("register"), real("list_size")),
            numerator=real("register"),
            denominator=real("list_size"),
            missing=undefined(real("list_size")),
        )
    )


def _measure() -> nw.Expr:
    return nw.col("measure").str.to_lowercase().str.replace_all(" ", "_", literal=True)


def _share(table: Table, points: nw.Expr, available: nw.Expr, reason: nw.Expr | None) -> Table:
    return measured(
        table,
        value=ratio(points, available),
        numerator=points,
        denominator=available,
        missing=undefined(available, reason),
    )
