from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.sources import reading
from mainstay.sources.contract import Check, check_frame, verdict
from mainstay.terms.errors import SourceError
from mainstay.terms.missing import Missing

MARKS = {
    "*": Missing.SUPPRESSED,
    "ND": Missing.NOT_COLLECTED,
    "-97": Missing.SUPPRESSED,
    "[x]": Missing.NOT_APPLICABLE,
    "": Missing.NOT_PUBLISHED,
}
STYLES = ("dd/mm/yyyy", "yyyymmdd", "ddMONyyyy", "yyyy-mm-dd", "excel")


def read(reader: reading.Reading, *cells: str | None) -> list[object]:
    raw = pl.LazyFrame({"x": list(cells)}, schema={"x": pl.String})
    return reading.tidy_table(raw, {"x": reader}).collect()["x"].to_list()


def reasons(reader: reading.Reading, *cells: str | None) -> list[object]:
    raw = pl.LazyFrame({"x": list(cells)}, schema={"x": pl.String})
    return reading.tidy_table(raw, {"x": reader}).collect()["x_missing"].to_list()


def refused(reader: reading.Reading, cell: str | None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(reader, "1", cell)
    return caught.value


def test_numbers_as_publishers_write_them() -> None:
    written = ("1", " 2.50 ", "1,234", "£1,234.5", "-£3", "(1,234)", "-7", "0")
    assert read(reading.number("x"), *written) == [1, 2.5, 1234, 1234.5, -3, -1234, -7, 0]


@pytest.mark.parametrize(
    "cell",
    ["abc", "1,2", "nan", "inf", "1e400", "#REF!", "=A1+1", "--", "12 3", "1,2345", "٣", None, ""],
)
def test_what_is_not_a_number_stops_the_file_and_is_shown(cell: str | None) -> None:
    error = refused(reading.number("x"), cell)
    assert "heading 'x'" in error.place
    assert (f"'{cell}'" if cell else "an empty cell") in error.place
    assert error.advice


def test_a_blank_is_null_only_where_it_may_be() -> None:
    assert read(reading.number("x", optional=True), "1", None, " ") == [1, None, None]
    assert refused(reading.number("x", optional=True), "n/a")


def test_a_mark_is_missing_with_its_reason_and_never_nought() -> None:
    cells = ("5", "*", "nd", "-97", "-97.0", "[X]", "", None)
    reader = reading.number_or_missing("x", MARKS)
    assert read(reader, *cells) == [5, *[None] * 7]
    assert reasons(reader, *cells) == [
        None, "suppressed", "not collected", "suppressed", "suppressed", "not applicable",
        "not published", "not published",
    ]  # fmt: skip


def test_an_unknown_mark_stops_the_file() -> None:
    assert "'EST'" in refused(reading.number_or_missing("x", MARKS), "EST").place
    assert refused(reading.number_or_missing("x", {"*": Missing.SUPPRESSED}), "")


def test_shares() -> None:
    assert read(reading.share("x"), "0", "0.25", "1") == [0, 0.25, 1]
    assert read(reading.share("x", per=100), "25%", "25 %", "100") == [0.25, 0.25, 1]
    assert reasons(reading.share("x", MARKS), "0.5", "*") == [None, "suppressed"]
    for cell in ("1.01", "-0.2", "25%%x", ""):
        assert refused(reading.share("x"), cell)


def test_whole_numbers() -> None:
    assert read(reading.whole_number("x"), "3", "3.0", "12,000") == [3, 3, 12000]
    assert refused(reading.whole_number("x"), "3.5")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)))
