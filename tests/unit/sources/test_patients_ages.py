from datetime import date

import pytest

from mainstay.sources import patients_ages
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import match_of, tidied

COUNTED = "SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"
NEW = f"PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,{COUNTED}"
OLD = f"PUBLICATION,EXTRACT_DATE,ORG_TYPE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,{COUNTED}"
COUNTS = (
    ("ALL", "ALL", 60),
    ("FEMALE", "0_4", 10),
    ("FEMALE", "90_94", 0),
    ("FEMALE", "95+", 20),
    ("FEMALE", "ALL", 30),
    ("MALE", "5_9", 30),
    ("MALE", "ALL", 30),
)


def text_of(counts: tuple[tuple[str, str, int], ...] = COUNTS, kind: str = "GP") -> str:
    rows = (
        f"GP_PRAC_PAT_LIST,2026-07-01,{kind},Z00001,,ZZ1 1AA,{sex},{age},{patients}"
        for sex, age, patients in counts
    )
    region = "GP_PRAC_PAT_LIST,2026-07-01,Comm Region,Z56,Z50000003,,ALL,ALL,10991417"
    return "\n".join((NEW, region, *rows)) + "\n"


def test_bands_without_totals_or_larger_areas() -> None:
    table = tidied(patients_ages, text_of()).sort("sex", "age_low")
    assert table.rows() == [
        ("Z00001", "female", 0, 4, 10),
        ("Z00001", "female", 90, 94, 0),
        ("Z00001", "female", 95, None, 20),
        ("Z00001", "male", 5, 9, 30),
    ]


def test_the_period_is_the_day_of_the_extract() -> None:
    assert match_of(patients_ages, text_of()).period == Period.day(date(2026, 7, 1))


def test_the_older_layout_has_the_practice_after_its_area() -> None:
    rows = ("ALL,ALL,5", "MALE,ALL,5", "MALE,0_4,5")
    lines = [f"GP_PRAC_PAT_LIST,01JAN2021,GP,Z0A,Z50000001,Z00001,ZZ1 1AA,{row}" for row in rows]
    table = tidied(patients_ages, "\n".join((OLD, *lines)) + "\n")
    assert table.rows() == [("Z00001", "male", 0, 4, 5)]


def test_bands_that_do_not_add_up_to_the_total_stop_the_file() -> None:
    wrong = (("ALL", "ALL", 61), *COUNTS[1:])
    with pytest.raises(SourceError, match="do not add up") as stopped:
        tidied(patients_ages, text_of(wrong))
    assert "Z00001: 60 against 61" in stopped.value.place


def test_a_file_cut_short_inside_a_practice_is_stopped() -> None:
    with pytest.raises(SourceError, match="do not add up"):
        tidied(patients_ages, text_of(COUNTS[:4]))


def test_an_age_band_that_nobody_knows_stops_the_file() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(patients_ages, text_of((*COUNTS, ("MALE", "5_10", 0))))
    assert "5_10" in stopped.value.place
