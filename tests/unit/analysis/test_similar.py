"""Similar practices: what they are matched on, and what is left out."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from mainstay.analysis import similar

CODES = [f"Z{number:05d}" for number in range(40)]


def rows(values, day=date(2024, 3, 31), category=False):
    column = {"category" if category else "value": list(values)}
    nothing = {"value" if category else "category": [None] * len(CODES)}
    table = {"practice_code": CODES, "period": ["2024"] * len(CODES), **column, **nothing}
    return pl.DataFrame(
        table, schema_overrides={"value": pl.Float64, "category": pl.String}
    ).with_columns(period_end=pl.lit(day))


@pytest.fixture
def raw():
    random = np.random.default_rng(5)
    return {
        "list_size": rows(random.lognormal(9, 0.5, 40)),
        "deprivation_score": rows(random.uniform(5, 60, 40)),
        "aged_65_over_share": rows(random.uniform(0.05, 0.35, 40)),
        "rurality": rows(["Rural"] * 8 + ["Urban"] * 32, category=True),
    }


def test_features_are_the_newest_figures_and_what_is_not_held_is_said(raw):
    held = similar.features(raw)
    assert held.columns == [
        "practice_code",
        "list_size",
        "deprivation_score",
        "aged_65_over_share",
        "rurality",
    ]
    assert set(similar.left_out(held)) == {
        "aged_under_5_share",
        "aged_under_18_share",
        "aged_75_over_share",
        "aged_85_over_share",
    }
    assert held["rurality"].sum() == 8


def test_a_feature_too_old_by_its_own_definition_is_left_out(raw):
    raw["aged_65_over_share"] = rows([0.2] * 40, day=date(2016, 3, 31))
    assert "aged_65_over_share" in similar.left_out(similar.features(raw))


def test_a_feature_that_most_practices_lack_is_left_out(raw):
    raw["deprivation_score"] = rows([20.0] * 19 + [None] * 21)
    assert "deprivation_score" in similar.left_out(similar.features(raw))


def test_a_practice_whose_list_is_old_is_nobodys_peer(raw):
    old = raw["list_size"].with_columns(
        period_end=pl.when(pl.col("practice_code") == "Z00003")
        .then(date(2019, 3, 31))
        .otherwise("period_end")
    )
    held = similar.features(raw | {"list_size": old})
    assert "Z00003" not in held["practice_code"].to_list()
    assert "Z00003" not in similar.peers(held)["peer_code"].to_list()


def test_each_practice_has_fifteen_peers_nearest_first_and_never_itself(raw):
    pairs = similar.peers(similar.features(raw))
    counts = pairs.group_by("practice_code").len()
    assert counts["len"].to_list() == [15] * 40
    assert pairs.filter(pl.col("practice_code") == pl.col("peer_code")).is_empty()
    for _, group in pairs.group_by("practice_code"):
        assert group["distance"].is_sorted()


def test_twins_are_each_others_nearest(raw):
    for name, table in raw.items():
        column = "category" if name == "rurality" else "value"
        values = table[column].to_list()
        values[1] = values[0]
        raw[name] = table.with_columns(pl.Series(column, values))
    pairs = similar.peers(similar.features(raw)).group_by("practice_code").first()
    assert pairs.filter(practice_code="Z00000")["peer_code"].item() == "Z00001"
    assert pairs.filter(practice_code="Z00000")["distance"].item() == pytest.approx(0, abs=1e-9)


def test_a_practice_that_lacks_two_features_has_no_peers(raw):
    for name in ("deprivation_score", "aged_65_over_share"):
        values = raw[name]["value"].to_list()
        values[7] = None
        raw[name] = raw[name].with_columns(value=pl.Series(values))
    pairs = similar.peers(similar.features(raw))
    assert "Z00007" not in {*pairs["practice_code"], *pairs["peer_code"]}


def test_one_practice_alone_has_no_peers(raw):
    alone = {name: table.head(1) for name, table in raw.items()}
    assert similar.peers(similar.features(alone)).is_empty()
