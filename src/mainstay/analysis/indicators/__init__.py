"""Measures of practices: each takes tidy tables and returns one row for a practice and a period.

A definition names one of these functions, the publications that it is given, in order, and the
settings that it is called with. None of them collects or connects.
"""

from mainstay.analysis.indicators.lists import list_size
from mainstay.analysis.indicators.people import deprivation_score
from mainstay.analysis.indicators.quality import qof_points_share
from mainstay.analysis.indicators.regulator import cqc_domain, cqc_overall
from mainstay.analysis.indicators.survey import survey_overall, survey_share
from mainstay.analysis.indicators.workforce import patients_per_gp, patients_per_nurse

__all__ = [
    "cqc_domain",
    "cqc_overall",
    "deprivation_score",
    "list_size",
    "patients_per_gp",
    "patients_per_nurse",
    "qof_points_share",
    "survey_overall",
    "survey_share",
]
