"""Counts that are shown never give away one that is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from mainstay.analysis.disclosure import LEAST, safe

COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=8)


def test_a_small_count_is_hidden_and_nought_is_not():
    assert safe([12, 3, 4, 0]) == [12, None, None, 0]


def test_a_count_that_the_total_would_give_away_has_company():
    assert safe([12, 3, 9]) == [12, None, None]


def test_nothing_is_hidden_without_need():
    assert safe([12, 5, 0]) == [12, 5, 0]


@given(COUNTS)
def test_with_the_total_no_hidden_count_can_be_worked_out(counts):
    shown = safe(counts)
    assert all(one is None or one == count for one, count in zip(shown, counts, strict=True))
    assert not any(one is not None and 0 < one < LEAST for one in shown)
    if shown.count(None) == 1:
        assert sum(one > 0 for one in counts) == 1  # all are alike then, and the total says it
