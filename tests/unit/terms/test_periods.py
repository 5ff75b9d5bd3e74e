from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.terms.periods import Period, months_after, months_between

YEARS = st.integers(2012, 2099)


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2018-19", date(2018, 4, 1), date(2019, 3, 31)),
        ("2099-00", date(2099, 4, 1), date(2100, 3, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2016-Q1", date(2016, 1, 1), date(2016, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-07-01", date(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_a_label_is_read_and_written_back(label, start, end):
    period = Period.parse(label)
    assert (period.start, period.end, period.label) == (start, end, label)


@pytest.mark.parametrize("label", ["", "2018-20", "2018-13", "18-19", "2016-Q5", "soon"])
def test_what_is_not_a_label_is_refused(label):
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(label)


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="day"):
        Period.parse("2019-02-30")


@given(YEARS, st.integers(1, 12))
def test_periods_sort_by_the_day_they_end(year, month):
    assert Period.month(year, month) < Period.month(year + 1, month)
    assert Period.financial_year(year) < Period.year(year + 1)


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("2018-19", "April 2018 to March 2019"),
        ("2026-07", "July 2026"),
        ("2026-07-01", "1 July 2026"),
        ("2019", "2019"),
        ("2016-Q1", "January 2016 to March 2016"),
    ],
)
def test_plain_words(label, plain):
    assert Period.parse(label).plain == plain


def test_months_between_counts_whole_months():
    assert months_between(date(2019, 3, 31), date(2019, 12, 31)) == 9
    assert months_between(date(2023, 3, 31), date(2026, 11, 1)) == 43
    assert months_between(date(2019, 12, 31), date(2019, 12, 31)) == 0


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Period(start=date(2020, 1, 2), end=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 2), 6, date(2027, 5, 2)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_after_a_day(day, months, later):
    assert months_after(day, months) == later
