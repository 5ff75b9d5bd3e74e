"""What the models of expected prevalence and income are fitted on, one row a practice and period.

After the usual columns come the terms of a model; `analysis.expected` takes these past the engine.
"""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, chosen, no_number, number, ratio, real
from mainstay.analysis.indicators.money import paid
from mainstay.analysis.indicators.people import deprivation_score, part_of_band
from mainstay.analysis.indicators.rows import measured, preferred, summed, undefined

AGE_GROUPS: dict[str, tuple[int, int | None]] = {
    "aged_under_18_share": (0, 17),
    "aged_45_64_share": (45, 64),
    "aged_65_74_share": (65, 74),
    "aged_75_84_share": (75, 84),
    "aged_85_over_share": (85, None),
    "aged_65_over_share": (65, None),
}
MAKE_UP = (*AGE_GROUPS, "male_share")
YEARS_AWAY = (0, -1, 1, -2, 2)  # the nearest year's patients stand for those of a year not held
WHOLE_LIST = "TOTAL"


def prevalence_needs(
    qof_prevalence: Table,
    patients_ages: Table,
    fingertips: Table,
    derived_crosssection: Table,
    *,
    condition: str,
    fingertips_ids: list[int],
) -> Table:
    """Prevalence with the age, sex and deprivation of the practice's patients.

    Further columns: list_type, floor_share (the register's own list over the whole list), the
    shares in `MAKE_UP` of the whole list, and deprivation; null where not held. Ages are those of
    the nearest year held, at most two away; deprivation is the latest score.
    """
    ours = qof_prevalence.filter(nw.col("condition_code") == condition)
    whole = qof_prevalence.filter(nw.col("list_type") == WHOLE_LIST)
    lists = whole.group_by("practice_code", "period").agg(_whole=real("list_size").max())
    needs = _with_needs(
        ours.join(lists, on=["practice_code", "period"], how="left").with_columns(
            floor_share=ratio(real("list_size"), nw.col("_whole")),
            _year=nw.col("period_end").dt.year().cast(nw.Int64),
        ),
        _make_up(patients_ages, derived_crosssection),
        _deprivation(fingertips, derived_crosssection, fingertips_ids),
    )
    return preferred(
        measured(
            needs,
            value=ratio(real("register"), real("list_size")),
            numerator=real("register"),
            denominator=real("list_size"),
            missing=undefined(real("list_size")),
            keep=("list_type", "floor_share", *MAKE_UP, "deprivation"),
        )
    )


def income_needs(
    gp_payments: Table,
    fingertips: Table,
    derived_crosssection: Table,
    *,
    parts: list[str],
    less: list[str],
    fingertips_ids: list[int],
) -> Table:
    """Income per weighted patient with what it may depend on.

    Further columns: patients, need (weighted patients over registered), deprivation, contract,
    rurality and dispensing (yes or no, null where not known).
    """
    scores = _deprivation(fingertips, derived_crosssection, fingertips_ids)
    money = gp_payments.join(scores, on="practice_code", how="left").with_columns(
        need=ratio(real("weighted_patients"), real("patients")), patients=real("patients")
    )
    income = paid(parts, less=less)
    weighted = real("weighted_patients")
    return preferred(
        measured(
            money.with_columns(dispensing=yes_or_no("dispensing")),
            value=ratio(income, weighted),
            numerator=income,
            denominator=weighted,
            missing=undefined(weighted),
            keep=("patients", "need", "deprivation", "contract", "rurality", "dispensing"),
        )
    )


def yes_or_no(name: str) -> nw.Expr:
    """A true or false column in words; null where not known."""
    return nw.when(~nw.col(name).is_null()).then(
        nw.when(nw.col(name)).then(nw.lit("yes")).otherwise(nw.lit("no"))
    )


def _with_needs(table: Table, make_up: Table, scores: Table) -> Table:
    return table.join(make_up, on=["practice_code", "_year"], how="left").join(
        scores, on="practice_code", how="left"
    )


def _deprivation(fingertips: Table, derived: Table, fingertips_ids: list[int]) -> Table:
    """The latest score of each practice."""
    scores = deprivation_score(fingertips, derived, fingertips_ids=fingertips_ids)
    known = scores.filter(~nw.col("value").is_null())
    order = ("period_end", "period", "release", "value")
    return chosen(known, ["practice_code"], order).select(
        "practice_code", deprivation=nw.col("value")
    )


def _make_up(patients_ages: Table, derived_crosssection: Table) -> Table:
    """One row a practice and year: the shares of the nearest year held."""
    order = ("_rank", "period_end", "published", "release", *MAKE_UP)
    held = nw.concat(
        [
            _counted_make_up(patients_ages).with_columns(_rank=number(1)),
            _derived_make_up(derived_crosssection).with_columns(_rank=number(0)),
        ]
    ).with_columns(_year=nw.col("period_end").dt.year().cast(nw.Int64))
    yearly = chosen(held, ["practice_code", "_year"], order)
    near = nw.concat(
        [
            yearly.with_columns(_year=nw.col("_year") - nw.lit(away), _near=number(-place))
            for place, away in enumerate(YEARS_AWAY)
        ]
    )
    return chosen(near, ["practice_code", "_year"], ["_near"]).select(
        "practice_code", "_year", *MAKE_UP
    )


def _counted_make_up(patients_ages: Table) -> Table:
    parts = {
        name: part_of_band(low, high) * real("patients") for name, (low, high) in AGE_GROUPS.items()
    }
    male = nw.when(nw.col("sex") == "male").then(real("patients")).otherwise(number(0))
    sums = summed(patients_ages.with_columns(**parts, male_share=male), "patients", *MAKE_UP)
    shares = [ratio(nw.col(name), nw.col("patients")).alias(name) for name in MAKE_UP]
    return sums.select("practice_code", "period_end", "published", "release", *shares)


def _derived_make_up(derived_crosssection: Table) -> Table:
    held = {"aged_under_18_share", "aged_65_over_share"}
    shares = [
        real(name).alias(name) if name in held else no_number().alias(name) for name in MAKE_UP
    ]
    return derived_crosssection.select(
        "practice_code", "period_end", "published", "release", *shares
    )
