"""Measures of practices: each takes tidy tables and returns one row for a practice and a period.

A definition names one of these functions, the publications that it is given, in order, and the
settings that it is called with. None of them collects or connects.
"""

from mainstay.analysis.indicators.appointments import appointments_per_1000, appointments_share
from mainstay.analysis.indicators.lists import list_change, list_size
from mainstay.analysis.indicators.money import income_per_weighted_patient
from mainstay.analysis.indicators.needs import income_needs, prevalence_needs
from mainstay.analysis.indicators.organisation import (
    dispensing,
    payments_category,
    prescribing_items_per_patient,
)
from mainstay.analysis.indicators.people import aged_share, deprivation_score
from mainstay.analysis.indicators.quality import prevalence, qof_domain_share, qof_points_share
from mainstay.analysis.indicators.regulator import cqc_domain, cqc_overall, cqc_rating_years
from mainstay.analysis.indicators.survey import (
    survey_overall,
    survey_share_2018,
    survey_share_2024,
)
from mainstay.analysis.indicators.workforce import patients_per_gp, single_handed, staff_ratio

__all__ = [
    "aged_share",
    "appointments_per_1000",
    "appointments_share",
    "cqc_domain",
    "cqc_overall",
    "cqc_rating_years",
    "deprivation_score",
    "dispensing",
    "income_needs",
    "income_per_weighted_patient",
    "list_change",
    "list_size",
    "patients_per_gp",
    "payments_category",
    "prescribing_items_per_patient",
    "prevalence",
    "prevalence_needs",
    "qof_domain_share",
    "qof_points_share",
    "single_handed",
    "staff_ratio",
    "survey_overall",
    "survey_share_2018",
    "survey_share_2024",
]
