"""Expected prevalence and income: made-up practices whose truth is known, and statsmodels."""

from datetime import date

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from mainstay.analysis import expected
from mainstay.analysis.expected_terms import curved, income_terms, prevalence_terms
from mainstay.analysis.indicators.needs import MAKE_UP
from mainstay.terms.definitions import indicators

COUNT = 400
PREVALENCE_GAP = indicators()["prevalence_gap_af"]
INCOME_GAP = indicators()["income_gap_share"]


def prevalence_rows(list_type="TOTAL", seed=3):
    """Practices whose register depends on old age and deprivation, with more spread than chance."""
    random = np.random.default_rng(seed)
    old = random.uniform(0.05, 0.4, COUNT)
    deprivation = random.uniform(5, 60, COUNT)
    lists = random.integers(1500, 20000, COUNT).astype(float)
    line = -4.5 + 5 * old + 0.01 * deprivation + random.normal(0, 0.2, COUNT)
    register = random.binomial(lists.astype(int), 1 / (1 + np.exp(-line))).astype(float)
    nothing = dict.fromkeys(MAKE_UP, [None] * COUNT)
    return pl.DataFrame(
        {
            **usual(register / lists, register, lists),
            **nothing,
            "list_type": [list_type] * COUNT,
            "floor_share": [1.0 if list_type == "TOTAL" else 0.8] * COUNT,
            "aged_under_18_share": random.uniform(0.1, 0.3, COUNT),
            "aged_65_over_share": old,
            "deprivation": deprivation,
        },
        schema_overrides=dict.fromkeys(nothing, pl.Float64),
    )


def income_rows(seed=4):
    random = np.random.default_rng(seed)
    patients = random.integers(1500, 25000, COUNT).astype(float)
    need = random.uniform(0.8, 1.2, COUNT)
    logs = 5 + 0.2 * (need - 1) + random.normal(0, 0.08, COUNT)
    value = np.exp(logs)
    weighted = patients * need
    return pl.DataFrame(
        {
            **usual(value, value * weighted, weighted),
            "patients": patients,
            "need": need,
            "deprivation": random.uniform(5, 60, COUNT),
            "contract": random.choice(["GMS", "PMS", "APMS"], COUNT, p=[0.7, 0.2, 0.1]),
            "rurality": random.choice(["Rural", "Urban"], COUNT),
            "dispensing": random.choice(["yes", "no"], COUNT),
        }
    )


def usual(value, above, below):
    nothing = pl.Series([None] * COUNT, dtype=pl.String)
    return {
        "practice_code": [f"Z{number:05d}" for number in range(COUNT)],
        "period": ["2020-21"] * COUNT,
        "period_end": [date(2021, 3, 31)] * COUNT,
        "value": value,
        "category": nothing,
        "numerator": above,
        "denominator": below,
        "missing_reason": nothing,
        "release": ["made-up"] * COUNT,
    }


def column(rows, name):
    return rows[name].to_numpy()


def test_expected_prevalence_agrees_with_statsmodels():
    rows = prevalence_rows()
    found = expected.prevalence(rows)
    table, names = curved(prevalence_terms(rows)[0], np.ones(COUNT, dtype=bool))
    events, trials = column(rows, "numerator"), column(rows, "denominator")
    model = sm.GLM(
        np.column_stack([events, trials - events]), table, family=sm.families.Binomial()
    ).fit()
    fitted = model.fittedvalues
    pearson = ((events - trials * fitted) ** 2 / (trials * fitted * (1 - fitted))).sum()
    assert names == found.terms
    assert found.fit.coefficients == pytest.approx(model.params, rel=1e-6, abs=1e-8)
    assert found.dispersion == pytest.approx(pearson / model.df_resid, rel=1e-6)
    assert column(found.rows, "expected") == pytest.approx(fitted, rel=1e-7)
    assert found.explained == pytest.approx(1 - model.deviance / model.null_deviance, rel=1e-6)


def test_the_gap_is_observed_less_expected_and_nought_is_inside_19_times_in_20():
    rows = expected.prevalence(prevalence_rows()).rows
    assert (rows["observed"] - rows["expected"]).to_numpy() == pytest.approx(column(rows, "gap"))
    assert (rows["lower"] < rows["gap"]).all()
    assert (rows["gap"] < rows["upper"]).all()
    inside = ((rows["lower"] <= 0) & (rows["upper"] >= 0)).mean()
    assert 0.9 <= inside <= 0.99


def test_a_register_with_twice_the_patients_stands_out():
    rows = prevalence_rows()
    doubled = pl.when(pl.col("practice_code") == "Z00000").then(2.5).otherwise(1.0)
    found = expected.prevalence(rows.with_columns(numerator=pl.col("numerator") * doubled)).rows
    assert found["lower"][0] > 0


