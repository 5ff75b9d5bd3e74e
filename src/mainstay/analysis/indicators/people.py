"""The patients whom a practice serves: their ages and where they live."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, number, ratio, real
from mainstay.analysis.indicators.rows import measured, preferred, summed

SPLITTABLE = 5  # years: people in a wider band are too unevenly spread to be split by ages


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


def aged_share(
    patients_ages: Table,
    nhsbsa_list_sizes: Table,
    derived_crosssection: Table,
    *,
    low: int,
    high: int | None = None,
    derived: str | None = None,
) -> Table:
    """The share of patients aged `low` to `high` in whole years, or `low` and over.

    A five-year band that the ages cut is split evenly; where a wider one would have to be, there
    is no figure. `derived` is the derived table's column for the same ages, if it has one: its
    share is taken to be of the patients that the table gives.
    """
    counted = [_aged(table, low, high) for table in (patients_ages, nhsbsa_list_sizes)]
    if derived is None:
        return preferred(*counted)
    share = measured(
        derived_crosssection,
        value=real(derived),
        numerator=real(derived) * real("patients"),
        denominator=real("patients"),
        missing=nw.col(f"{derived}_missing"),
    )
    return preferred(*counted, share)


def _published(fingertips: Table, fingertips_id: int) -> Table:
    return measured(
        fingertips.filter(nw.col("fingertips_id") == fingertips_id),
        value=real("value"),
        missing=nw.col("value_missing"),
    )


def _aged(bands: Table, low: int, high: int | None) -> Table:
    parts = bands.with_columns(aged=part_of_band(low, high) * real("patients"))
    sums = summed(parts, "patients", "aged")
    return measured(
        sums,
        value=ratio(nw.col("aged"), nw.col("patients")),
        numerator=nw.col("aged"),
        denominator=nw.col("patients"),
    )


def part_of_band(low: int, high: int | None) -> nw.Expr:
    """How much of a band, `age_low` to `age_high`, lies within the ages: 0 to 1.

    Null where the band has to be split and is over five years wide, or has no upper end.
    """
    first, last = real("age_low"), real("age_high")
    width = last - first + number(1)
    from_age = nw.max_horizontal(first, number(low))
    to_age = last if high is None else nw.min_horizontal(last, number(high))
    part = ratio(nw.max_horizontal(to_age - from_age + number(1), number(0)), width)
    whole = (part <= number(0)) | (part >= number(1)) | (width <= number(SPLITTABLE))
    return (
        nw.when(last.is_null())
        .then(_part_of_open(first, low, high))
        .otherwise(nw.when(whole).then(part))
    )


def _part_of_open(first: nw.Expr, low: int, high: int | None) -> nw.Expr:
    if high is None:
        return nw.when(first >= number(low)).then(number(1))
    return nw.when(first > number(high)).then(number(0))
