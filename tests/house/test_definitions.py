"""Every definition loads and holds together."""

import inspect
from datetime import date

import pytest

from mainstay.analysis import indicators as expressions
from mainstay.analysis import matrix_outliers, schemas
from mainstay.terms import definitions
from mainstay.terms.frameworks import frameworks
from mainstay.terms.indicators import Interval, Unit
from mainstay.terms.matrix import Kind, Status
from mainstay.terms.reading import grade, sentences_of

INDICATORS = list(definitions.indicators().values())
DEFINED = [*INDICATORS, matrix_outliers.definition()]
RULES = list(definitions.rule_sets().values())
TEMPLATES = list(definitions.agreement_templates().values())
FRAMEWORKS = list(frameworks().values())


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.id)
def test_an_indicator_names_an_expression_that_takes_its_publications(one):
    expression = getattr(expressions, one.expression, None)
    if one.expression.startswith("model:"):
        return
    assert expression is not None, f"{one.id} names {one.expression}, which does not exist"
    tables = [
        name.replace("_", "-")
        for name, parameter in inspect.signature(expression).parameters.items()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    assert set(one.publications) <= set(schemas.SCHEMAS)
    assert tables[: len(one.publications)] == list(one.publications)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.id)
def test_an_indicator_says_who_wrote_it_when_and_what_to_beware_of(one):
    assert one.reviewed < one.next_review
    assert one.reviewed >= date(2026, 1, 1)
    assert one.author
    assert one.changes
    assert one.caveats, f"{one.id} has no caveats: every published figure has one"
    assert one.max_age_months > 0
    assert (one.unit is Unit.CATEGORY) <= (one.interval is Interval.NONE)


@pytest.mark.parametrize("one", DEFINED, ids=lambda one: one.id)
def test_an_indicator_says_why_it_has_no_limits_exactly_where_it_has_none(one):
    assert (one.interval is Interval.NONE) == bool(one.no_interval)


def test_what_replaces_an_indicator_exists_and_is_another_series():
    defined = definitions.indicators()
    for one in INDICATORS:
        if one.replaced_by:
            assert defined[one.replaced_by].series != one.series


def test_counts_of_people_out_of_people_have_limits():
    for name in ("aged_65_over_share", "aged_under_18_share", "gps_55_over_share", "prevalence_dm"):
        assert definitions.indicators()[name].interval is Interval.WILSON


@pytest.mark.parametrize("rules", RULES, ids=lambda one: one.id)
def test_a_rule_set_has_sixteen_criteria_that_read_indicators_that_exist(rules):
    assert len(rules.criteria) == 16
    read = {
        name
        for criterion in rules.criteria
        for name in (*(one.indicator for one in criterion.measures), *criterion.evidence)
    }
    computed_from_the_book = {"outlying_indicators_count"}
    assert read - computed_from_the_book <= set(definitions.indicators())


@pytest.mark.parametrize("rules", RULES, ids=lambda one: one.id)
def test_each_cut_off_says_how_firm_it_is(rules):
    for criterion in rules.criteria:
        assert (criterion.kind is Kind.MEASURE) == bool(criterion.measures)
        for cut in (cut for one in criterion.measures for cut in one.cut_offs):
            assert cut.reference
            if cut.status is Status.ASSUMED and cut.category is None:
                assert cut.plausible is not None
                assert cut.plausible[0] <= cut.at <= cut.plausible[1]


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.id)
def test_a_template_says_how_firm_it_is_and_who_wrote_it(one):
    assert one.status is Status.ASSUMED
    assert one.reference
    assert one.author
    assert one.changes
    assert one.reviewed < one.next_review
    assert all(clause.heading and clause.lines for clause in one.clauses)


def test_every_kind_of_agreement_has_a_template_and_the_fee_is_in_one():
    assert {one.id for one in TEMPLATES} == {
        "memorandum", "service-level", "confidentiality", "benchmarking",
    }  # fmt: skip
    assert {one.id: one.fee for one in TEMPLATES if one.fee} == {"service-level": 3050}


def test_a_child_can_read_what_a_practice_consents_to():
    """Short words and short sentences: the Flesch-Kincaid grade of a reader of nine or ten."""
    (one,) = (one for one in TEMPLATES if one.id == "benchmarking")
    lines = [line for clause in one.clauses for line in clause.lines]
    told = [part for line in lines for part in sentences_of(line.replace("{practice}", "you"))]
    assert grade(told) <= 2.5


@pytest.mark.parametrize("one", FRAMEWORKS, ids=lambda one: f"{one.id}-{one.version}")
def test_a_framework_says_who_wrote_it_when_and_how_firm_it_is(one):
    assert one.author
    assert one.changes
    assert one.reviewed < one.next_review
    assert "not validated" in one.reference


def test_there_are_nine_commitments_and_each_says_what_shows_it():
    found = definitions.commitments()
    assert [one.number for one in found] == list(range(1, 10))
    assert all(one.name and one.words and one.shown_by and one.due for one in found)