def test_calibration_is_close_in_every_tenth_and_counts_every_practice():
    table = expected.prevalence(prevalence_rows()).calibration
    assert table["decile"].to_list() == list(range(1, 11))
    assert table["practices"].sum() == COUNT
    assert column(table, "observed") == pytest.approx(column(table, "expected"), rel=0.12)


def test_terms_that_are_not_held_are_left_out_and_said():
    found = expected.prevalence(prevalence_rows())
    assert "male_share" in found.left_out
    assert "aged_65_over_share" in found.terms
    bare = prevalence_rows().with_columns(deprivation=pl.lit(None, dtype=pl.Float64))
    assert "deprivation" in expected.prevalence(bare).left_out


def test_a_register_of_adults_does_not_use_the_share_of_children():
    assert "aged_under_18_share" not in expected.prevalence(prevalence_rows("18OV")).terms
    assert "aged_under_18_share" in expected.prevalence(prevalence_rows("06OV")).terms


def test_ages_are_shares_of_the_registers_own_list():
    terms, _ = prevalence_terms(prevalence_rows("18OV"))
    whole = column(prevalence_rows("18OV"), "aged_65_over_share")
    assert terms["aged_65_over_share"] == pytest.approx(whole / 0.8)


def test_a_practice_without_terms_is_counted_and_has_a_reason():
    rows = prevalence_rows().with_columns(
        deprivation=pl.when(pl.col("practice_code") != "Z00000").then("deprivation")
    )
    found = expected.prevalence(rows)
    assert (found.practices, found.without) == (COUNT - 1, 1)
    table = expected.gaps(rows, PREVALENCE_GAP)
    first = table.filter(practice_code="Z00000").row(0, named=True)
    assert first["value"] is None
    assert first["missing_reason"] == "not published"
    assert table.filter(pl.col("practice_code") != "Z00000")["missing_reason"].null_count() == 399


def test_too_few_practices_give_no_expectation():
    rows = prevalence_rows().head(20)
    found = expected.prevalence(rows)
    assert found.fit is None
    assert found.without == 20
    assert expected.gaps(rows, PREVALENCE_GAP)["value"].null_count() == 20


def test_practices_all_alike_still_have_an_expectation():
    rows = prevalence_rows().with_columns(deprivation=pl.lit(20.0), aged_65_over_share=pl.lit(0.2))
    found = expected.prevalence(rows)
    assert found.terms == ("aged_under_18_share",)
    assert found.fit is not None


def test_expected_income_agrees_with_statsmodels():
    rows = income_rows()
    found = expected.income(rows)
    table, names = curved(income_terms(rows)[0], np.ones(COUNT, dtype=bool))
    root = np.sqrt(column(rows, "patients") / (column(rows, "patients") + expected.SMALL_LIST))
    model = sm.RLM(
        np.log(column(rows, "value")) * root, table * root[:, None], M=sm.robust.norms.HuberT()
    ).fit(scale_est=sm.robust.scale.HuberScale(), maxiter=1, tol=1e-12)
    assert names == found.terms
    assert found.fit.coefficients == pytest.approx(model.params, abs=0.01)
    assert np.isfinite(found.explained)


def test_income_gaps_are_shares_of_what_is_expected():
    found = expected.income(income_rows())
    ratio = column(found.rows, "observed") / column(found.rows, "expected")
    assert column(found.rows, "gap") == pytest.approx(ratio - 1)
    inside = ((found.rows["lower"] <= 0) & (found.rows["upper"] >= 0)).mean()
    assert 0.9 <= inside <= 0.99
    assert 0 < found.explained < 1


def test_one_odd_income_does_not_move_what_is_expected_of_the_others():
    rows = income_rows()
    odd = pl.when(pl.col("practice_code") == "Z00000").then(1e6).otherwise(pl.col("value"))
    before, after = expected.income(rows), expected.income(rows.with_columns(value=odd))
    assert column(after.rows, "expected")[1:] == pytest.approx(
        column(before.rows, "expected")[1:], rel=0.01
    )
    assert after.rows["lower"][0] > 0


def test_gaps_are_fitted_period_by_period():
    rows = income_rows()
    later = rows.with_columns(
        period=pl.lit("2021-22"), period_end=pl.lit(date(2022, 3, 31)), value=pl.col("value") * 2
    )
    both = expected.gaps(pl.concat([rows, later]), INCOME_GAP)
    first, second = both.partition_by("period", maintain_order=True)
    assert column(first, "value") == pytest.approx(column(second, "value"), abs=1e-6)


def test_no_rows_give_no_gaps():
    found = expected.gaps(prevalence_rows().clear(), PREVALENCE_GAP)
    assert found.is_empty()
    assert {"lower", "upper"} <= set(found.columns)
