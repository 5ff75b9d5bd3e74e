"""Ids of an office's own statements, and whether they read easily."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstay.terms.frameworks import NAME, newest
from mainstay.terms.own_statements import LONGEST, hard_to_read, name_for

TRIANGLE = newest("triangle")


@given(st.text(max_size=200), st.integers(0, 60))
def test_an_id_is_sound_and_new_whatever_the_words(words, times):
    taken: set[str] = set()
    for _ in range(times + 1):
        name = name_for(words, taken)
        assert NAME.fullmatch(name)
        assert name.startswith("office-")
        assert len(name) <= LONGEST + 12
        assert name not in taken
        taken.add(name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("We know Zoë’s number, and 111.", "office-we-know-zoes-number-and"),
        ("123", "office-statement"),
        ("We'll keep at it in every weather.", "office-well-keep-at-it-in-every-weather"),
        ("W" * 80, "office-" + "w" * 35),
    ],
)  # fmt: skip
def test_an_id_is_made_of_the_words(words, name):
    assert name_for(words, ()) == name


def test_what_ships_reads_easily_and_long_words_do_not():
    assert [one for one in TRIANGLE.statements if hard_to_read(one)] == []
    hard = "Organisational sustainability necessitates collaborative anticipation."
    one = TRIANGLE.statements[0]
    assert hard_to_read(replace(one, words=hard, steps=(hard,) * 4)) > 20
    assert hard_to_read(replace(one, words="?", steps=("!",) * 4)) == 0
