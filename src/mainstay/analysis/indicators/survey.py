"""The GP Patient Survey. Its questions changed in 2024: the two halves never meet."""

import narwhals as nw

from mainstay.analysis.arithmetic import Table, real
from mainstay.analysis.indicators.rows import measured, measuring, preferred


def survey_share_2018(gpps_2018: Table, *, answer: str) -> Table:
    """The weighted share of patients who gave the good answers to one question, to 2023.

    The survey gives no number of answers to each question: the number of forms returned stands
    for it, and the numerator is that number times the share.
    """
    return preferred(_answered(gpps_2018, answer))


def survey_share_2024(gpps_2024: Table, *, answer: str) -> Table:
    """The same from 2024 on, when the questions were new."""
    return preferred(_answered(gpps_2024, answer))


def survey_overall(gpps_2018: Table, derived_crosssection: Table, *, derived_period: str) -> Table:
    """The share with a good overall experience, from the survey or else the derived table.

    `derived_period` is the year of the survey in the derived table.
    """
    derived = measured(
        measuring(derived_crosssection, derived_period),
        value=real("overall_good_share"),
        missing=nw.col("overall_good_share_missing"),
    )
    return preferred(_answered(gpps_2018, "overall_good_share"), derived)


def _answered(survey: Table, answer: str) -> Table:
    return measured(
        survey,
        value=real(answer),
        numerator=real(answer) * real("received"),
        denominator=real("received"),
        missing=nw.col(f"{answer}_missing"),
    )
