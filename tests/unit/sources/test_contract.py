from datetime import date

import pytest

from mainstay.sources import gp_payments, ods_practices, qof_totals
from mainstay.sources.contract import Match, columns_for, date_published
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period

HEADINGS = {"practice_code": ("Practice code", "PRACTICE_CODE"), "points": ("Points",)}


def test_headings_are_found_in_any_order_and_case() -> None:
    found = columns_for(["POINTS", "practice_code"], HEADINGS)
    assert found == {"practice_code": "practice_code", "points": "POINTS"}


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        (["Practice code"], "Points"),
        (["Practice code", "Points", "Scores"], "Scores"),
        (["Practice code", "Points", "POINTS"], "POINTS"),
    ],
)
def test_a_missing_a_strange_and_a_repeated_heading_are_named(
    headings: list[str], named: str
) -> None:
    with pytest.raises(SourceError) as caught:
        columns_for(headings, HEADINGS)
    assert named.casefold() in caught.value.place.casefold()


def test_the_day_published_and_how_it_is_known() -> None:
    year = Match(period=Period.financial_year(2018))
    assert date_published(qof_totals, year) == (date(2019, 10, 24), "calendar")
    assert date_published(qof_totals, year, date(2020, 1, 1)) == (date(2020, 1, 1), "given")
    dated = Match(period=Period.financial_year(2018), published=date(2019, 11, 1))
    assert date_published(qof_totals, dated) == (date(2019, 11, 1), "file")
    later = Match(period=Period.financial_year(2029))
    assert date_published(qof_totals, later) == (date(2030, 9, 26), "assumed")
    assert date_published(gp_payments, later) == (date(2030, 11, 28), "assumed")
    month = Match(period=Period.month(2019, 12))
    assert date_published(ods_practices, month) == (date(2019, 12, 31), "assumed")


def test_without_a_date_the_person_is_asked() -> None:
    with pytest.raises(SourceError, match="--published"):
        date_published(qof_totals, Match(period=None))
