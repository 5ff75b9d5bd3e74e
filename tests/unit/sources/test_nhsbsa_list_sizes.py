from datetime import date

import pytest

from mainstay.sources import nhsbsa_list_sizes
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, tidied

AGES = ("0-4", "5-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")
COUNTS = ",".join(f"Male {age},Female {age}" for age in AGES)
HEAD = (
    "Regional Office Name,Regional Office Code,Area Team Name,Area Team Code,PCO Name,PCO Code,"
    f"Practice Name,Practice Code,{COUNTS}"
)
NAME = "Patient_List_Size_2013_07-09.csv"


def text_of(*counts: str) -> str:
    rows = (f"MADE UP,ZY1,MADE UP,ZQ1,MADE UP CCG,Z0A00,MILL,Z00001,{count}" for count in counts)
    return "\n".join((HEAD, *rows)) + "\n"


SOME = ",".join(str(number) for number in range(18))


def test_eighteen_rows_a_practice() -> None:
    table = tidied(nhsbsa_list_sizes, text_of(SOME), NAME).sort("age_low", "sex")
    assert table.height == 18
    assert table.row(0) == ("Z00001", "MILL", "Z0A", "female", 0, 4, 1)
    assert table.row(1) == ("Z00001", "MILL", "Z0A", "male", 0, 4, 0)
    assert table.row(17) == ("Z00001", "MILL", "Z0A", "male", 75, None, 16)
    assert table["patients"].sum() == sum(range(18))


def test_a_list_of_nobody_is_a_real_zero_and_is_kept() -> None:
    table = tidied(nhsbsa_list_sizes, text_of(",".join(["0"] * 18)), NAME)
    assert table["patients"].to_list() == [0] * 18


@pytest.mark.parametrize(
    ("name", "quarter"),
    [
        ("Patient_List_Size_2013_04-06.csv", (2013, 2)),
        ("Patient_List_Size_2013_07-09.csv", (2013, 3)),
        ("Patient_List_Size_2016_01-03.csv", (2016, 1)),
    ],
)
def test_the_quarter_is_the_months_in_the_name(name: str, quarter: tuple[int, int]) -> None:
    match = match_of(nhsbsa_list_sizes, text_of(SOME), name)
    assert match.period == Period.quarter(*quarter)


def test_published_six_weeks_after_the_quarter_by_rule() -> None:
    day = nhsbsa_list_sizes.usually_published(Period.quarter(2013, 2))
    assert day == date(2013, 8, 14)


def test_a_blank_count_stops_the_file() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(nhsbsa_list_sizes, text_of("," * 17), NAME)
    assert "Male 0-4" in stopped.value.place


def test_a_list_twice_stops_the_file() -> None:
    with pytest.raises(SourceError, match="twice"):
        checked(nhsbsa_list_sizes, text_of(SOME, SOME), NAME)
