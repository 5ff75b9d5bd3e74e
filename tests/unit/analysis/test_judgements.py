"""A judgements table: what is taken, what is refused, and which judgement stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.analysis.judgements import COLUMNS, JudgementError, judgements, standing
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Judgement

GOOD = {
    "practice_code": "z00001",
    "criterion": "8",
    "level": "High",
    "reason": "Two partners  have left.",
    "by": "A. Person",
    "on": "2019-06-03",
}


def faults(*rows, **options) -> tuple[str, ...]:
    with pytest.raises(JudgementError) as found:
        judgements(rows, **options)
    return found.value.faults


def one(level: Level = Level.HIGH, on: date = date(2019, 6, 3), criterion: int = 8) -> Judgement:
    return Judgement("Z00001", criterion, level, "Two partners have left.", "A. Person", on)


def test_a_row_becomes_a_judgement():
    assert judgements([GOOD]) == (one(),)


@pytest.mark.parametrize("written", ["2019-06-03", "03/06/2019", "3 June 2019"])
def test_a_day_may_be_written_in_three_ways(written):
    assert judgements([GOOD | {"on": written}])[0].on == date(2019, 6, 3)


@pytest.mark.parametrize(
    ("written", "number"), [("0", 0), ("impact", 0), ("Impact", 0), ("16", 16)]
)
def test_a_criterion_is_a_number_or_impact(written, number):
    assert judgements([GOOD | {"criterion": written}])[0].criterion == number


def test_blank_rows_are_passed_over_and_lines_still_count():
    blank = dict.fromkeys(COLUMNS, "")
    assert judgements([blank, GOOD]) == (one(),)
    assert faults(blank, GOOD | {"level": "urgent"})[0].startswith("Line 3, column 'level'")


def test_lines_may_be_given():
    assert faults(GOOD | {"on": ""}, lines=[7])[0].startswith("Line 7, column 'on'")


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("criterion", "17", "'17' is not a criterion. Write a number from 1 to 16, or impact."),
        ("criterion", "²", "'²' is not a criterion."),
        ("level", "urgent", "'urgent' is not a level. Write high, medium or low"),
        ("level", "no data", "'no data' is not a level."),
        ("on", "31/02/2019", "'31/02/2019' is not a day. Write it as 2026-07-31"),
        ("practice_code", " ", "it is empty. Write the practice's code"),
        ("reason", "", "a level without a reason is not taken"),
        ("by", None, "it is empty. Write who judged."),
    ],
)
def test_a_fault_names_its_line_and_column_and_says_what_to_do(column, value, told):
    (fault,) = faults(GOOD | {column: value})
    assert fault.startswith(f"Line 2, column '{column}': ")
    assert told in fault


def test_every_fault_of_every_line_is_told_at_once():
    found = faults(GOOD | {"level": "", "reason": ""}, GOOD | {"criterion": "x"})
    assert [text.split(":")[0] for text in found] == [
        "Line 2, column 'level'",
        "Line 2, column 'reason'",
        "Line 3, column 'criterion'",
    ]


def test_a_long_list_of_faults_is_cut_short_and_says_so():
    bad = [GOOD | {"level": "urgent"}] * 12
    with pytest.raises(JudgementError, match=r"And 2 more\.$"):
        judgements(bad)


def test_a_comma_that_was_not_quoted_is_explained():
    (fault,) = faults({**GOOD, None: ["2019-06-03"]})
    assert fault.startswith(
        "Line 2: it has more values than there are columns. Put quotation marks"
    )


def test_missing_columns_are_named():
    (fault,) = faults(headings=["practice_code", "criterion", "level", "by", "on"])
    assert fault.startswith("Line 1: the column 'reason' is missing.")


def test_an_empty_table_has_no_judgements():
    assert judgements([]) == ()


def test_two_judgements_of_a_criterion_on_one_day_are_refused():
    (fault,) = faults(GOOD, GOOD | {"level": "low"})
    assert "line 2 judges the same criterion of Z00001 on the same day" in fault


def test_the_newest_judgement_on_or_before_the_day_stands():
    held = [one(Level.LOW, date(2019, 7, 1)), one(), one(Level.MEDIUM, date(2020, 1, 1))]
    assert standing(held, date(2019, 12, 31))["Z00001", 8].level is Level.LOW
    assert standing(held, date(2019, 6, 3))["Z00001", 8].level is Level.HIGH
    assert standing(held, date(2019, 6, 2)) == {}


def test_a_judgement_that_was_taken_back_leaves_none():
    held = [one(), one(Level.NOT_JUDGED, date(2019, 7, 1))]
    assert standing(held, date(2019, 12, 31)) == {}


@given(st.lists(st.fixed_dictionaries({name: st.text(max_size=12) for name in COLUMNS})))
def test_no_text_gives_anything_but_judgements_or_a_fault_that_names_a_line(rows):
    told: tuple[str, ...] = ()
    found: tuple[Judgement, ...] = ()
    try:
        found = judgements(rows)
    except JudgementError as error:
        told = error.faults
    assert all(text.startswith("Line ") for text in told)
    assert all(one.reason and one.by and one.practice_code for one in found)
    assert told or len(found) <= len(rows)
