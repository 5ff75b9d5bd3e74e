"""The grade of a text against worked values, and syllables against a dictionary."""

import pytest

from mainstay.terms.reading import grade, sentences_of, syllables


def test_the_grade_is_that_of_the_formula():
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    easy = ["We meet.", "We write down what we learn."]
    assert grade(easy) == pytest.approx(0.39 * 8 / 2 + 11.8 * 8 / 8 - 15.59)
    assert grade(["Organisational sustainability necessitates anticipation."]) > 30


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("people", 2), ("table", 2), ("role", 1), ("rules", 1), ("nurses", 2), ("services", 3),
        ("changed", 1), ("counted", 2), ("going", 2), ("months", 1), ("appointment", 3),
        ("illnesses", 3), ("QOF", 1), ("GP", 2), ("somebody", 3), ("we", 1),
    ],
)  # fmt: skip
def test_syllables_are_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_a_sentence_ends_where_it_is_said_to():
    assert sentences_of("One is here. Is it? Yes: two; three.") == [
        "One is here.", "Is it?", "Yes:", "two;", "three.",
    ]  # fmt: skip
