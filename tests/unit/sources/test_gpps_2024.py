from datetime import date

import pytest

from mainstay.sources import gpps_2018, gpps_2024
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

STEMS = (
    "localgpservicesphone",
    "gpcontactoverall",
    "overallexp",
    "localgpservicesprefhpsee",
    "lastgpapptconf",
    "lastgpapptneeds",
)
HEAD = (
    "ad_practicecode,ad_practicename,ad_icscode,ad_icsname,ad_icscodeons,"
    "ad_commissioningregioncode,ad_commissioningregionname,ad_pcncode,ad_pcnname,distributed,"
    "received,resprate,popsize,localgpservicesphone_1.pct,localgpservicesphone_2.pct,"
    "overallexp.lowileval,overallexp.hiwileval,dv_ethnicityband_1.pct,lastgpapptchoice.pctevalb,"
    + ",".join(f"{stem}.pcteval" for stem in STEMS)
)
NAME = "GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv"


def text_of(*shares: str, head: str = HEAD) -> str:
    known = "Z00001,MILL,ZQ1,MADE UP,Z5,ZY1,MADE UP,ZN00001,MILL PCN,300,120,0.4,8000"
    return f"{head}\n{known},0.1,0.2,0.7,0.8,0.1,0.5,{','.join(shares)}\n"


SHARES = ("0.6", "0.7", "0.75", "0.4", "0.9", "0.88")


def test_the_headline_of_each_question() -> None:
    table = tidied(gpps_2024, text_of(*SHARES), NAME)
    assert table.row(0) == (
        "Z00001", "MILL", 300.0, 120.0, 0.4, None, 0.6, None, 0.7, None, 0.75, None, 0.4, None,
        0.9, None, 0.88, None,
    )  # fmt: skip


def test_a_negative_number_is_a_hidden_result() -> None:
    table = tidied(gpps_2024, text_of("-97", *SHARES[1:]), NAME)
    assert table.select("phone_easy_share", "phone_easy_share_missing").row(0) == (
        None,
        "suppressed",
    )


def test_the_year_and_the_day() -> None:
    match = match_of(gpps_2024, text_of(*SHARES), NAME)
    assert match.period == Period.year(2025)
    assert gpps_2024.CALENDAR["2025"] == date(2025, 7, 10)
    assert gpps_2024.usually_published(Period.year(2026)) == date(2026, 7, 9)


def test_these_questions_under_an_earlier_year_are_refused() -> None:
    with pytest.raises(SourceError, match="2023"):
        gpps_2024.recognise(sample_of(text_of(*SHARES), NAME.replace("2025", "2023")))


def test_the_earlier_survey_does_not_claim_it() -> None:
    assert gpps_2018.recognise(sample_of(text_of(*SHARES), NAME)) is None


def test_a_heading_of_no_known_shape_is_named() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(gpps_2024, text_of(*SHARES, head=HEAD.replace("popsize", "moodsize")), NAME)
    assert "moodsize" in stopped.value.place


def test_a_practice_twice_stops_the_file() -> None:
    twice = text_of(*SHARES) + text_of(*SHARES).split("\n")[1] + "\n"
    with pytest.raises(SourceError, match="more than one row"):
        checked(gpps_2024, twice, NAME)
