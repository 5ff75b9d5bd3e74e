from datetime import date

import pytest

from mainstay.sources import patients_lsoa
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, tidied

HEAD = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,"


def text_of(*areas: str, last: str = "NUMBER_OF_PATIENTS", sex: str = "ALL") -> str:
    rows = (f"GP_PRAC_PAT_LIST,04JAN2021,Z00001,MILL,{area},{sex},7" for area in areas)
    return "\n".join((HEAD + last, *rows)) + "\n"


@pytest.mark.parametrize("last", ["NUMBER_OF_PATIENTS", "Number of Patients"])
def test_both_spellings_of_the_last_heading(last: str) -> None:
    assert tidied(patients_lsoa, text_of("Z01000001", last=last)).rows() == [
        ("Z00001", "Z01000001", "all", 7)
    ]


def test_wales_closed_and_unknown_areas_are_kept() -> None:
    areas = ["E01000001", "W01000001", "CLOSED", "NO2011", "NO2021"]
    assert tidied(patients_lsoa, text_of(*areas))["lsoa_code"].to_list() == areas


def test_each_sex_is_a_part_of_the_period() -> None:
    match = match_of(patients_lsoa, text_of("Z01000001", sex="FEMALE"))
    assert (match.period, match.part) == (Period.day(date(2021, 1, 4)), "female")


def test_something_that_is_no_area_stops_the_file() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(patients_lsoa, text_of("Z01000001", "THE MILL"))
    assert "LSOA_CODE" in stopped.value.place


def test_sexes_together_leave_a_remark() -> None:
    text = text_of("Z01000001") + text_of("Z01000001", sex="MALE").split("\n")[1] + "\n"
    _, remarks = checked(patients_lsoa, text)
    assert ["more than one sex" in remark.sentence for remark in remarks] == [True]
