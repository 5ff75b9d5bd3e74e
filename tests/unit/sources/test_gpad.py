from datetime import date

import pytest

from mainstay.sources import gpad, gpad_areas
from mainstay.sources.contract import date_published
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

HEAD = (
    "APPOINTMENT_MONTH_START_DATE,GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,"
    "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,HCP_TYPE,APPT_MODE,NATIONAL_CATEGORY,"
    "TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS,APPT_STATUS"
)


def row(
    month: str = "01JUN2026",
    code: str = "Z00001",
    staff: str = "GP",
    mode: str = "Face-to-Face",
    wait: str = "Same Day",
    count: str = "12",
    status: str = "Attended",
) -> str:
    return (
        f"{month},{code},MILL,TPP,ZN00001,MILL PCN,Z0A,MADE UP,{staff},{mode},"
        f"General Consultation Routine,{wait},{count},{status}"
    )


def text_of(*rows: str) -> str:
    return "\n".join((HEAD, *rows)) + "\n"


def test_a_row_in_plain_words() -> None:
    assert tidied(gpad, text_of(row())).row(0) == (
        "Z00001", date(2026, 6, 1), "GP", "face to face", "General Consultation Routine",
        "same day", "attended", 12,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("8  to 14 Days", "8 to 14 days"),
        ("8 to 14 Days", "8 to 14 days"),
        ("22  to 28 Days", "22 to 28 days"),
        ("Unknown / Data Issue", "unknown"),
        ("Unknown / Data Quality", "unknown"),
    ],
)
def test_waits_with_one_space_or_two(said: str, ours: str) -> None:
    assert tidied(gpad, text_of(row(wait=said)))["wait"].to_list() == [ours]


def test_dna_is_did_not_attend() -> None:
    table = tidied(gpad, text_of(row(status="DNA", staff="Other Practice staff")))
    assert table.select("status", "staff_type").row(0) == (
        "did not attend",
        "other practice staff",
    )


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        ({"wait": "A while"}, "TIME_BETWEEN_BOOK_AND_APPT"),
        ({"mode": "By post"}, "APPT_MODE"),
        ({"status": "Late"}, "APPT_STATUS"),
        ({"count": "some"}, "COUNT_OF_APPOINTMENTS"),
        ({"count": ""}, "COUNT_OF_APPOINTMENTS"),
        ({"month": "June 2026"}, "APPOINTMENT_MONTH_START_DATE"),
        ({"code": "MILL"}, "GP_CODE"),
    ],
)
def test_a_word_that_nobody_knows_is_named(change: dict[str, str], heading: str) -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(gpad, text_of(row(), row(**change)))
    assert heading in stopped.value.place


def test_two_months_in_a_file_stop_it() -> None:
    with pytest.raises(SourceError, match="must hold one month"):
        checked(gpad, text_of(row(), row(month="01MAY2026")))


def test_fewer_than_no_appointments_stop_the_file() -> None:
    with pytest.raises(SourceError, match="fewer than no"):
        checked(gpad, text_of(row(count="-1")))


def test_the_period_is_the_month_of_the_first_row() -> None:
    match = match_of(gpad, text_of(row()))
    assert match.period == Period.month(2026, 6)
    assert gpad.usually_published(Period.month(2026, 6)) == date(2026, 7, 30)
    assert gpad.usually_published(Period.month(2022, 10)) == date(2022, 11, 24)


@pytest.mark.parametrize(
    ("folder", "day"),
    [
        ("gpad/Practice_Level_Crosstab_Aug_26.zip", date(2026, 9, 24)),
        ("gpad/Practice_Level_Crosstab_Jun_26.zip", date(2026, 7, 30)),
        ("2030-01", date(2026, 7, 30)),
        ("", date(2026, 7, 30)),
    ],
)
def test_a_month_in_a_later_months_zip_came_out_with_it(folder: str, day: date) -> None:
    match = match_of(gpad, text_of(row()), "Practice_Level_Crosstab_Jun_26.csv", folder)
    assert match.period == Period.month(2026, 6)
    assert date_published(gpad, match) == (day, "assumed")


def test_the_mapping_beside_it_is_another_source() -> None:
    assert gpad_areas.recognise(sample_of(text_of(row()))) is None
