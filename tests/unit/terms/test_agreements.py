"""The words of agreements: filled in, kept and known again."""

import pytest

from mainstay.terms.agreements import (
    Clause,
    Party,
    Worded,
    filled,
    require_known_words,
    worded,
)

WORDS = {"practice": "OLD {fee} SURGERY", "fee": "£3,050"}


def words(line: str = "We agree.") -> Worded:
    party = Party("practice", "OLDMERE", "the practice")
    return Worded("A title", "1.0", "About it.", (party,), (Clause("One", (line,)),))


def test_braces_in_what_is_filled_in_stay() -> None:
    (made,) = filled([Clause("For {practice}", ("It costs {fee}.",))], WORDS, {})
    assert made == Clause("For OLD {fee} SURGERY", ("It costs £3,050.",))


def test_a_list_becomes_lines_and_an_empty_part_goes() -> None:
    clauses = [Clause("Aims", ("{objectives}",)), Clause("More", ("{commitments}",))]
    made = filled(clauses, {}, {"objectives": ("- stay", "- grow"), "commitments": ()})
    assert made == (Clause("Aims", ("- stay", "- grow")),)


def test_lines_with_dashes_that_stand_together_are_a_list() -> None:
    made = Clause("x", ("We:", "- stay;", "- grow.", "Done.", "- alone")).blocks()
    assert made == ["We:", ("stay;", "grow."), "Done.", ("alone",)]


@pytest.mark.parametrize("line", ["{who}", "See {commitments}.", "{}"])
def test_words_that_nobody_fills_in_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="nothing fills in"):
        require_known_words([Clause("x", (line,))])


def test_words_are_known_again_by_their_fingerprint() -> None:
    kept = words().data()
    assert worded(kept) == words()
    assert worded(dict(reversed(list(kept.items())))).digest == words().digest
    assert words("We agree!").digest != words().digest
