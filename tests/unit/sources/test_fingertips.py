from datetime import date

import pytest

from mainstay.sources import fingertips
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

HEAD = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,Compared to percentiles,Time period Sortable,"
    "New data,Compared to goal,Time period range"
)
SHORT = "PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE"


def row(
    code: str = "Z00001",
    value: str = "20.5",
    time: str = "2019",
    note: str = "",
    kind: str = "",
    count: str = "",
    area: str = "GP",
) -> str:
    return (
        f"93553,Deprivation score (IMD 2019),E92000001,England,{code},Mill,{area},Persons,All ages,"
        f"{kind},{kind},{time},{value},19.1,21.9,,,{count},,{note},Cannot be calculated,Not "
        "compared,Not compared,20190000,,,1y"
    )


ENGLAND = row("E92000001", "21.7", area="England")


def text_of(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def test_practices_without_england() -> None:
    table = tidied(fingertips, text_of(ENGLAND, ENGLAND, row(), row("Z00002", "30")))
    assert table.sort("practice_code").row(0) == (
        "Z00001", 93553, "Deprivation score (IMD 2019)", "Persons", "All ages", 20.5, None, 19.1,
        21.9, None, None,
    )  # fmt: skip
    assert table.height == 2


def test_a_network_has_a_code_like_a_practices_and_is_not_one() -> None:
    text = text_of(row(), row("U00001", area="PCNs (v. 28/07/24)"))
    assert tidied(fingertips, text)["practice_code"].to_list() == ["Z00001"]


def test_a_practice_without_a_practices_code_stops_the_file() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(fingertips, text_of(row(), row("Mill")))
    assert "Area Code" in stopped.value.place


def test_england_outside_its_practices_stops_the_file() -> None:
    with pytest.raises(SourceError, match="England's value") as stopped:
        tidied(
            fingertips, text_of(row("E92000001", "40", area="England"), row(), row("Z00002", "30"))
        )
    assert "40.0 against 20.5 to 30.0" in stopped.value.place


def test_england_may_be_more_where_the_value_is_a_count() -> None:
    text = text_of(row("E92000001", "900", count="900", area="England"), row(), row("Z00002", "30"))
    assert tidied(fingertips, text).height == 2


def test_headings_that_name_the_parent_area_may_change() -> None:
    text = text_of(ENGLAND, row(), row("Z00002", "30")).replace(
        "Compared to percentiles", "Compared to ICBs value or percentiles"
    )
    assert tidied(fingertips, text).height == 2


def test_parts_of_a_practices_patients_are_left_out() -> None:
    assert tidied(fingertips, text_of(row(), row(kind="Ethnic groups"))).height == 1


@pytest.mark.parametrize(
    ("value", "note", "reason"),
    [
        ("", "", "not published"),
        ("", "Value suppressed for disclosure control due to small count", "suppressed"),
        ("*", "", "suppressed"),
    ],
)
def test_a_value_that_is_not_there_has_its_reason(value: str, note: str, reason: str) -> None:
    table = tidied(fingertips, text_of(row(value=value, note=note)))
    assert table.select("value", "value_missing").row(0) == (None, reason)


def test_a_second_period_in_the_file_stops_it() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(fingertips, text_of(row(), row("Z00002", time="2015")))
    assert "Time period" in stopped.value.place


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2019", Period.year(2019)),
        ("2018/19", Period.financial_year(2018)),
        ("2018/19 Q3", Period.quarter(2018, 4)),
        ("2018/19 Q4", Period.quarter(2019, 1)),
        ("2019 Q2", Period.quarter(2019, 2)),
        ("2018 - 20", None),
        ("2011/12", None),
        ("0000", None),
        ("Mar 2020", Period.month(2020, 3)),
        ("whenever", None),
    ],
)
def test_how_fingertips_writes_a_period(said: str, period: Period | None) -> None:
    assert fingertips.period_of(said) == period


def test_the_match_allows_no_final_line_break_and_names_the_indicator() -> None:
    match = match_of(fingertips, text_of(row()))
    assert (match.final_newline_optional, match.part) == (True, "93553")
    assert fingertips.usually_published(Period.year(2019)) == date(2020, 7, 1)


def test_the_four_columns_of_the_deprivation_file() -> None:
    text = f"{SHORT}\nZ00001,Mill,2025,33.519\nZ00002,Lane,2025,\n"
    table = tidied(fingertips, text)
    assert table.row(0)[:8] == (
        "Z00001", 94240, "Deprivation score (IMD 2025)", "Persons", "All ages", 33.519, None, None,
    )  # fmt: skip
    assert table["value_missing"].to_list() == [None, "not published"]
    assert match_of(fingertips, text).period == Period.year(2025)


def test_an_index_of_a_year_that_nobody_knows_is_refused() -> None:
    with pytest.raises(SourceError, match="does not know an index"):
        fingertips.recognise(sample_of(f"{SHORT}\nZ00001,Mill,2031,33.5\n"))


def test_a_practice_twice_stops_the_file() -> None:
    with pytest.raises(SourceError, match="twice"):
        checked(fingertips, text_of(row(), row()))


@pytest.mark.parametrize("number", ["../../elsewhere", "", "93553a"])
def test_an_indicators_number_names_the_release_so_it_must_be_one(number: str) -> None:
    text = text_of(row()).replace("93553,", f"{number},")
    with pytest.raises(SourceError, match="number is not one"):
        fingertips.recognise(sample_of(text))
