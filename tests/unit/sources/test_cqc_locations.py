import io
from datetime import date

import polars as pl
import pytest

from mainstay.sources import cqc_locations, cqc_ratings
from mainstay.sources.contract import Sample
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

HEADINGS = (
    "Location ID,Dormant (Y/N),Care home?,Location Name,Location ODS Code,Registered manager,"
    "Location Type/Sector,Location Primary Inspection Category,Location Latest Overall Rating,"
    "Publication Date,Inherited Rating (Y/N),Location Local Authority,Location ONSPD CCG Code,"
    "Location Postal Code,Location Latitude,Location Longitude,Provider Nominated Individual Name,"
    "Provider Main Partner Name,Regulated activity - Surgical procedures,"
    "Service type - Dental service"
)


def row(
    place: str = "1-1",
    code: str = "Z00001",
    rating: str = "Good",
    day: str = "28/02/2023",
    sector: str = "Primary Medical Services",
) -> str:
    return (
        f"{place},N,N,Mill Surgery,{code},A Person,{sector},GP Practices,{rating},{day},N,Madeup,"
        "Z50000001,ZZ1 1AA,53.3,-2.3,A Person,A Person,Y,"
    )


def text_of(*rows: str) -> str:
    return "\n".join((HEADINGS, *rows)) + "\n"


def test_a_rated_location() -> None:
    assert tidied(cqc_locations, text_of(row()), "02_January_2026_x.csv").row(0) == (
        "Z00001", "1-1", "Mill Surgery", "GP Practices", False, "Good", None,
        date(2023, 2, 28), False, "ZZ1 1AA", 53.3, -2.3, "Madeup",
    )  # fmt: skip


@pytest.mark.parametrize("rating", ["", "Not Rated", "Inspected but not rated"])
def test_no_rating_is_missing_with_its_reason(rating: str) -> None:
    table = tidied(cqc_locations, text_of(row(rating=rating, day="")))
    assert table.select("rating", "rating_missing", "rating_date").row(0) == (
        None,
        "not published",
        None,
    )


def test_a_rating_that_nobody_knows_stops_the_file() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(cqc_locations, text_of(row(rating="Fair")))
    assert "'Fair'" in stopped.value.place


@pytest.mark.parametrize("code", ["", "Z00001002", "ZCH04"])
def test_a_branch_or_a_site_is_kept_without_a_practice(code: str) -> None:
    table, remarks = checked(cqc_locations, text_of(row(code=code)))
    assert table["practice_code"].to_list() == [None]
    assert "no practice's code" in remarks[0].sentence


def test_a_code_with_a_space_before_it_is_read() -> None:
    table = tidied(cqc_locations, text_of(row(code=" z00001")))
    assert table["practice_code"].to_list() == ["Z00001"]


def test_several_locations_of_a_practice_are_all_kept() -> None:
    assert tidied(cqc_locations, text_of(row(), row("1-2", rating="Inadequate"))).height == 2


def test_other_kinds_of_care_are_left_out() -> None:
    text = text_of(row(), row("1-2", sector="Social Care Org"))
    assert tidied(cqc_locations, text)["location_id"].to_list() == ["1-1"]


def test_names_of_people_are_never_read() -> None:
    text = text_of(row())
    scanned = pl.scan_csv(io.BytesIO(text.encode()), infer_schema=False)
    plan = cqc_locations.tidy(scanned, match_of(cqc_locations, text)).explain()
    assert f"PROJECT {len(cqc_locations.HEADINGS)}/20 COLUMNS" in plan
    assert not any("A Person" in str(value) for value in tidied(cqc_locations, text).row(0))


def test_the_day_is_in_the_name_else_the_month_is_in_the_folder() -> None:
    named = match_of(cqc_locations, text_of(row()), "02_January_2026_HSCA_Active_Locations.ods")
    assert (named.period, named.published) == (Period.day(date(2026, 1, 2)), date(2026, 1, 2))
    kept = match_of(cqc_locations, text_of(row()), "locations.csv", "2026-01")
    assert (kept.period, kept.published) == (Period.month(2026, 1), None)
    assert cqc_locations.usually_published(Period.month(2026, 1)) == date(2026, 1, 7)


def test_the_table_may_be_on_any_sheet_below_a_title() -> None:
    table = (("A title",), tuple(HEADINGS.split(",")))
    sample = Sample(name="x.ods", kind="workbook", sheets={"README": (("x",),), "HSCA": table})
    match = cqc_locations.recognise(sample)
    assert match is not None
    assert (match.sheet, match.header_row) == ("HSCA", 1)


def test_a_new_heading_is_named() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(cqc_locations, text_of(row()).replace("Care home?", "Care village?"))
    assert "Care village?" in stopped.value.place


def test_latest_ratings_are_another_source() -> None:
    assert cqc_ratings.recognise(sample_of(text_of(row()))) is None
