from datetime import date

import pytest

from mainstay.sources import recognising as heads
from mainstay.sources.contract import Sample
from mainstay.terms.periods import Period


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("02_January_2026_HSCA_Active_Locations.ods", date(2026, 1, 2)),
        ("1 September 2025 Latest ratings.ods", date(2025, 9, 1)),
        ("ratings-2025-09-01.csv", date(2025, 9, 1)),
        ("31_February_2026_x.ods", None),
        ("locations.csv", None),
    ],
)
def test_the_day_in_a_name(name: str, day: date | None) -> None:
    assert heads.day_in(name) == day


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("General Practice September 2019 Practice Level.csv", (2019, 9)),
        ("Practice_Level_Crosstab_Aug_25.csv", (2025, 8)),
        ("GPWPracticeCSV.092024.zip", (2024, 9)),
        ("2025-08", (2025, 8)),
        ("2026-07-01", (2026, 7)),
        ("marches 2024 of the army", None),
        ("Mapping.csv", None),
    ],
)
def test_the_month_in_a_name(name: str, month: tuple[int, int] | None) -> None:
    found = heads.month_in(name)
    assert found == (Period.month(*month) if month else None)


def test_the_year_in_a_name_when_there_is_one() -> None:
    assert heads.year_in("GPPS_2023_Practice_data.csv") == 2023
    assert heads.year_in("2019 to 2023.csv") is None
    assert heads.year_in("data.csv") is None


def test_a_table_below_a_title_on_a_later_sheet() -> None:
    sheets = {"Cover": (("Title",),), "Data": (("Title", ""), ("A ", "b"), ("1", " 2 "))}
    sample = Sample(name="x.ods", kind="workbook", sheets=sheets)
    found = heads.find_table(sample, ("a", "B"))
    assert found is not None
    assert (found.sheet, found.row) == ("Data", 1)
    assert heads.first_record(sample, found) == {"a": "1", "b": "2"}
    assert heads.find_table(sample, ("a", "C")) is None


def test_last_thursdays() -> None:
    assert heads.last_thursday_after(Period.month(2023, 3)) == date(2023, 4, 27)
    assert heads.last_thursday_after(Period.month(2025, 12)) == date(2026, 1, 29)
    assert heads.months_later(Period.month(2025, 11), 3) == Period.month(2026, 2)
