import numpy as np
import pytest

from mainstay.synthetic import history
from mainstay.synthetic.england import build


def test_as_many_are_open_at_the_end_as_were_asked_for():
    for size in (20, 33, 160, 700):
        england = build(size, seed=1)
        assert (england.lists[-1] > 0).sum() == size


def test_a_closed_practice_has_no_patients_again(england):
    for practice in np.flatnonzero(england.lived.last < len(history.QUARTERS)):
        last = england.lived.last[practice]
        assert (england.lists[last:, practice] == 0).all()


def test_neighbours_take_the_patients_of_a_practice_that_closes():
    points = np.array([[0.0, 0], [100, 0], [5000, 0], [90_000, 0]])
    lived = history.Lives(
        first=np.zeros(4, dtype=np.int64),
        last=np.array([20, 43, 43, 43]),
        merged=np.array([False] * 4),
    )
    with_closure, successor = history.list_sizes(np.full(4, 5000.0), lived, points, seed=1)
    never = history.Lives(lived.first, np.full(4, 43), lived.merged)
    without, _ = history.list_sizes(np.full(4, 5000.0), never, points, seed=1)
    gained = with_closure[20] - without[20]
    assert successor.tolist() == [1, -1, -1, -1]
    assert gained[1] > gained[2] > 10 > gained[3] >= 0
    assert gained[1:].sum() == pytest.approx(0.97 * with_closure[19, 0])


def test_small_practices_close_more():
    england = build(2500, seed=1)
    at_start = england.lists[4]
    closed = england.lived.last < len(history.QUARTERS)
    small = closed[(at_start > 0) & (at_start < 3000)].mean()
    large = closed[at_start > 9000].mean()
    assert small > 2.5 * large


def test_dates_of_closing_agree_with_lists(england):
    closed = england.about["close_date"].is_not_null().to_numpy()
    assert (closed == (england.lived.last < len(history.QUARTERS))).all()
