from datetime import date

import pytest

from mainstay.sources import gpps_2018, gpps_2024
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

HEAD = (
    "Practice_Code,Practice_Name,CCG_Code,CCG_Name,distributed,received,resprate,Q3_12pct,Q9_12pct,"
    "Q18_12pct,Q28_12pct,Q89_12pct,Q90_12pct,Q18base,Q28_1pct,Q112_merged_1pct"
)
NAME = "GPPS_{}_Practice_data_(weighted)_(csv)_PUBLIC.csv"


def text_of(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) + "\n"


def row(phone: str = "0.7", overall: str = "0.85", code: str = "Z00001", rate: str = "0.4") -> str:
    return f"{code},MILL,Z0A,MADE UP,300,120,{rate},{phone},0.5,0.6,{overall},0.95,0.9,118,0.4,0.1"


def test_shares_from_0_to_1() -> None:
    table = tidied(gpps_2018, text_of(row()), NAME.format(2019))
    assert table.row(0) == (
        "Z00001", "MILL", 300.0, 120.0, 0.4, None, 0.7, None, 0.6, None, 0.85, None, 0.5, None,
        0.95, None, 0.9, None,
    )  # fmt: skip


def test_percentages_become_shares_a_column_at_a_time() -> None:
    text = text_of(row("70", rate="0.4"), row("1", code="Z00002"), row("80", code="Z00003"))
    table = tidied(gpps_2018, text, NAME.format(2019))
    assert table["phone_easy_share"].to_list() == pytest.approx([0.7, 0.01, 0.8])
    assert table["overall_good_share"].to_list() == [0.85, 0.85, 0.85]


def test_one_percentage_among_shares_stops_the_file() -> None:
    text = text_of(row(), row("70", code="Z00002"), row(code="Z00003"))
    with pytest.raises(SourceError, match="'phone_easy_share' is not a share"):
        checked(gpps_2018, text, NAME.format(2019))


@pytest.mark.parametrize("mark", ["-97", "-97.0", "-99", "*"])
def test_a_negative_number_is_a_hidden_result(mark: str) -> None:
    table = tidied(gpps_2018, text_of(row(mark)), NAME.format(2021))
    assert table.select("phone_easy_share", "phone_easy_share_missing").row(0) == (
        None,
        "suppressed",
    )


def test_a_blank_is_not_published_and_a_question_not_asked_is_not_collected() -> None:
    head = HEAD.replace("Q89_12pct,", "")
    text = text_of(row("").replace(",0.95", ""), head=head)
    table = tidied(gpps_2018, text, NAME.format(2021))
    assert table["phone_easy_share_missing"].to_list() == ["not published"]
    assert table["confidence_share_missing"].to_list() == ["not collected"]


def test_confidence_was_question_22_in_2017_only() -> None:
    text = text_of(row(), head=HEAD.replace("Q89_12pct", "Q22_12pct"))
    told = tidied(gpps_2018, text, NAME.format(2017))
    untold = tidied(gpps_2018, text, NAME.format(2019))
    assert told["confidence_share"].to_list() == [0.95]
    assert untold["confidence_share"].to_list() == [None]


def test_headings_in_any_case_and_areas_of_any_year() -> None:
    head = HEAD.lower().replace("ccg_", "ics_")
    assert tidied(gpps_2018, text_of(row(), head=head), NAME.format(2023)).height == 1


def test_the_year_is_in_the_name_and_gives_the_day() -> None:
    match = match_of(gpps_2018, text_of(row()), NAME.format(2019))
    assert match.period == Period.year(2019)
    assert gpps_2018.CALENDAR["2019"] == date(2019, 7, 11)


def test_these_questions_under_a_later_year_are_refused() -> None:
    with pytest.raises(SourceError, match="2024"):
        gpps_2018.recognise(sample_of(text_of(row()), NAME.format(2024)))


def test_the_survey_of_2024_is_another_publication() -> None:
    assert gpps_2024.recognise(sample_of(text_of(row()), NAME.format(2019))) is None
    assert gpps_2018.PUBLICATION.id != gpps_2024.PUBLICATION.id


def test_a_heading_of_no_known_shape_is_named() -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(gpps_2018, text_of(row(), head=HEAD.replace("Q18base", "Mood")), NAME.format(2019))
    assert "'Mood'" in stopped.value.place


def test_more_forms_back_than_sent_stops_the_file() -> None:
    with pytest.raises(SourceError, match="more forms back"):
        checked(gpps_2018, text_of(row().replace("300,120", "120,300")), NAME.format(2019))
