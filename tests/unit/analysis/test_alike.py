"""When people are said to be mostly alike: the middle half, and published indices of agreement."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
import pytest

from mainstay.analysis.shown_answers import summary
from mainstay.terms.frameworks import STEPS
from tests.reference import agreement

DOCS = Path(__file__).parents[3] / "docs/explanation/triangle.md"


def every(people: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many can answer, whoever says what."""
    return combinations_with_replacement(range(1, STEPS + 1), people)


def test_the_indices_have_their_published_values():
    assert agreement.chance_variance(5) == 2
    assert agreement.most_variance(5) == 4
    assert agreement.chance_variance(STEPS) == 1.25
    assert agreement.most_deviation(5) == pytest.approx(0.83, abs=0.005)
    assert agreement.most_deviation(12) == 2
    assert agreement.rwg((3, 3, 3, 3), 5) == 1
    assert agreement.rwg((1, 5, 1, 5), 5) == pytest.approx(1 - (16 / 3) / 2)
    assert agreement.deviation((1, 2, 3, 4, 5)) == 1.2


@pytest.mark.parametrize("people", range(1, 13))
def test_the_middle_half_is_from_the_lower_quartile_to_its_mirror_image(people):
    """The quartile that is an answer somebody gave (Hyndman and Fan, type 1), from either end."""
    for answers in every(people):
        low = np.quantile(answers, 0.25, method="inverted_cdf")
        high = -np.quantile([-one for one in answers], 0.25, method="inverted_cdf")
        found = summary(answers)
        assert found.close == (high - low <= 1)
        assert found.middle == np.median(answers)
        inside = sum(low <= one <= high for one in answers)
        assert 2 * inside >= people


@cache
def beside(people: range = range(5, 13)) -> Counter[tuple[bool, bool]]:
    """How many ways are called alike by the rule, and by the average deviation."""
    return Counter(
        (
            summary(answers).close,
            agreement.deviation(answers) <= agreement.most_deviation(STEPS),
        )
        for size in people
        for answers in every(size)
    )


def test_what_is_called_alike_mostly_is_so_by_the_average_deviation():
    found = beside()
    agree = found[True, True] + found[False, False]
    assert agree / found.total() > 0.85
    told = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert f"{found.total():,} ways" in told
    assert f"{100 * agree / found.total():.0f}% of them" in told


def test_whoever_agrees_by_rwg_is_called_alike():
    """The stricter index: nobody who passes it is said to be spread wide."""
    for size in range(5, 13):
        for answers in every(size):
            if agreement.rwg(answers, STEPS) >= 0.7:
                assert summary(answers).close, answers
