"""What the matrix says of a practice, sentence by sentence."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import Phase, given, settings

from mainstay.analysis import matrix as m
from mainstay.analysis.matrix_words import why
from mainstay.terms.indicators import Unit
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Judgement
from mainstay.terms.missing import Missing
from tests.reference.matrix_account import Given
from tests.reference.matrix_samples import (
    AS_OF,
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

POINTS = indicator("quality_points", Unit.SHARE)
PATIENTS = indicator("patients", Unit.PATIENTS, 0)
DEFINED = {**INDICATORS, POINTS.id: POINTS, PATIENTS.id: PATIENTS}
QUALITY = rule_set(
    criterion(
        1,
        measure(
            POINTS.id, "low", cut_off("high", 0.85), cut_off("medium", 0.9, plausible=(0.88, 0.95))
        ),
    )
)


def row(figures: pl.DataFrame, rules=QUALITY, judged=(), areas=None):
    areas = areas or {"Z00001": "Z0A"}
    scored = m.score(figures, practices(areas), rules, judged, AS_OF)
    return m.rows(scored, ["Z00001"], DEFINED)[0]


def quality(value: float | None, **more):
    given = book({("Z00001", POINTS.id): Given(value=value)})
    return row(given.with_columns(**{name: pl.lit(one) for name, one in more.items()})).results[0]


def test_a_high_level_names_the_value_the_period_and_the_cut_off():
    found = quality(0.8, numerator=400.0, denominator=500.0)
    assert found.reason == (
        "Quality points: 80.0% (400 of 500), April 2018 to March 2019. "
        "High begins below 85% (attested)."
    )
    assert found.would_change == (
        "At 85% or more this would be medium, and the practice would keep its place."
    )


def test_a_medium_level_names_both_cut_offs_and_both_ways_out():
    found = quality(0.87)
    assert found.reason.endswith(
        "Medium begins below 90% (assumed). High begins below 85% (attested)."
    )
    assert found.would_change == (
        "Below 85% this would be high, and the practice would keep its place. "
        "At 90% or more this would be low, and the practice would keep its place."
    )


def test_counts_that_are_not_whole_are_not_written():
    assert "(" not in quality(0.8, numerator=400.2, denominator=500.0).reason.split(",")[0]


@pytest.mark.parametrize(
    ("value", "words"), [(0.84999, "just under 85%"), (0.90001, "just over 90%"), (0.85, "85.0%")]
)
def test_a_value_that_rounds_to_a_cut_off_says_on_which_side_it_is(value, words):
    assert f"Quality points: {words}, April" in quality(value).reason


def test_a_range_across_a_cut_off_is_a_warning():
    warning = "The level could be down to chance: the 95% range is 80.0% to 86.0%."
    assert quality(0.83, lower=0.8, upper=0.86).reason.endswith(warning)
    assert "chance" not in quality(0.83, lower=0.81, upper=0.84).reason


def test_places_are_told_where_a_change_would_move_the_practice():
    areas = {"Z00001": "Z0A", "Z00002": "Z0A"}
    figures = book(
        {("Z00001", POINTS.id): Given(value=0.8), ("Z00002", POINTS.id): Given(value=0.87)}
    )
    scored = m.score(figures, practices(areas), QUALITY, (), AS_OF)
    second = m.rows(scored, ["Z00002"], DEFINED)[0].results[0]
    assert "At 90% or more this would be low, and the practice would keep its place." in (
        second.would_change
    )
    assert "Below 85% this would be high, and the practice would go from place 2 to place 1." in (
        second.would_change
    )


@pytest.mark.parametrize("missing", [one for one in Missing if one is not Missing.TOO_OLD])
def test_no_data_says_why(missing):
    figures = book({("Z00001", POINTS.id): Given(missing=missing.value)})
    found = row(figures).results[0]
    assert found.reason == f"Quality points: no data. {missing.sentence}"
    assert found.level is Level.NO_DATA
    assert found.figure is not None
    assert found.figure.missing is missing


def test_a_figure_that_is_too_old_keeps_its_date_in_words():
    found = row(book({("Z00001", POINTS.id): Given(missing="too old")})).results[0]
    assert "The last figure is for April 2018 to March 2019, too long ago" in found.reason


def test_no_figure_at_all_is_not_published():
    found = row(book({})).results[0]
    assert found.reason == f"Quality points: no data. {Missing.NOT_PUBLISHED.sentence}"
    assert found.would_change.startswith("A figure, or a judgement, would fill this in.")


def test_an_area_with_too_few_practices_is_said():
    rules = rule_set(
        criterion(1, measure("items", "high", cut_off("high", 75, scale="area_percentile")))
    )
    found = row(book({("Z00001", "items"): Given(value=3)}), rules).results[0]
    assert found.reason == "Items: 3.0. There are too few practices in its area to compare with."


def test_a_percentile_is_told_as_a_value_of_today():
    rules = rule_set(
        criterion(1, measure(PATIENTS.id, "high", cut_off("high", 75, scale="england_percentile")))
    )
    areas = {f"Z{at:05d}": "Z0A" for at in range(1, 5)}
    figures = book({(code, PATIENTS.id): Given(value=1000.0 * int(code[1:])) for code in areas})
    found = row(figures, rules, areas=areas).results[0]
    assert found.reason == (
        "Patients: 1,000, April 2018 to March 2019. "
        "High begins at 4,000 (where 75% of practices in England are lower; attested)."
    )


def test_a_percentile_that_nobody_reaches_is_said():
    rules = rule_set(
        criterion(1, measure(PATIENTS.id, "high", cut_off("high", 75, scale="england_percentile")))
    )
    areas = {f"Z{at:05d}": "Z0A" for at in range(1, 5)}
    figures = book({(code, PATIENTS.id): Given(value=1000) for code in areas})
    found = row(figures, rules, areas=areas).results[0]
    assert found.reason.endswith("No practice reaches the cut-off for high now (attested).")
    assert found.would_change == "No change in the figure alone would move this now."


def test_a_cut_off_of_england_stays_that_of_england_in_part_of_it():
    rules = rule_set(
        criterion(1, measure(PATIENTS.id, "high", cut_off("high", 75, scale="england_percentile")))
    )
    areas = {f"Z{at:05d}": "Z0A" for at in range(1, 5)}
    figures = book({(code, PATIENTS.id): Given(value=1000.0 * int(code[1:])) for code in areas})
    whole = m.score(figures, practices(areas), rules, (), AS_OF)
    part = m.among(whole, ["Z00001", "Z00002"])
    (found,) = m.rows(part, ["Z00001"], DEFINED)
    assert "High begins at 4,000" in found.results[0].reason


def test_a_rating_says_what_counts():
    given = book({("Z00001", "rating"): Given(category="Requires improvement")})
    found = row(given, EVERY_KIND).results[0]
    assert "Requires improvement counts as medium (assumed)." in found.reason
    good = row(book({("Z00001", "rating"): Given(category="Good")}), EVERY_KIND).results[0]
    assert good.reason.endswith(
        "Only Inadequate (high, attested) and Requires improvement (medium, assumed) count here."
    )
    assert good.would_change == "A new rating would change this."


def test_the_other_measure_of_a_criterion_is_told_beside_the_one_that_settled_it():
    figures = {("Z00001", "per_gp"): Given(value=9), ("Z00001", "per_nurse"): Given(value=1)}
    found = row(book(figures), EVERY_KIND).results[1]
    assert "Per gp: 9.0" in found.reason
    assert found.reason.endswith("Per nurse: 1.0; scope for support from that alone: low.")
    assert found.would_change.startswith("Below 8 this would be medium")


def test_two_measures_at_one_level_both_have_to_change():
    figures = {("Z00001", "per_gp"): Given(value=9), ("Z00001", "per_nurse"): Given(value=9)}
    found = row(book(figures), EVERY_KIND).results[1]
    assert found.would_change == "Both figures are high, so both would have to change."


def test_a_judgement_says_who_when_and_why_and_keeps_the_figure_beside_it():
    judged = [
        Judgement("Z00001", 1, Level.HIGH, "Coding has stopped", "A. Person", date(2019, 6, 3))
    ]
    found = row(book({("Z00001", POINTS.id): Given(value=0.95)}), judged=judged).results[0]
    assert found.level is Level.HIGH
    assert found.judgement == judged[0]
    assert found.reason.startswith(
        "A. Person judged this high on 3 June 2019: Coding has stopped. "
        "The published figure: Quality points: 95.0%"
    )
    assert found.would_change == "A newer judgement would change this."


def test_a_judged_cell_keeps_the_level_that_was_measured():
    judged = [Judgement("Z00001", 2, Level.HIGH, "Two left", "A. Person", date(2019, 6, 3))]
    figures = book({("Z00001", "per_gp"): Given(value=1)})
    found = row(figures, EVERY_KIND, judged=judged).results
    assert (found[1].level, found[1].measured, found[1].overridden) == (Level.HIGH, Level.LOW, True)
    assert (found[0].measured, found[0].overridden) == (found[0].level, False)
    assert (found[3].measured, found[3].overridden) == (None, False)


def test_what_nobody_has_judged_says_so_and_nothing_of_a_place_that_would_stay():
    found = row(book({}), EVERY_KIND).results[3]
    assert found.reason == "Nobody has judged this yet."
    assert found.would_change == "A judgement would fill this in."


def test_what_a_judgement_could_do_to_the_place_is_told():
    areas = {"Z00001": "Z0A", "Z00002": "Z0A"}
    figures = book({("Z00001", "per_gp"): Given(value=6)})
    scored = m.score(figures, practices(areas), EVERY_KIND, (), AS_OF)
    found = m.rows(scored, ["Z00002"], DEFINED)[0].results[3]
    assert found.would_change == (
        "A judgement would fill this in. If it were high, the practice would be at place 1 of 2."
    )


def test_why_a_practice_stands_where_it_does():
    figures = {
        ("Z00001", "per_gp"): Given(value=9),
        ("Z00001", "old_survey"): Given(value=4),
        ("Z00001", "rating"): Given(category="Good"),
    }
    told = why(row(book(figures), EVERY_KIND), EVERY_KIND, 1)
    assert told == (
        "This practice is at place 1 of 1 in the order for conversations.",
        "1 criterion is high: plain name 2 (2).",
        "1 criterion is medium: plain name 3 (3).",
        "1 criterion has no data. 2 criteria need a person's judgement and nobody has given one "
        "yet.",
        "Other plausible cut-offs would leave it at this place.",
        EVERY_KIND.ordering_reason,
    )


def test_why_tells_the_range_and_what_it_is_taken_over():
    one = row(book({}), EVERY_KIND)
    wide = replace(one, order=5, order_low=2, order_high=9)
    assert (
        "With other plausible cut-offs, and with figures that it lacks and most have taken as low "
        "or high, its place would lie between 2 and 9." in why(wide, EVERY_KIND, 10)
    )


def test_a_code_that_the_matrix_lacks_is_left_out():
    scored = m.score(book({}), practices({"Z00001": "Z0A"}), EVERY_KIND, (), AS_OF)
    assert [one.practice_code for one in m.rows(scored, ["Z99999", "Z00001"], DEFINED)] == [
        "Z00001"
    ]


@given(situations(most=5))
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_rows_say_what_the_table_says_and_every_cell_has_its_sentences(situation):
    areas, figures, judged = situation
    scored = m.score(book(figures), practices(areas), EVERY_KIND, judged, AS_OF)
    table = {one["practice_code"]: one for one in scored.frame.to_dicts()}
    for found in m.rows(scored, areas, DEFINED):
        told = table[found.practice_code]
        assert (found.order, found.order_low, found.order_high) == (
            told["order"], told["order_low"], told["order_high"],
        )  # fmt: skip
        assert sum(found.counts.values()) == len(EVERY_KIND.criteria)
        for cell in found.results:
            name = f"c{cell.criterion.number:02d}"
            assert cell.level.value.replace(" ", "_") == told[f"{name}_level"]
            assert cell.reason.endswith(".")
            assert cell.would_change.endswith(".")
            assert "None" not in cell.reason + cell.would_change
