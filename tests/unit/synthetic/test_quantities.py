"""What the numbers of the made-up England must hold to, file by file."""

import csv
import gzip
import io
import zipfile
from datetime import date

import numpy as np
import polars as pl
import pytest

from mainstay.synthetic import inspections, qof, staff, surveys
from mainstay.synthetic.england import build
from mainstay.synthetic.parameters import measured, quantile
from mainstay.synthetic.publications import payments, qof_totals, survey, workforce


@pytest.fixture(scope="module")
def many():
    return build(1500, seed=4)


def rows_of(content: bytes) -> list[dict[str, str]]:
    text = gzip.decompress(content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_correlations_are_the_measured_ones(many):
    held = measured()["correlations"]
    names = held["names"]
    scores = np.array([many.scores[name][3] for name in names])
    found, wanted = np.corrcoef(scores), np.array(held["matrix"])
    plain = slice(1, None)  # rurality is mended for having been measured as yes or no
    assert np.abs(found - wanted)[plain, plain].max() < 0.12


def test_ages_add_up_to_the_list(england):
    day = date(2023, 7, 1)
    which = england.open_on(day)
    assert (england.ages(day, which).sum(axis=1) == england.patients(day, which)).all()


def test_the_share_over_65_is_the_practices_own(many):
    which = many.open_on(date(2019, 7, 1))
    ages, _ = qof.cells()
    shares = many.age_shares(which)[:, ages >= 65].sum(axis=1)
    wanted = quantile("aged_65_over_percent", many.scores["aged_65_over_percent"][0, which]) / 100
    assert np.abs(shares - wanted).max() < 0.01


def test_payments_add_up(england):
    for row in rows_of(payments.payments(england, 2018)):
        parts = list(row.values())
        start, total = (
            list(row).index("Global Sum"),
            list(row).index("Total NHS Payments to General Practice"),
        )
        summed = sum(float(value) for value in parts[start:total])
        assert summed == pytest.approx(float(parts[total]), abs=0.02)
        assert float(parts[total + 2]) == pytest.approx(
            float(parts[total]) + float(parts[total + 1]), abs=0.02
        )


def test_a_practice_with_a_low_income_is_paid_less(many):
    rows = {row["Practice Code"]: row for row in rows_of(payments.payments(many, 2022))}
    low = {many.about["code"][int(practice)] for practice in many.cases["low_income"]}
    paid = {
        code: float(row["Average payments per weighted patient"])
        for code, row in rows.items()
        if float(row["Average Number of Weighted Patients"]) > 0
    }
    ours = [value for code, value in paid.items() if code in low]
    assert np.median(ours) < np.quantile(list(paid.values()), 0.25)


def test_points_add_up_and_never_pass_what_is_offered(england):
    for year in (2018, 2020, 2025):
        _, offered, achieved = qof.achievement(england, year)
        assert (achieved <= offered + 1e-9).all()
        assert offered.sum(axis=1).max() == qof.points_national(year)
        rows = rows_of(qof_totals.totals(england, year))
        written = [
            float(next(v for k, v in row.items() if k.startswith("Achievement"))) for row in rows
        ]
        assert written == pytest.approx(achieved.sum(axis=1), abs=0.011)


def test_registers_follow_age_and_deprivation(many):
    which, ages, registers = qof.registers(many, 2020)
    people = ages.sum(axis=1)
    start, _ = qof.cells()
    old = ages[:, start >= 65].sum(axis=1) / people
    poor = many.deprivation(2019, which)
    about = np.column_stack([np.ones(len(which)), old, poor / 10])
    share = np.log((registers["COPD"] + 0.5) / people)
    fitted, *_ = np.linalg.lstsq(about, share, rcond=None)
    assert fitted[1] > 1
    assert 0.15 < fitted[2] < 0.45


def test_practices_with_low_diabetes_coding_find_fewer_than_expected(many):
    which, ages, registers = qof.registers(many, 2024)
    ratio = registers["DM"] / qof.expected(many, "DM", ages, which)
    low = many.in_case("low_diabetes_coding", which) > 0
    assert np.median(ratio[low]) < 0.75 < 0.9 < np.median(ratio[~low])


def test_a_long_vacancy_shows_in_the_workforce(many):
    which = many.open_on(date(2024, 3, 1))
    team = staff.team(many, 2024, which)
    long = many.in_case("long_vacancy", which) > 0
    per = team.gp_wte / many.patients(date(2024, 3, 1), which)
    assert (team.locums_vacancy[long] >= 1).all()
    assert np.median(per[long]) < 0.75 * np.median(per[~long])


def test_some_practices_have_older_gps(many):
    table = pl.read_csv(workforce.wide(many, date(2023, 3, 1)), null_values="ND").drop_nulls(
        "TOTAL_GP_HC"
    )
    bands = [f"TOTAL_GP_HC_{band}" for band in ("55TO59", "60TO64", "65TO69", "70PLUS")]
    big = table.filter(pl.col("TOTAL_GP_HC") >= 8)
    share = big.select(pl.sum_horizontal(bands) / pl.col("TOTAL_GP_HC")).to_series()
    by_chance = (share.mean() * (1 - share.mean()) / big["TOTAL_GP_HC"]).mean()
    assert share.var() > 1.2 * by_chance


def test_the_workforce_file_adds_up(england):
    table = pl.read_csv(workforce.wide(england, date(2019, 9, 1)), null_values="ND")
    assert table.width == 657
    known = table.drop_nulls("TOTAL_GP_HC")
    assert known.height < table.height or table.height < 60
    both = known["MALE_GP_HC"] + known["FEMALE_GP_HC"]
    assert (both == known["TOTAL_GP_HC"]).all()
    ages = known.select(
        pl.sum_horizontal(pl.col(r"^TOTAL_GP_HC_(UNDER30|\d\dTO\d\d|70PLUS|UNKNOWN_AGE)$"))
    )
    assert (ages.to_series() == known["TOTAL_GP_HC"]).all()
    assert (known["TOTAL_GP_EXRL_FTE"] <= known["TOTAL_GP_FTE"] + 1e-6).all()


def test_a_practice_without_a_return_is_nd_and_keeps_its_patients(many):
    text = workforce.wide(many, date(2023, 3, 1)).decode().splitlines()
    rows = list(csv.DictReader(text))
    silent = [row for row in rows if row["TOTAL_GP_HC"] == "ND"]
    assert 0 < len(silent) < 0.05 * len(rows)
    assert all(row["TOTAL_DPC_OST_HC"] == "ND" and int(row["TOTAL_PATIENTS"]) > 0 for row in silent)


def test_survey_shares_move_with_the_country(many):
    which = many.open_on(date(2019, 1, 1))
    before, after = (surveys.true_overall(many, year, which).mean() for year in (2019, 2022))
    assert before - after == pytest.approx(0.83 - 0.72, abs=0.03)


def test_few_answers_are_hidden_by_a_negative_number(england):
    which = england.open_on(date(2024, 1, 1))
    back = np.where(np.arange(len(which)) % 2, 5, 80)
    shares = survey.answers(england, "phone", 2024, which, back)
    assert (shares[back == 5] == survey.SUPPRESSED).all()
    assert ((shares[back == 80] >= 0) & (shares[back == 80] <= 1)).all()


def test_the_overall_rating_follows_the_five():
    names = {word: place for place, word in enumerate(inspections.RATINGS)}
    good, poor, worst, best = (
        names[word] for word in ("Good", "Requires improvement", "Inadequate", "Outstanding")
    )
    domains = np.array([
        [good] * 5, [poor, good, good, good, good], [poor, poor, good, good, good],
        [worst, good, good, good, good], [worst, poor, good, good, good],
        [best, best, good, good, good], [best, best, poor, good, good],
    ])  # fmt: skip
    assert inspections.overall_of(domains).tolist() == [good, good, poor, poor, worst, best, good]


def test_poor_leadership_is_rated_so(many):
    visits = inspections.on(many, date(2026, 7, 1))
    led = visits.ratings[many.cases["poor_leadership"], 5]
    rated = led[led >= 0]
    assert len(rated) > 10
    assert (rated == 0).all()


def test_a_visit_is_not_known_before_it_is_published(many):
    first, later = (inspections.on(many, date(year, 7, 1)) for year in (2017, 2020))
    assert (first.ratings[:, 0] >= 0).sum() < (later.ratings[:, 0] >= 0).sum()
    assert all(day is None or day <= date(2017, 7, 1) for day in first.dates)


def test_zips_hold_the_names_that_the_publisher_uses(england):
    held = zipfile.ZipFile(io.BytesIO(workforce.release(england, date(2024, 3, 1))))
    assert held.namelist() == [
        "1 General Practice – March 2024 Practice Level - Detailed.csv",
        "3 General Practice – March 2024 Practice Level - High level.csv",
    ]
