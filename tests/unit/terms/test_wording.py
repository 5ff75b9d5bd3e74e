"""How numbers are written."""

import pytest

from mainstay.terms.indicators import Unit
from mainstay.terms.wording import counted, listed, ordinal, short, spoken, uncapped


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (0.9124, Unit.SHARE, 1, "91.2%"),
        (0.9124, Unit.SHARE, 3, "91.2%"),
        (0.9124, Unit.SHARE, 0, "91%"),
        (-0.034, Unit.SHARE, 1, "-3.4%"),
        (-0.0001, Unit.SHARE, 1, "0.0%"),
        (1866.4, Unit.PATIENTS, 1, "1,866"),
        (142.314, Unit.POUNDS, 2, "£142.31"),
        (142.314, Unit.POUNDS, 1, "£142.31"),
        (142.314, Unit.POUNDS, 0, "£142"),
        (67100, Unit.POUNDS, 2, "£67,100"),
        (-3.5, Unit.POUNDS, 2, "-£3.50"),
        (-0.001, Unit.POUNDS, 2, "£0.00"),
        (5012.25, Unit.PER_1000, 1, "5,012.2"),
        (23.456, Unit.SCORE, 2, "23.46"),
        (3, Unit.ITEMS, 0, "3"),
    ],
)
def test_spoken(value, unit, decimals, text):
    assert spoken(value, unit, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.85, Unit.SHARE, "85%"), (0.855, Unit.SHARE, "85.5%"), (0.1, Unit.SHARE, "10%"),
     (100, Unit.SCORE, "100"), (2500, Unit.PATIENTS, "2,500"), (20.0, Unit.POUNDS, "£20")],
)  # fmt: skip
def test_short_leaves_out_decimals_that_are_nought(value, unit, text):
    assert short(value, unit, 1) == text


def test_counted():
    assert counted(1, "criterion", "criteria") == "1 criterion"
    assert counted(0, "criterion", "criteria") == "0 criteria"
    assert counted(6300, "practice") == "6,300 practices"


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed(words, text):
    assert listed(words) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (112, "112th"),
        (1021, "1,021st"),
    ],
)
def test_ordinal(number, text):
    assert ordinal(number) == text


def test_uncapped_leaves_short_forms_alone():
    assert uncapped("Rated inadequate") == "rated inadequate"
    assert uncapped("GP time lost") == "GP time lost"
    assert uncapped("") == ""
