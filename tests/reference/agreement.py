"""Published indices of how far people who answer one question agree, from their formulas.

James, Demaree and Wolf (1984): rwg = 1 - s² / ((A² - 1) / 12) for A options; 0.70 or more is taken
for agreement. Burke, Finkelstein and Dusig (1999): the average deviation from the median; A / 6 or
less is (Burke and Dunlap 2002). Both as in O'Neill's review of 2017 (PMC5427087).
"""

from collections.abc import Sequence
from statistics import mean, median, variance


def chance_variance(options: int) -> float:
    """Of answers without any agreement: all options alike often."""
    return (options**2 - 1) / 12


def most_variance(options: int) -> float:
    """Of answers that lie as far apart as they can."""
    return 0.5 * (options**2 + 1) - (0.5 * (options + 1)) ** 2


def rwg(answers: Sequence[int], options: int) -> float:
    return 1 - variance(answers) / chance_variance(options)


def deviation(answers: Sequence[int]) -> float:
    """The mean distance from the median, in steps."""
    middle = median(answers)
    return mean(abs(one - middle) for one in answers)


def most_deviation(options: int) -> float:
    """The largest that is still taken for agreement."""
    return options / 6
