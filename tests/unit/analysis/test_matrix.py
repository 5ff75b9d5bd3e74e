"""The matrix against a slow account of it, and what must hold of any matrix."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstay.analysis import matrix as m
from mainstay.analysis.dials import dials, plausible_settings
from mainstay.analysis.matrix_levels import level_of
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Judgement
from mainstay.terms.periods import months_between
from tests.reference.matrix_account import Account, Given, Telling, assumed
from tests.reference.matrix_samples import (
    AS_OF,
    BOOK,
    EVERY_KIND,
    INDICATORS,
    book,
    criterion,
    cut_off,
    indicator,
    measure,
    practices,
    rule_set,
    situations,
)

ALL_ORDERINGS = [("high", "medium"), ("medium", "high"), ("high",), ("no_data", "high", "low")]


def scored(areas, given_figures, judged=(), rules=EVERY_KIND, **options):
    return m.score(book(given_figures), practices(areas), rules, judged, AS_OF, **options)


def read_back(matrix) -> dict[str, Account]:
    found = matrix.places
    codes = matrix.practices["practice_code"].to_list()
    return {
        code: Account(
            tuple(level_of(int(one.levels[at])) for one in matrix.reads),
            int(found.order[at]), int(found.order_low[at]), int(found.order_high[at]),
        )
        for at, code in enumerate(codes)
    }  # fmt: skip


def told_settings(rules):
    turned = [key for key, _ in assumed(rules)]
    return [
        tuple(zip(turned, map(float, row), strict=True)) for row in plausible_settings(dials(rules))
    ]


@given(situations(most=6), st.sampled_from(ALL_ORDERINGS), st.booleans())
@settings(max_examples=20, deadline=None)
def test_agrees_with_the_slow_account(situation, ordering, with_judgements):
    areas, figures, judged = situation
    rules = replace(EVERY_KIND, ordering=ordering)
    found = scored(areas, figures, judged, rules, with_judgements=with_judgements)
    told = Telling(areas, figures, rules, judged, AS_OF, with_judgements)
    assert read_back(found) == told.accounts(told_settings(rules))


@given(situations(), st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_rows_changes_nothing(situation, random):
    areas, figures, judged = situation
    codes, keys = list(areas), list(figures)
    random.shuffle(codes)
    random.shuffle(keys)
    mixed = scored(
        {code: areas[code] for code in codes}, {key: figures[key] for key in keys}, judged
    )
    assert mixed.frame.equals(scored(areas, figures, judged).frame)


@given(situations(), st.data())
@settings(max_examples=20, deadline=None)
def test_a_better_value_never_raises_a_level(situation, data):
    areas, figures, judged = situation
    valued = [key for key, one in figures.items() if one.value is not None]
    if not valued:
        return
    code, name = data.draw(st.sampled_from(valued))
    step = -1 if name in ("per_gp", "per_nurse", "items") else 1
    better = {**figures, (code, name): Given(value=figures[code, name].value + step)}
    before = read_back(scored(areas, figures, judged))[code]
    after = read_back(scored(areas, better, judged))[code]
    assert all(
        _height(new) <= _height(old) for new, old in zip(after.levels, before.levels, strict=True)
    )
    assert after.order >= before.order


def _height(level: Level) -> int:
    return [Level.NOT_JUDGED, Level.NO_DATA, Level.LOW, Level.MEDIUM, Level.HIGH].index(level)


@given(situations())
@settings(max_examples=15, deadline=None)
def test_counts_add_up_and_places_lie_in_their_range(situation):
    frame = scored(*situation).frame
    total = frame.select(pl.sum_horizontal("high", "medium", "low", "no_data")).to_series()
    assert (total == len(EVERY_KIND.criteria)).all()
    assert (frame["order_low"] <= frame["order"]).all()
    assert (frame["order"] <= frame["order_high"]).all()
    assert frame["order"].min() == 1
    assert frame["order"].is_sorted()


@given(situations())
@settings(max_examples=15, deadline=None)
def test_judgements_that_are_awaited_widen_a_range_and_never_narrow_it(situation):
    without = read_back(scored(*situation))
    with_them = read_back(scored(*situation, with_judgements=True))
    for code, one in without.items():
        assert with_them[code].low <= one.low
        assert one.high <= with_them[code].high
        assert with_them[code].order == one.order


@given(situations())
@settings(max_examples=10, deadline=None)
def test_part_of_a_matrix_keeps_its_levels_and_has_places_of_its_own(situation):
    areas, figures, judged = situation
    whole = scored(areas, figures, judged)
    part = m.among(whole, list(areas)[:3])
    levels = read_back(whole)
    for code, one in read_back(part).items():
        assert one.levels == levels[code].levels
        assert 1 <= one.order <= min(3, len(areas))
    assert m.among(whole, areas).frame.equals(whole.frame)


@given(situations(), st.booleans())
@settings(max_examples=15, deadline=None)
def test_judging_again_gives_what_scoring_anew_would(situation, with_judgements):
    areas, figures, judged = situation
    some = list(areas)[:3]
    anew = m.among(scored(areas, figures, judged, with_judgements=with_judgements), some)
    before = m.among(scored(areas, figures, judged[:1], with_judgements=with_judgements), some)
    again = m.judged_again(before, judged)
    assert again.frame.equals(anew.frame)
    assert again.judgements == anew.judgements
    assert read_back(again) == read_back(anew)


def test_the_table_has_the_columns_of_the_command():
    frame = scored({"Z00001": "Z0A"}, {("Z00001", "rating"): Given(category="Good")}).frame
    assert frame.columns[:10] == [
        "practice_code", "practice_name", "area_code", "order", "order_low", "order_high",
        "high", "medium", "low", "no_data",
    ]  # fmt: skip
    assert frame.columns[10:13] == ["c01_level", "c01_value", "c01_period"]
    assert frame.row(0, named=True) | {
        "c01_level": "low",
        "c01_value": "Good",
        "c01_period": "2018-19",
        "c02_level": "no_data",
        "c02_value": None,
        "c04_level": "not_yet_judged",
        "no_data": 5,
    } == frame.row(0, named=True)


def test_the_value_shown_is_that_of_the_measure_with_the_highest_level():
    figures = {("Z00001", "per_gp"): Given(value=1), ("Z00001", "per_nurse"): Given(value=9)}
    row = scored({"Z00001": "Z0A"}, figures).frame.row(0, named=True)
    assert (row["c02_level"], row["c02_value"]) == ("high", 9.0)


def test_of_two_alternatives_only_the_first_with_a_value_is_read():
    figures = {
        ("Z00001", "new_survey"): Given(missing="suppressed"),
        ("Z00001", "old_survey"): Given(value=1),
    }
    row = scored({"Z00001": "Z0A"}, figures).frame.row(0, named=True)
    assert (row["c03_level"], row["c03_value"]) == ("high", 1.0)


def test_a_judgement_takes_the_place_of_a_measured_level_and_has_no_range():
    judged = [Judgement("Z00001", 2, Level.HIGH, "Two GPs left", "A. Person", date(2019, 12, 1))]
    areas = {"Z00001": "Z0A", "Z00002": "Z0A"}
    figures = {(code, "per_gp"): Given(value=1) for code in areas}
    found = read_back(scored(areas, figures, judged))
    assert found["Z00001"].levels[1] is Level.HIGH
    assert found["Z00002"].levels[1] is Level.LOW


def test_a_cut_off_is_met_at_its_number_where_high_is_a_concern_and_below_it_where_low_is():
    rules = rule_set(
        criterion(1, measure("per_gp", "high", cut_off("high", 8))),
        criterion(2, measure("old_survey", "low", cut_off("high", 0.85))),
    )
    figures = {("Z00001", "per_gp"): Given(value=8), ("Z00001", "old_survey"): Given(value=0.85)}
    found = read_back(scored({"Z00001": "Z0A"}, figures, rules=rules))
    assert found["Z00001"].levels == (Level.HIGH, Level.LOW)


def test_a_figure_given_twice_is_refused():
    one = book({("Z00001", "per_gp"): Given(value=1)})
    with pytest.raises(ValueError, match="per_gp has more than one figure"):
        m.score(pl.concat([one, one]), practices({"Z00001": "Z0A"}), EVERY_KIND, (), AS_OF)


def test_a_practice_given_twice_is_refused():
    twice = pl.concat([practices({"Z00001": "Z0A"})] * 2)
    with pytest.raises(ValueError, match="a practice twice"):
        m.score(book({}), twice, EVERY_KIND, (), AS_OF)


def test_no_practices_give_an_empty_table():
    assert scored({}, {}).frame.height == 0


def _figure(code: str, name: str, period: str, end: date, value: float | None):
    return {
        "practice_code": code, "indicator_id": name, "period": period, "period_end": end,
        "value": value, "missing_reason": None if value is not None else "suppressed",
    }  # fmt: skip


def test_latest_takes_the_newest_figure_even_of_a_year_that_has_not_ended():
    figures = pl.DataFrame(
        [
            _figure("Z00001", "per_gp", "2018-19", date(2019, 3, 31), 1.0),
            _figure("Z00001", "per_gp", "2017-18", date(2018, 3, 31), 2.0),
            _figure("Z00001", "per_gp", "2019-20", date(2020, 3, 31), 3.0),
            _figure("Z00002", "per_gp", "2018-19", date(2019, 3, 31), None),
        ],
        schema=BOOK,
    )
    found = m.latest(figures, INDICATORS, AS_OF)
    assert found["value"].to_list() == [3.0, None]
    assert found["missing_reason"].to_list() == [None, "suppressed"]


@given(st.dates(date(2015, 1, 1), date(2019, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_latest_empties_a_figure_that_is_too_old_and_keeps_its_period(end):
    figures = pl.DataFrame(
        [_figure("Z00001", "per_gp", "then", end, 1.0)], schema=BOOK
    )  # fmt: skip
    row = m.latest(figures, {"per_gp": indicator("per_gp")}, AS_OF).row(0, named=True)
    old = months_between(end, AS_OF) > 12
    assert (row["value"], row["missing_reason"]) == ((None, "too old") if old else (1.0, None))
    assert row["period"] == "then"


def test_compare_tells_levels_and_places_that_differ():
    areas = {"Z00001": "Z0A", "Z00002": "Z0A"}
    figures = {("Z00001", "per_gp"): Given(value=6), ("Z00002", "per_gp"): Given(value=8)}
    first = rule_set(criterion(1, measure("per_gp", "high", cut_off("high", 8))))
    second = rule_set(criterion(1, measure("per_gp", "high", cut_off("high", 6))))
    found = m.compare(
        scored(areas, figures, rules=first), scored(areas, figures, rules=second)
    ).to_dicts()
    assert found == [
        {
            "practice_code": "Z00001", "criterion": 1, "level_first": "low",
            "level_second": "high", "order_first": 2, "order_second": 1, "order_move": 1,
        }
    ]  # fmt: skip


def test_compare_takes_no_data_and_no_judgement_as_alike():
    measured = rule_set(criterion(1, measure("per_gp", "high", cut_off("high", 8))))
    judged = rule_set(criterion(1))
    first, second = (scored({"Z00001": "Z0A"}, {}, rules=one) for one in (measured, judged))
    assert m.compare(first, second).height == 0


def test_a_matrix_does_not_differ_from_itself():
    matrix = scored({"Z00001": "Z0A"}, {("Z00001", "per_gp"): Given(value=6)})
    assert m.compare(matrix, matrix).height == 0
