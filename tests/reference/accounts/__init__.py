"""Slow and obvious accounts of every public expression: dicts, loops, no tables.

An account takes lists of dicts where the expression takes tables, in the same order and with the
same settings, and returns a list of dicts. It is written from what the measure means, not from
the expression.
"""

from tests.reference.accounts import (
    appointments,
    lists,
    money,
    needs,
    organisation,
    people,
    quality,
    regulator,
    survey,
    workforce,
)

ACCOUNTS = {
    account.__name__: account
    for account in (
        appointments.appointments_per_1000,
        appointments.appointments_share,
        lists.list_change,
        lists.list_size,
        money.income_per_weighted_patient,
        needs.income_needs,
        needs.prevalence_needs,
        organisation.dispensing,
        organisation.payments_category,
        organisation.prescribing_items_per_patient,
        people.aged_share,
        people.deprivation_score,
        quality.prevalence,
        quality.qof_domain_share,
        quality.qof_points_share,
        regulator.cqc_domain,
        regulator.cqc_overall,
        regulator.cqc_rating_years,
        survey.survey_overall,
        survey.survey_share_2018,
        survey.survey_share_2024,
        workforce.patients_per_gp,
        workforce.single_handed,
        workforce.staff_ratio,
    )
}