def test_a_day_reads_the_same_in_all_five_styles(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    written = (f"{day:%d/%m/%Y}", f"{day:%Y%m%d}", f"{day:%d%b%Y}".upper(), day.isoformat(), serial)
    for style, cell in zip(STYLES, written, strict=True):
        assert read(reading.day("x", style), cell) == [day]


def test_days_that_are_none() -> None:
    assert read(reading.day("x", "yyyymmdd", optional=True), "", None) == [None, None]
    assert read(reading.day("x", "ddMONyyyy"), "01Jul2026", "01JUL2026") == [date(2026, 7, 1)] * 2
    for style, cell in (
        ("dd/mm/yyyy", "32/01/2020"),
        ("dd/mm/yyyy", "01/13/2020"),
        ("excel", "36251.5"),
        ("excel", "20201225"),
        ("yyyymmdd", ""),
    ):
        with pytest.raises(SourceError):
            read(reading.day("x", style), cell)


def test_codes_are_capitals_and_look_like_codes() -> None:
    assert read(reading.practice_code("x"), " z00001 ") == ["Z00001"]
    for cell in ("Z0001", "Z000012", "00001Z", "", "Z00001 and Z00002", "Ｚ00001"):
        with pytest.raises(SourceError):
            read(reading.practice_code("x"), cell)


def test_words() -> None:
    assert read(reading.text("x"), " two\n  words ", "", None) == ["two words", None, None]
    assert read(reading.yes_no("x"), "Y", "no", "YES") == [True, False, True]
    contract = reading.choice("x", {"GMS": "GMS"}, unsaid=("UNKNOWN",))
    assert read(contract, "gms", "Unknown") == ["GMS", None]
    for reader, cell in (
        (reading.yes_no("x"), "maybe"),
        (reading.text("x", required=True), " "),
        (reading.text("x"), "=A1"),
        (reading.text("x"), "#N/A in cell B7 of sheet 'Table'"),
        (contract, ""),
    ):
        with pytest.raises(SourceError):
            read(reader, "gms", cell)


def test_a_column_that_a_year_does_not_have() -> None:
    raw = pl.LazyFrame({"x": ["1"]})
    columns = {
        "x": reading.number("x"),
        "y": reading.absent(pl.Float64, Missing.NOT_COLLECTED),
        "z": reading.constant(559.0),
    }
    table = reading.tidy_table(raw, columns).collect()
    assert table.row(0, named=True) == {
        "x": 1.0, "y": None, "z": 559.0, "y_missing": "not collected",
    }  # fmt: skip


@given(st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=20))
def test_any_text_is_a_value_a_reason_or_an_error(cells: list[str | None]) -> None:
    reader = reading.number_or_missing("x", MARKS)
    raw = pl.LazyFrame({"x": cells}, schema={"x": pl.String})
    try:
        table = reading.tidy_table(raw, {"x": reader}).collect()
    except SourceError:
        return
    assert (table["x"].is_null() != table["x_missing"].is_null()).all()
    assert table["x"].drop_nulls().is_finite().all()


def test_checks_name_an_example_or_leave_a_remark() -> None:
    table = pl.LazyFrame({"practice_code": ["Z00001", "Z00001"], "share": [0.5, 2.0]})
    checks = (
        reading.enough_rows(3),
        reading.every_row("A share is over 1.", pl.col("share") <= 1, "share", hard=False),
    )
    found = check_frame(table, checks).collect().row(0, named=True)
    remarks = [remark.sentence for remark in verdict(found, checks)]
    assert len(remarks) == 2
    assert remarks[1] == "A share is over 1. (1 rows, for example 2.0)"
    twice = (reading.one_row_each("practice_code"),)
    row = check_frame(table, twice).collect().row(0, named=True)
    with pytest.raises(SourceError, match="same practice code") as caught:
        verdict(row, twice)
    assert "Z00001" in caught.value.place


def test_a_check_with_nothing_to_say_passes() -> None:
    table = pl.LazyFrame({"points": [None, 3.0]})
    checks: tuple[Check, ...] = (
        reading.every_row("Points are over 5.", pl.col("points") <= 5, "points"),
    )
    assert verdict(check_frame(table, checks).collect().row(0, named=True), checks) == ()
