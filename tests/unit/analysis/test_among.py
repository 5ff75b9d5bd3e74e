"""Counts of practices from which none can be worked out, and an attacker who tries."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.analysis.among import LEAST, among, grid, possible, rounded
from mainstay.terms.frameworks import newest

TRIANGLE = newest("triangle")


@pytest.mark.parametrize(
    ("of", "points"),
    [(10, (0, 5, 10)), (12, (0, 5, 12)), (15, (0, 5, 10, 15)), (19, (0, 5, 10, 19))],
)
def test_the_grid_is_fives_and_the_whole(of, points):
    assert grid(of) == points


def test_below_ten_nothing_is_counted():
    with pytest.raises(ValueError, match="9 practices are fewer than 10"):
        among([{}] * 9, TRIANGLE, lambda: 0.5)


@given(st.integers(LEAST, 60).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of))))
def test_on_average_a_count_is_what_it_was(case):
    """By the chances themselves, not by drawing: the mean over a fine grid of draws."""
    of, count = case
    draws = [(place + 0.5) / 2520 for place in range(2520)]  # divides by every gap of the grid
    assert sum(rounded(count, of, one) for one in draws) / 2520 == pytest.approx(count, abs=1e-9)


@given(
    st.integers(LEAST, 60).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of))),
    st.floats(0, 1, exclude_max=True),
)
def test_what_may_stand_behind_a_count_holds_it(case, draw):
    of, count = case
    assert count in possible(rounded(count, of, draw), of)


def test_what_is_counted():
    """Twelve practices: five behind on one statement of the ground, seven who know nothing."""
    behind = {one.id: 4 for one in TRIANGLE.statements} | {"pay-and-profit": 1}
    found = among([behind] * 5 + [{}] * 7, TRIANGLE, Random(3).random)
    assert found.practices == 12
    assert found.statements["pay-and-profit"] == 5, "a point of the grid stays"
    assert found.levels["physical"] == 5, "one at not yet keeps a level from being secure"
    theme = TRIANGLE.statement("pay-and-profit").theme
    assert found.themes[theme] == 5
    assert sum(found.statements.values()) == sum(found.themes.values()) == 5
    assert sum(found.levels.values()) == 5


# The attacker: knows which practices are counted, the counts, and what up to three of them said.
# Counts leave the others alike, so a way in which they could have answered is how many of them said
# yes. Somebody is caught if in every way that fits all of them, or none of them, did.


def caught(shown: int, of: int, known: int, yes: int, *, stands_for=possible) -> bool:
    """`known`: how many practices the attacker is or talks to, `yes` of which said yes."""
    others = of - known
    fits = [each for each in range(others + 1) if each + yes in stands_for(shown, of)]
    return fits in ([0], [others])


def cases():
    for of in range(LEAST, 61):
        for known, count in product(range(4), range(of + 1)):
            for yes in range(max(0, count - (of - known)), min(known, count) + 1):
                yield from ((shown, of, known, yes) for shown in shown_for(count, of))


def shown_for(count: int, of: int) -> set[int]:
    """All that may come out of a count."""
    return {rounded(count, of, draw) for draw in (0.0, 0.999999)}


def test_nobody_is_caught_by_up_to_three_who_tell_each_other():
    tried = list(cases())
    assert len(tried) > 20_000
    assert not [case for case in tried if caught(*case)]


def test_four_who_tell_each_other_can():
    assert caught(0, 10, 4, 4)
    assert caught(10, 10, 4, 0)


def test_the_attacker_wins_where_counts_are_not_rounded():
    assert any(caught(*case, stands_for=lambda shown, of: [shown]) for case in cases())


def test_the_attacker_wins_where_counts_go_to_the_nearest_five():
    def nearest(shown, of):
        return [one for one in range(of + 1) if shown == min(of, 5 * round(one / 5))]

    assert any(caught(*case, stands_for=nearest) for case in cases())
