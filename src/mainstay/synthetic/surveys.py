"""What patients say of each practice: true shares, and answers drawn from those asked."""

import numpy as np

from mainstay.synthetic.england import England
from mainstay.synthetic.parameters import assumed, quantile
from mainstay.synthetic.streams import Floats, Ints, stream

ASKED = 320
QUESTIONS = {
    # name: score that moves it beside the overall experience, spread in log odds
    "phone": ("phone", 0.95),
    "appointment": ("access", 0.75),
    "preferred": ("access", 0.75),
    "confidence": ("coding", 0.45),
    "needs": ("coding", 0.45),
}
MEASURED_MEAN = 0.834  # of the overall share in the cross-section of 2019
CHANCE = 0.93  # the part of the measured spread that is not chance in the draw of answers


def _odds(share: Floats | float) -> Floats:
    return np.log(np.asarray(share) / (1 - np.asarray(share)))


def _share(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def true_overall(england: England, year: int, which: Ints) -> Floats:
    """The share whose overall experience is good, without chance; England's moves by year."""
    measured = quantile("overall_good_percent", england.score("overall_good_percent", year, which))
    odds = _odds(np.clip(measured / 100, 0.25, 0.985))
    centre = _odds(MEASURED_MEAN)
    moved = _odds(assumed()["survey_overall_shift"][year])
    return _share(moved + CHANCE * (odds - centre))


def true_share(england: England, question: str, year: int, which: Ints) -> Floats:
    """A question's share: half the overall experience, half its own."""
    score, spread = QUESTIONS[question]
    overall = england.score("overall_good_percent", year, which)
    own = england.score(score, year, which)
    middle = _odds(assumed()[f"survey_{question}"][year])
    return _share(middle + spread * (0.75 * overall + 0.66 * own))


def asked(england: England, year: int, which: Ints) -> tuple[Ints, Ints]:
    """Forms sent and forms back."""
    rng = stream(england.seed, "survey forms", year)
    sent = rng.normal(ASKED, 55, england.about.height)[which].clip(60, 900)
    patients = england.lists[england_quarter(year), which]
    sent = np.minimum(np.rint(sent * np.maximum(1, 1.15 - patients / 60_000)), patients * 0.5)
    rate = assumed()["survey_response_rate"][year] * np.exp(
        0.22 * england.scores["aged_65_over_percent"][0, which]
        - 0.12 * england.scores["imd_2015"][0, which]
    )
    back = rng.binomial(sent.astype(np.int64), np.clip(rate, 0.05, 0.7))
    return sent.astype(np.int64), back.astype(np.int64)


def england_quarter(year: int) -> int:
    """January of the survey's year, when forms go out."""
    return max(0, (year - 2016) * 4 - 1)


def drawn(england: England, name: str, year: int, true: Floats, answers: Ints) -> Floats:
    """Shares among those who answered; a weighted share, so not a whole number of people."""
    rng = stream(england.seed, "survey answers", name, year)
    said = rng.binomial(answers, true) + rng.uniform(-0.4, 0.4, len(true))
    return np.asarray(np.clip(said / np.maximum(answers, 1), 0, 1))


def overall_good(england: England, year: int, which: Ints) -> Floats:
    """The published share with a good overall experience; not a number where nobody answered."""
    _, back = asked(england, year, which)
    shares = drawn(england, "overall", year, true_overall(england, year, which), back)
    return np.where(back < 10, np.nan, shares)
