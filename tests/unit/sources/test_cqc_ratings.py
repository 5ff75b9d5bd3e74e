from datetime import date

import pytest

from mainstay.sources import cqc_ratings
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, tidied

HEADINGS = (
    "Location ID,Location ODS Code,Location Name,Care Home?,Location Type,"
    "Location Primary Inspection Category,Location Street Address,Location Address Line 2,"
    "Location City,Location Post Code,Location Local Authority,Location Region,Location NHS Region,"
    "Location ONSPD CCG Code,Location ONSPD CCG,Location Commissioning CCG Code,"
    "Location Commissioning CCG Name,Service / Population Group,Domain,Latest Rating,"
    "Publication Date,Report Type,Inherited Rating (Y/N),URL,Provider ID,Provider Name,Brand ID,"
    "Brand Name"
)
NAME = "02_January_2026_Latest_ratings.ods"


def row(
    domain: str = "Overall", rating: str = "Good", group: str = "Overall", kind: str = ""
) -> str:
    sector = kind or "Primary Medical Services"
    return (
        f"1-1,Z00001,Mill Surgery,N,{sector},GP Practices,1 Mill Lane,,Madeup,ZZ1 1AA,Madeup,,,,,,,"
        f"{group},{domain},{rating},28/02/2023,Location,N,,1-9,A Provider,-,-"
    )


def text_of(*rows: str) -> str:
    return "\n".join((HEADINGS, *rows)) + "\n"


def test_overall_and_the_five_questions() -> None:
    said = ["Overall", "Safe", "Effective", "Caring", "Responsive", "Well-led"]
    table = tidied(cqc_ratings, text_of(*(row(domain) for domain in said)), NAME)
    assert table["domain"].to_list() == [
        "overall", "safe", "effective", "caring", "responsive", "well-led",
    ]  # fmt: skip
    assert table.row(5) == (
        "Z00001", "1-1", "Mill Surgery", "GP Practices", "well-led", "Good", None,
        date(2023, 2, 28), "Location", False,
    )  # fmt: skip


def test_groups_of_patients_and_other_care_are_left_out() -> None:
    text = text_of(row(), row(group="Older people"), row("Safe", kind="Social Care Org"))
    assert tidied(cqc_ratings, text, NAME).height == 1


def test_a_question_without_a_rating_is_missing_with_its_reason() -> None:
    table = tidied(cqc_ratings, text_of(row(rating="Inspected but not rated")), NAME)
    assert table.select("rating", "rating_missing").row(0) == (None, "not published")


def test_a_domain_twice_stops_the_file() -> None:
    with pytest.raises(SourceError, match="same domain twice"):
        checked(cqc_ratings, text_of(row(), row(rating="Inadequate")), NAME)


def test_the_day_is_in_the_name() -> None:
    match = match_of(cqc_ratings, text_of(row()), NAME)
    assert (match.period, match.published) == (Period.day(date(2026, 1, 2)), date(2026, 1, 2))
