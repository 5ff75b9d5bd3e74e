from datetime import date

import polars as pl
import pytest

from mainstay.sources import ods_practices
from mainstay.sources.contract import Match
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import sample_of


def cells(**changes: str) -> list[str]:
    row = dict.fromkeys(ods_practices.COLUMNS, "") | {
        "organisation code": "Z00001",
        "name": "THE MILL  SURGERY",
        "national grouping": "ZY1",
        "high level health geography": "ZQ1",
        "address line 1": "1 MILL LANE",
        "address line 4": "MADE UP",
        "postcode": "ZZ1 1AA",
        "open date": "19740401",
        "status code": "A",
        "organisation sub-type code": "B",
        "commissioner": "Z0A",
        "join date": "20130401",
        "contact telephone number": "01632 960001",
        "amended record indicator": "0",
        "prescribing setting": "4",
    }
    return [(row | {key.replace("_", " "): cell for key, cell in changes.items()})[name]
            for name in ods_practices.COLUMNS]  # fmt: skip


def text_of(*rows: list[str]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def tidied(*rows: list[str]) -> pl.DataFrame:
    raw = pl.DataFrame(rows, schema=list(ods_practices.COLUMNS), orient="row").lazy()
    match = Match(period=None, header_row=None, columns=ods_practices.COLUMNS)
    return ods_practices.tidy(raw, match).collect()


def test_a_practice_without_its_telephone_number() -> None:
    assert tidied(cells()).row(0) == (
        "Z00001", "THE MILL SURGERY", "1 MILL LANE, MADE UP", "ZZ1 1AA", "ZY1", "ZQ1",
        date(1974, 4, 1), None, "active", "Z0A", date(2013, 4, 1), None, "4",
    )  # fmt: skip


def test_closed_dormant_and_proposed() -> None:
    closed = cells(status_code="C", close_date="20171031", left_date="20171031")
    table = tidied(closed, cells(status_code="D"), cells(status_code="P"))
    assert table["status"].to_list() == ["closed", "dormant", "proposed"]
    assert table["close_date"][0] == date(2017, 10, 31)


def test_recognised_without_headings_and_dated_by_its_folder() -> None:
    sample = sample_of(text_of(cells(), cells()), "epraccur.csv", "2019-12")
    match = ods_practices.recognise(sample)
    assert match is not None
    assert match.header_row is None
    assert match.period == Period.month(2019, 12)


def test_the_newest_opening_of_an_active_practice_dates_a_file_that_nothing_else_does() -> None:
    match = ods_practices.recognise(sample_of(text_of(cells()), "epraccur.csv"))
    assert match is not None
    assert match.period is None
    rows = [cells(open_date="20191104"), cells(status_code="P", open_date="20200401"), cells()]
    raw = pl.DataFrame(rows, schema=list(ods_practices.COLUMNS), orient="row").lazy()
    assert ods_practices.newest_day(raw, match).collect().item() == date(2019, 11, 4)


@pytest.mark.parametrize(
    "row", [["Z00001", "MILL"], cells(open_date="SOON"), cells(status_code="Q"), [""] * 27]
)
def test_other_files_without_headings_are_not_ours(row: list[str]) -> None:
    assert ods_practices.recognise(sample_of(text_of(row))) is None


def test_a_setting_is_a_number() -> None:
    with pytest.raises(SourceError):
        tidied(cells(prescribing_setting="see note"))


def test_a_formula_in_an_address_stops_the_file() -> None:
    with pytest.raises(SourceError) as caught:
        tidied(cells(), cells(address_line_4="=A1+1"))
    assert "address line 4" in caught.value.place


def test_a_status_nobody_knows_stops_the_file() -> None:
    with pytest.raises(SourceError) as caught:
        tidied(cells(), cells(status_code="X"))
    assert "'X'" in caught.value.place
