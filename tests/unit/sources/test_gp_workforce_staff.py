import pytest

from mainstay.sources import gp_workforce_staff
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, tidied

HEAD = "PRAC_CODE,PRAC_NAME,STAFF_GROUP,DETAILED_STAFF_ROLE,MEASURE,VALUE"
LONG = "PRAC_CODE,PRAC_NAME,PCN_CODE,PCN_NAME,STAFF_GROUP,DETAILED_STAFF_ROLE,MEASURE,VALUE"
NAME = "3 General Practice – August 2024 Practice Level - High level.csv"


def text_of(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) + "\n"


def test_roles_totals_and_both_measures() -> None:
    rows = ("Z00001,MILL,GP,Total,FTE,5.25", "Z00001,MILL,GP,Total,Headcount,7")
    table = tidied(gp_workforce_staff, text_of(*rows), NAME)
    assert table.rows() == [
        ("Z00001", "MILL", "GP", "Total", "FTE", 5.25, None),
        ("Z00001", "MILL", "GP", "Total", "Headcount", 7.0, None),
    ]


def test_no_return_is_not_collected() -> None:
    table = tidied(gp_workforce_staff, text_of("Z00001,MILL,Nurses,Total,FTE,ND"), NAME)
    assert table.select("value", "value_missing").row(0) == (None, "not collected")


def test_areas_between_the_name_and_the_group_may_be_there() -> None:
    row = "Z00001,MILL,ZN00001,MILL PCN,GP,Total,FTE,1"
    assert tidied(gp_workforce_staff, text_of(row, head=LONG), NAME).height == 1


def test_a_role_twice_stops_the_file() -> None:
    row = "Z00001,MILL,GP,Total,FTE,5.25"
    with pytest.raises(SourceError, match="same role and measure twice"):
        checked(gp_workforce_staff, text_of(row, row), NAME)


def test_a_measure_that_nobody_knows_stops_the_file() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(gp_workforce_staff, text_of("Z00001,MILL,GP,Total,Hours,5"), NAME)
    assert "'Hours'" in stopped.value.place


def test_the_month_is_in_the_name() -> None:
    match = match_of(gp_workforce_staff, text_of("Z00001,MILL,GP,Total,FTE,5"), NAME)
    assert match.period == Period.month(2024, 8)
