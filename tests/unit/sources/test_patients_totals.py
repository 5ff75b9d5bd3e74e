from datetime import date

import pytest

from mainstay.sources import patients_ages, patients_totals
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

OLD = "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
NEW = (
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,"
    "SEX,AGE,NUMBER_OF_PATIENTS"
)


def old(*rows: str) -> str:
    return "\n".join((OLD, *rows)) + "\n"


GP = "GP_PRAC_PAT_LIST,01JAN2021,GP,Z0A,Z50000001,{code},ZZ1 1AA,ALL,ALL,{patients}"
AREA = "GP_PRAC_PAT_LIST,01JAN2021,CCG,Z0A,Z50000001,Z0A,,ALL,ALL,90000"


def test_one_row_a_practice_and_none_for_larger_areas() -> None:
    text = old(AREA, GP.format(code="z00001", patients=4103), GP.format(code="Z00002", patients=0))
    table = tidied(patients_totals, text)
    assert table.rows() == [
        ("Z00001", "ZZ1 1AA", "Z0A", 4103),
        ("Z00002", "ZZ1 1AA", "Z0A", 0),
    ]


@pytest.mark.parametrize("said", ["01JAN2021", "01Jan2021", "2021-01-01", "01/01/2021"])
def test_the_day_of_the_extract_is_the_period_however_it_is_written(said: str) -> None:
    text = old(GP.format(code="Z00001", patients=1).replace("01JAN2021", said))
    assert match_of(patients_totals, text).period == Period.day(date(2021, 1, 1))


def test_the_layout_with_sub_icb_locations() -> None:
    row = "GP_PRAC_PAT_LIST,01APR2024,GP,Z0A,Z50000001,Z00001,ZZ1 1AA,ALL,ALL,12"
    assert tidied(patients_totals, f"{NEW}\n{row}\n")["sub_icb_code"].to_list() == ["Z0A"]


def test_published_by_custom_on_the_second_thursday() -> None:
    day = patients_totals.usually_published
    assert day(Period.day(date(2021, 1, 1))) == date(2021, 1, 14)
    assert day(Period.day(date(2024, 7, 1))) == date(2024, 7, 11)
    assert day(Period.day(date(2026, 7, 1))) == date(2026, 7, 9)


def test_a_file_of_age_bands_is_another_source() -> None:
    bands = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n"
    assert patients_totals.recognise(sample_of(bands)) is None
    assert patients_ages.recognise(sample_of(bands)) is not None


def test_a_row_that_is_not_all_ages_stops_the_file() -> None:
    text = old(GP.format(code="Z00001", patients=3).replace("ALL,ALL", "ALL,42"))
    with pytest.raises(SourceError) as stopped:
        tidied(patients_totals, text)
    assert "'AGE'" in stopped.value.place


@pytest.mark.parametrize("patients", ["", "many", "-4", "1.5", "99999999999999999999", "2000000"])
def test_a_count_that_is_not_one_stops_the_file(patients: str) -> None:
    with pytest.raises(SourceError):
        tidied(patients_totals, old(GP.format(code="Z00001", patients=patients)))


def test_a_practice_twice_stops_the_file() -> None:
    row = GP.format(code="Z00001", patients=3)
    with pytest.raises(SourceError, match="more than one row") as stopped:
        checked(patients_totals, old(row, row))
    assert "Z00001" in stopped.value.place


def test_a_heading_that_nobody_knows_is_named() -> None:
    text = old(GP.format(code="Z00001", patients=3)).replace("POSTCODE", "POST_CODE")
    with pytest.raises(SourceError) as stopped:
        tidied(patients_totals, text)
    assert "POSTCODE" in stopped.value.place


@pytest.mark.parametrize(("said", "instead"), [("01JAN2021", "01FEB2021"), (",GP,", ",Garage,")])
def test_a_row_of_another_day_or_kind_stops_the_file(said: str, instead: str) -> None:
    row = GP.format(code="Z00002", patients=3).replace(said, instead)
    with pytest.raises(SourceError):
        tidied(patients_totals, old(GP.format(code="Z00001", patients=3), row))
