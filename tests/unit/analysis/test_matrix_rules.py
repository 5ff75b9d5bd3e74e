"""The rule sets that ship with Mainstay hold together."""

import pytest

from mainstay.analysis.matrix_outliers import ID, definition
from mainstay.terms import definitions
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Kind, Status

RULES = sorted(definitions.rule_sets())
BRIEF = {
    "Safety": (1, 2, 3),
    "Workforce": (4, 5),
    "External perspective": (6, 7),
    "Organisational issues": (8, 9, 10),
    "Efficiency": (11, 12),
    "Patient experience and access": (13, 14, 15, 16),
}
HEIGHT = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}


@pytest.fixture(params=RULES)
def rules(request):
    return definitions.rule_sets()[request.param]


def measures(rules):
    return [(one, measure) for one in rules.criteria for measure in one.measures]


def cut_offs(rules):
    return [(one, measure, cut) for one, measure in measures(rules) for cut in measure.cut_offs]


def test_sixteen_criteria_stand_in_the_six_groups_of_the_proposal(rules):
    groups = {}
    for one in rules.criteria:
        groups.setdefault(one.group, []).append(one.number)
    assert {name: tuple(held) for name, held in groups.items()} == BRIEF


def test_only_people_settle_the_criteria_that_are_not_measured():
    rules = definitions.rule_sets()["gprp-2016"]
    judged = [one.number for one in rules.criteria if one.kind is Kind.JUDGEMENT]
    assert judged == [3, 6, 8, 9, 10, 13]


def test_every_indicator_is_defined(rules):
    defined = {*definitions.indicators(), ID}
    read = {measure.indicator for _, measure in measures(rules)}
    shown = {name for one in rules.criteria for name in one.evidence}
    assert read | shown <= defined


def test_what_is_measured_has_measures_and_what_is_judged_has_none(rules):
    for one in rules.criteria:
        assert bool(one.measures) is (one.kind is Kind.MEASURE), one.number


def test_every_text_is_there(rules):
    for one in rules.criteria:
        for text in (one.name, one.plain_name, one.guidance, one.reference):
            assert text.strip(), one.number
    assert all(cut.reference.strip() for _, _, cut in cut_offs(rules))


def test_cut_offs_go_from_the_highest_level_down(rules):
    for one, measure in measures(rules):
        heights = [HEIGHT[cut.level] for cut in measure.cut_offs]
        assert heights == sorted(set(heights), reverse=True), one.number


def test_a_higher_level_lies_further_in_the_direction_of_concern(rules):
    for one, measure in measures(rules):
        numbers = [cut.at for cut in measure.cut_offs if cut.at is not None]
        far_first = sorted(set(numbers), reverse=measure.concern == "high")
        assert numbers == far_first, one.number


def test_a_measure_of_categories_has_only_categories_and_one_of_numbers_only_numbers(rules):
    for one, measure, cut in cut_offs(rules):
        assert (cut.category is not None) is (measure.concern == "category"), one.number
        assert (cut.at is None) is (measure.concern == "category"), one.number
        assert measure.concern in ("high", "low", "category")
        assert cut.scale in ("value", "england_percentile", "area_percentile")


def test_assumed_cut_offs_and_no_others_have_a_span_that_holds_their_number(rules):
    for one, _, cut in cut_offs(rules):
        assert (cut.plausible is not None) is (cut.status is Status.ASSUMED), one.number
        if cut.plausible:
            own = HEIGHT[cut.level] if cut.at is None else cut.at
            assert cut.plausible[0] <= own <= cut.plausible[1], one.number
            assert cut.plausible[0] < cut.plausible[1], one.number


def test_concern_agrees_with_the_direction_of_the_indicator(rules):
    good = {"high": "high is good", "low": "low is good"}
    for one, measure in measures(rules):
        indicator = definitions.indicators().get(measure.indicator)
        if indicator is not None and measure.concern in good:
            assert indicator.direction.value != good[measure.concern], one.number


def test_the_attested_cut_offs_are_those_that_a_public_source_gives():
    rules = definitions.rule_sets()["gprp-2016"]
    attested = {
        (one.number, cut.category or cut.at, cut.scale)
        for one, _, cut in cut_offs(rules)
        if cut.status is Status.ATTESTED
    }
    assert attested == {
        (1, "Inadequate", "value"),
        (11, 0.85, "value"),
        (12, 75, "area_percentile"),
    }


def test_alternatives_are_the_survey_after_and_before_its_change(rules):
    for one in rules.criteria[13:]:
        assert [measure.indicator[-4:] for measure in one.measures] == ["2024", "2018"]
        assert len({measure.choice for measure in one.measures}) == 1


def test_the_count_looks_at_defined_indicators_that_no_other_criterion_reads(rules):
    named = definition().settings["indicators"]
    assert set(named) <= set(definitions.indicators())
    assert set(named.values()) <= {"high", "low"}
    assert not set(named) & {measure.indicator for _, measure in measures(rules)}


def test_the_local_example_is_agreed_and_not_assumed():
    rules = definitions.rule_sets()["local-example"]
    assert {cut.status for _, _, cut in cut_offs(rules)} == {Status.ATTESTED, Status.LOCAL}
