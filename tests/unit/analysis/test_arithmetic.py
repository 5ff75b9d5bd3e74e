"""The traps of dialect, each on its own."""

from datetime import date

import narwhals as nw
import polars as pl
import pytest

from mainstay.analysis import arithmetic as sums
from mainstay.analysis.schemas import RELEASE, SCHEMAS, empty, frame
from tests.backends.engines import collected, engines

ROWS = [
    {"key": "a", "top": 4, "bottom": 2, "top_missing": None, "day": date(2024, 2, 29)},
    {"key": "a", "top": 1, "bottom": 0, "top_missing": None, "day": date(2024, 2, 29)},
    {"key": "b", "top": None, "bottom": 5, "top_missing": "suppressed", "day": None},
    {"key": "b", "top": 7, "bottom": None, "top_missing": None, "day": date(2023, 1, 1)},
]
SCHEMA = {
    "key": pl.String,
    "top": pl.Int64,
    "bottom": pl.Int64,
    "top_missing": pl.String,
    "day": pl.Date,
}
ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])


def answered(engine, ask):
    found = collected(ask(engines()[engine](ROWS, SCHEMA)))
    return sorted(found.rows(), key=str)


@ENGINES
def test_nothing_over_nought_is_null_and_not_infinite(engine):
    share = sums.ratio(sums.real("top"), sums.real("bottom"), per=10)
    found = answered(engine, lambda table: table.select("key", share=share))
    assert found == [("a", 20.0), ("a", None), ("b", None), ("b", None)]


@ENGINES
def test_a_missing_part_makes_the_sum_missing_and_keeps_its_reason(engine):
    found = answered(engine, lambda table: sums.totals(table, ["key"], ["top", "bottom"]))
    assert found == [("a", 5.0, 2.0, None), ("b", None, None, "suppressed")]


@ENGINES
def test_ties_share_their_place_and_the_missing_have_none(engine):
    rows = [{"key": key, "value": value} for key, value in
            [("a", 1.0), ("a", 1.0), ("a", 3.0), ("a", None), ("b", 9.0)]]  # fmt: skip
    table = engines()[engine](rows, {"key": pl.String, "value": pl.Float64})
    found = collected(
        table.with_columns(nw.col("value").alias("shown"), place=sums.percentile("value", "key"))
    )
    places = sorted(found.select("shown", "place").rows(), key=str)
    assert places == [
        (1.0, pytest.approx(100 / 3)),
        (1.0, pytest.approx(100 / 3)),
        (3.0, pytest.approx(250 / 3)),
        (9.0, 50.0),
        (None, None),
    ]


@ENGINES
def test_constants_are_floats_and_moved_dates_are_dates(engine):
    moved = sums.day(nw.col("day").dt.offset_by("-1y"))
    table = engines()[engine](ROWS[:1], SCHEMA)
    found = collected(
        table.select(
            third=sums.real("top") * sums.number(0.05),
            moved=moved,
            month=sums.month_number("day"),
            on=sums.on(date(2024, 1, 1)),
        )
    )
    assert found.schema == {
        "third": pl.Float64,
        "moved": pl.Date,
        "month": pl.Int64,
        "on": pl.Date,
    }
    assert found.row(0) == (0.2, date(2023, 2, 28), 24290, date(2024, 1, 1))


@ENGINES
def test_flags_add_up_and_null_stays_null(engine):
    flags = sums.flag(nw.col("top") > 3)
    found = answered(engine, lambda table: table.select("key", flag=flags))
    assert found == [("a", 0.0), ("a", 1.0), ("b", 1.0), ("b", None)]


@ENGINES
def test_releases_are_named_together_once(engine):
    rows = [
        {"first": "x", "second": "y"},
        {"first": "x", "second": "x"},
        {"first": None, "second": "y"},
        {"first": "x", "second": None},
    ]
    table = engines()[engine](rows, {"first": pl.String, "second": pl.String})
    found = collected(table.select(both=sums.joined("first", "second")))
    assert sorted(found["both"]) == ["x", "x", "x + y", "y"]


@ENGINES
def test_one_row_is_chosen_in_a_stated_order_with_blanks_first(engine):
    ask = lambda table: sums.chosen(table, ["key"], ["bottom"]).select("key", "bottom")  # noqa: E731
    assert answered(engine, ask) == [("a", 2), ("b", 5)]


def test_every_publication_has_the_columns_of_its_release():
    for name, schema in SCHEMAS.items():
        assert dict(schema).items() >= dict(RELEASE).items(), name
        assert empty(name).collect_schema().names() == list(schema)


def test_a_tidy_table_refuses_a_column_that_it_does_not_have():
    with pytest.raises(KeyError, match="qof-totals has no column"):
        frame("qof-totals", [{"practice_code": "Z00001", "colour": "blue"}])
