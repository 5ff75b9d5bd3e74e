"""Places and the settings that their range is taken over."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstay.analysis import matrix
from mainstay.analysis.dials import DRAWS, Dial, dials, plausible_settings
from mainstay.analysis.matrix_order import Standing, place_if, places, weights
from mainstay.terms import definitions
from mainstay.terms.levels import Level
from tests.reference.matrix_account import Given
from tests.reference.matrix_samples import (
    AS_OF,
    EVERY_KIND,
    book,
    criterion,
    cut_off,
    measure,
    practices,
    rule_set,
    situations,
)

TWO = (Dial(0, 0, 0, stated=5, low=2, high=9), Dial(1, 0, 0, stated=50, low=40, high=70))


def columns_of(areas, figures, rules):
    return matrix.score(book(figures), practices(areas), rules, (), AS_OF).columns


@given(st.lists(st.integers(0, 6), min_size=1, max_size=20))
def test_places_are_one_more_than_how_many_stand_above(counts):
    found = Standing(np.array(counts), weights(EVERY_KIND)).places.tolist()
    assert found == [1 + sum(other > one for other in counts) for one in counts]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=20), st.data())
def test_a_place_with_other_counts_leaves_the_others_standing(counts, data):
    standing = Standing(np.array(counts), weights(EVERY_KIND))
    at = data.draw(st.integers(0, len(counts) - 1))
    then = data.draw(st.integers(0, 9))
    others = counts[:at] + counts[at + 1 :]
    told = 1 + sum(other > then for other in others)
    assert standing.place_of(then, counts[at]) == told
    assert standing.place(np.array([then]), np.array([counts[at]])).tolist() == [told]


def test_place_if_a_criterion_changed_level():
    standing = Standing(
        np.array([7, 8, 14]), weights(EVERY_KIND)
    )  # 1+0, 1+1 and 2+0 of high, medium
    assert place_if(standing, 0, now=1, then=3) == 1
    assert place_if(standing, 2, now=3, then=1) == 2


def test_settings_hold_the_stated_one_every_end_alone_and_both_corners():
    found = plausible_settings(TWO)
    corners = [[5, 50], [2, 40], [9, 70], [2, 50], [9, 50], [5, 40], [5, 70]]
    assert found[: len(corners)].tolist() == corners
    assert len(found) == len(corners) + DRAWS


def test_drawn_settings_are_spread_evenly_over_each_span_and_never_change():
    drawn = plausible_settings(TWO)[-DRAWS:]
    for one, column in zip(TWO, drawn.T, strict=True):
        stratum = np.floor((column - one.low) / (one.high - one.low) * DRAWS)
        assert sorted(stratum.tolist()) == list(range(DRAWS))
    assert np.array_equal(plausible_settings(TWO)[-DRAWS:], drawn)


def test_with_nothing_assumed_only_the_stated_setting_is_tried():
    assert plausible_settings(()).shape == (1, 0)


def test_dials_are_the_assumed_cut_offs_alone():
    found = [(one.criterion, one.measure, one.cut_off, one.stated) for one in dials(EVERY_KIND)]
    assert found == [
        (0, 0, 1, 2.0), (1, 0, 0, 8.0), (1, 1, 1, 4.0), (2, 0, 0, 20.0), (2, 0, 1, 50.0),
    ]  # fmt: skip


@given(situations(most=5), st.tuples(st.integers(1, 3), *[st.integers(0, 10)] * 4))
@settings(max_examples=15, deadline=None)
def test_more_settings_never_narrow_a_range(situation, numbers):
    areas, figures, _ = situation
    columns = columns_of(areas, figures, EVERY_KIND)
    some = plausible_settings(dials(EVERY_KIND))[:4]
    more = np.vstack([some, np.array([numbers], dtype=float)])
    few, many = (places(EVERY_KIND, columns, settings=one) for one in (some, more))
    assert (many.order_low <= few.order_low).all()
    assert (few.order_high <= many.order_high).all()


def test_with_nothing_assumed_and_nothing_missing_there_is_no_range():
    rules = rule_set(criterion(1, measure("per_gp", "high", cut_off("high", 5))))
    areas = {f"Z{place:05d}": "Z0A" for place in range(6)}
    figures = {(code, "per_gp"): Given(value=float(at)) for at, code in enumerate(areas)}
    found = places(rules, columns_of(areas, figures, rules))
    assert np.array_equal(found.order_low, found.order)
    assert np.array_equal(found.order_high, found.order)


def test_a_missing_value_widens_the_range_to_what_a_high_level_would_bring():
    rules = rule_set(criterion(1, measure("per_gp", "high", cut_off("high", 5))))
    areas = {f"Z{place:05d}": "Z0A" for place in range(4)}
    figures = {
        ("Z00000", "per_gp"): Given(value=9),
        ("Z00001", "per_gp"): Given(missing="suppressed"),
        ("Z00002", "per_gp"): Given(missing="not applicable"),
        ("Z00003", "per_gp"): Given(value=9),
    }
    found = places(rules, columns_of(areas, figures, rules))
    assert found.order.tolist() == [1, 3, 3, 1]
    assert found.order_low.tolist() == [1, 1, 3, 1]
    assert found.order_high.tolist() == [1, 3, 3, 1]


def test_a_measure_that_most_practices_lack_does_not_put_everyone_anywhere():
    rules = rule_set(criterion(1, measure("per_gp", "high", cut_off("high", 5))))
    areas = {f"Z{place:05d}": "Z0A" for place in range(4)}
    figures = {("Z00000", "per_gp"): Given(value=9)}
    found = places(rules, columns_of(areas, figures, rules))
    assert found.order_low.tolist() == [1, 2, 2, 2]
    half = places(
        rules, columns_of(areas, {**figures, ("Z00001", "per_gp"): Given(value=9)}, rules)
    )
    assert half.order_low.tolist() == [1, 1, 1, 1]


def test_weights_keep_each_count_from_running_into_the_next():
    found = weights(definitions.rule_sets()["gprp-2016"])
    assert found[3] > 16 * found[2] > 0
    assert found[1] == found[0] == found[-1] == 0


def test_an_ordering_by_an_unknown_count_is_refused():
    with pytest.raises(ValueError, match="'best' is not a count to order by"):
        weights(rule_set(criterion(1), ordering=("best",)))


def test_levels_are_numbered_so_that_the_highest_is_the_most():
    assert Level.HIGH.known
    assert weights(EVERY_KIND)[3] == 7
