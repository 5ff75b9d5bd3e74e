"""The patients whom a practice serves."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, real
from mainstay.analysis.indicators.rows import measured, preferred


def deprivation_score(
    fingertips: Table, derived_crosssection: Table, *, fingertips_ids: list[int]
) -> Table:
    """The Index of Multiple Deprivation score, the mean of the places where its patients live.

    `fingertips_ids` are the indicators to read, the first preferred.
    """
    scores = [_published(fingertips, one) for one in fingertips_ids]
    derived = measured(
        derived_crosssection, value=real("imd_score"), missing=nw.col("imd_score_missing")
    )
    return preferred(*scores, derived)


def _published(fingertips: Table, fingertips_id: int) -> Table:
    return measured(
        fingertips.filter(nw.col("fingertips_id") == fingertips_id),
        value=real("value"),
        missing=nw.col("value_missing"),
    )
