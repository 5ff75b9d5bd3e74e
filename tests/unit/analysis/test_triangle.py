"""Levels, abilities, where to begin and what moved, read from what a team agreed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.analysis.triangle import (
    Time,
    abilities,
    levels,
    moved,
    standing,
    strengths,
    to_begin_with,
    too_little,
    unmet,
)
from mainstay.terms.answers import Cell, Released, Summary
from mainstay.terms.frameworks import newest
from mainstay.terms.standing import Standing

TRIANGLE = newest("triangle")
NAMES = [one.id for one in TRIANGLE.statements]
CLOSE, LOOSE = Summary(2, 2, True), Summary(2, 2, False)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([3, 4, 3, 2], Standing.SECURE),
        ([3, 4, 4, 1], Standing.GROWING),
        ([3, 4, 2, 2], Standing.GROWING),
        ([3, 2, 2, 2], Standing.NOT_YET),
        ([1, 1, 1, 1], Standing.NOT_YET),
        ([4, 4, None, None], Standing.SECURE),
        ([4, None, None, None], Standing.NOT_KNOWN),
        ([None, None], Standing.NOT_KNOWN),
        ([], Standing.NOT_KNOWN),
    ],
)
def test_a_level_is_read_by_counting(steps, expected):
    assert standing(steps) is expected


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.data())
def test_a_step_further_never_makes_a_level_less_firm(steps, data):
    order = [Standing.NOT_YET, Standing.GROWING, Standing.SECURE]
    place = data.draw(st.integers(0, len(steps) - 1))
    further = [min(4, one + (at == place)) for at, one in enumerate(steps)]
    assert order.index(standing(further)) >= order.index(standing(steps))


def test_every_level_and_ability_counts_its_own_statements():
    agreed = dict.fromkeys(NAMES, 3) | {"pay-and-profit": None, "safe-care": 1}
    found = levels(TRIANGLE, agreed)
    assert [one.need.id for one in found] == [need.id for need in TRIANGLE.needs]
    assert (found[0].known, found[0].firm, len(found[0].answers)) == (8, 7, 9)
    assert found[0].standing is Standing.GROWING
    assert {one.standing for one in found[1:]} == {Standing.SECURE}
    assert sum(one.of for one in abilities(TRIANGLE, agreed)) == len(NAMES)
    assert sum(one.known for one in abilities(TRIANGLE, agreed)) == len(NAMES) - 1
    assert sum(one.firm for one in abilities(TRIANGLE, agreed)) == len(NAMES) - 2


def test_strengths_are_how_we_work_and_nothing_less():
    assert [one.id for one in strengths(TRIANGLE, {"safe-care": 4, "one-team": 3})] == ["safe-care"]


def test_where_to_begin_is_the_ground_first_then_what_is_furthest_behind():
    agreed = {
        "equal-partner": 1,
        "one-team": 2,
        "safe-contracts": 1,
        "safe-care": 2,
        "core-training": 4,
    }
    found = [one.id for one in to_begin_with(TRIANGLE, agreed)]
    assert found == ["safe-care", "safe-contracts", "one-team"]


def test_a_secure_level_waits_for_one_that_is_not():
    physical = {one.id: 4 for one in TRIANGLE.of_need("physical")} | {"safe-care": 2}
    found = [one.id for one in to_begin_with(TRIANGLE, physical | {"one-team": 1})]
    assert found == ["one-team", "safe-care"]


def test_what_the_practice_chose_itself_comes_before_all():
    agreed = {"safe-care": 1, "one-team": 1, "led-and-valued": 3}
    found = to_begin_with(TRIANGLE, agreed, chosen=["led-and-valued", "no-such"])
    assert [one.id for one in found] == ["led-and-valued", "safe-care", "one-team"]


def test_of_two_as_far_behind_the_one_on_which_people_differ_comes_first():
    agreed = {"pay-and-profit": 2, "safe-care": 2}
    parts = (Cell(("a",), 5), Cell(("b",), 5))
    wide = {"safe-care": (Summary(1, 1, True), Summary(4, 4, True)), "pay-and-profit": (CLOSE,)}
    found = to_begin_with(TRIANGLE, agreed, released=Released(5, 10, parts, wide))
    assert [one.id for one in found] == ["safe-care", "pay-and-profit"]


def said(step: int, *middles: int) -> Time:
    """What a team agreed, and the middle of each group of people who answered alone."""
    cells = tuple(Cell((f"g{place}",), 5 + place) for place, _ in enumerate(middles))
    shown = {"safe-care": tuple(Summary(one, one, True) for one in middles)} if middles else {}
    return Time({"safe-care": step}, Released(5, 5, cells, shown))


@pytest.mark.parametrize(
    ("before", "after", "by_chance"),
    [
        (said(2, 2), said(3, 3), True),
        (said(2, 2), said(4, 4), False),
        (said(4, 4), said(2, 2), False),
        (said(2, 2), said(4, 3), True),
        (said(2, 4), said(4, 2), True),
        (said(2, 2, 2), said(4, 3, 4), False),  # 3.5 and more: six of eleven moved by two
        (said(2, 2, 2), said(4, 4, 2), True),  # 2.9: five of eleven did
        (said(2), said(4, 4), True),
        (said(1), said(4), False),
        (said(2, 1), said(2, 4), False),  # the team did not move
        (Time({"safe-care": 2}), Time({"safe-care": 4}), True),
    ],
)
def test_what_moved_may_be_chance_unless_people_alone_moved_with_it(before, after, by_chance):
    (found,) = moved(TRIANGLE, before, after)
    assert found.steps == after.agreed["safe-care"] - before.agreed["safe-care"]
    assert found.by_chance is by_chance


def test_what_was_not_known_at_one_time_has_not_moved():
    assert moved(TRIANGLE, Time({"safe-care": None}), Time({"safe-care": 3})) == ()
    assert moved(TRIANGLE, Time({"one-team": 2}), Time({"safe-care": 3})) == ()


def test_what_moved_for_certain_and_most_comes_first():
    before = Time({"safe-care": 2, "one-team": 1, "core-training": 3})
    after = Time({"safe-care": 3, "one-team": 4, "core-training": 1})
    found = [(one.statement.id, one.steps) for one in moved(TRIANGLE, before, after)]
    assert found == [("one-team", 3), ("core-training", -2), ("safe-care", 1)]


def released(statements) -> Released:
    return Released(5, 10, (Cell(("nurses",), 5), Cell(("office",), 5)), statements)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([Summary(2, 3, True)], 2),
        ([Summary(3, 3, True), Summary(2, 2, False)], 2),
        ([Summary(4, 4, True), Summary(4, 4, True)], 4),
        ([Summary(3, 4, True), Summary(3, 3, True)], 3),
        ([Summary(3, 4, True), Summary(2, 2, True)], None),
        ([Summary(4, 4, True), Summary(1, 1, True)], None),
        ([Summary(3, 3, True), Summary(2, 2, True), Summary(1, 1, True)], None),
    ],
)
def test_without_a_meeting_the_lower_group_stands_unless_groups_lie_far_apart(found, expected):
    assert unmet(released({"one-team": tuple(found)})) == {"one-team": expected}


def test_without_a_meeting_nothing_stands_that_may_not_be_shown():
    assert unmet(released({"one-team": ()})) == {}
    assert unmet(None) == {}


def test_less_than_half_of_all_statements_is_too_little():
    half = dict.fromkeys(NAMES[: len(NAMES) // 2], 3)
    assert not too_little(TRIANGLE, half)
    assert too_little(TRIANGLE, half | {NAMES[0]: None})
    assert too_little(TRIANGLE, {"no-such": 3} | dict.fromkeys(NAMES[1:], None))


def test_what_was_chosen_and_is_done_by_now_is_no_place_to_begin():
    agreed = {"safe-care": 4, "one-team": 2}
    found = to_begin_with(TRIANGLE, agreed, chosen=("safe-care", "safe-contracts"))
    assert [one.id for one in found] == ["safe-contracts", "one-team"]
