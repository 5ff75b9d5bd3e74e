"""Slow and obvious accounts of every public expression: dicts, loops, no tables.

An account takes lists of dicts where the expression takes tables, in the same order and with the
same settings, and returns a list of dicts. It is written from what the measure means, not from
the expression.
"""

from tests.reference.accounts.lists import list_size
from tests.reference.accounts.people import deprivation_score
from tests.reference.accounts.quality import qof_points_share
from tests.reference.accounts.regulator import cqc_domain, cqc_overall
from tests.reference.accounts.survey import survey_overall, survey_share
from tests.reference.accounts.workforce import patients_per_gp, patients_per_nurse

ACCOUNTS = {
    account.__name__: account
    for account in (
        cqc_domain,
        cqc_overall,
        deprivation_score,
        list_size,
        patients_per_gp,
        patients_per_nurse,
        qof_points_share,
        survey_overall,
        survey_share,
    )
}
