from datetime import date

import pytest

from mainstay.sources.contract import Sample
from mainstay.sources.years import (
    financial_year_in,
    issue_month,
    last_thursday,
    qof_usually_published,
    year_of,
)
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("QOF 2022-23.csv", "2022-23"),
        ("qof-2223-prac.xlsx", "2022-23"),
        ("nhspaymentsgp-17-18-csv.csv", "2017-18"),
        ("ACHIEVEMENT_1819.csv", "2018-19"),
        ("MAPPING_INDICATORS_2021_v2.csv", "2020-21"),
        ("payments 2019/2020.csv", "2019-20"),
        ("2018-19", "2018-19"),
    ],
)
def test_financial_years_in_names(name: str, label: str) -> None:
    found = financial_year_in(name)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("name", ["prevalence.csv", "2023-11.csv", "2017-18 and 2018-19.csv"])
def test_names_that_say_no_one_year(name: str) -> None:
    assert financial_year_in(name) is None


def test_headings_of_one_year_need_no_name() -> None:
    assert year_of(Sample("x.csv", "csv", {}), ("2017-18",)) == Period.financial_year(2017)


def test_the_folder_settles_what_the_name_leaves_open() -> None:
    sample = Sample("totals.csv", "csv", {}, folder="2021-22")
    assert year_of(sample, ("2021-22", "2022-23")) == Period.financial_year(2021)


def test_a_name_against_its_headings_is_refused() -> None:
    with pytest.raises(SourceError, match="2018-19"):
        year_of(Sample("QOF 2018-19.csv", "csv", {}), ("2021-22", "2022-23"))


def test_the_month_of_an_issue() -> None:
    assert issue_month(Sample("epraccur.csv", "csv", {}, "2019-12")) == Period.month(2019, 12)
    assert issue_month(Sample("ePCN.xlsx", "csv", {}, "2022-02/x.zip")) == Period.month(2022, 2)
    assert issue_month(Sample("epraccur.csv", "csv", {}, "downloads-2019-12")) is None


def test_thursdays() -> None:
    assert last_thursday(2023, 9) == date(2023, 9, 28)
    assert qof_usually_published(Period.financial_year(2016)) == date(2017, 10, 26)
