"""The invented measures that made-up findings are filled with: one a line."""

import csv
from pathlib import Path

from mainstay.terms.indicators import Direction, Unit

Measure = tuple[str, str, Unit, Direction, float, float, str]


# id | plain name | topic | category | publication
_CATEGORIES = """
cqc_overall | Rating by the regulator | regulator | Good | cqc-ratings
cqc_well_led | Rating for being well led | regulator | Requires improvement | cqc-ratings
contract | Contract | organisation | GMS | gp-payments
rurality | Town or country | organisation | Urban | gp-payments
"""

_CONDITIONS = """
af atrial fibrillation
ast asthma
can cancer
chd coronary heart disease
ckd chronic kidney disease
copd chronic obstructive pulmonary disease
dem dementia
dep depression
dm diabetes
ep epilepsy
hf heart failure
hyp high blood pressure
ld learning disability
mh severe mental illness
ob obesity
ost osteoporosis
pad peripheral arterial disease
pc palliative care
ra rheumatoid arthritis
stia stroke
"""

PERIODS = {
    "patients-totals": "2026-10",
    "patients-ages": "2026-10",
    "fingertips": "2025",
    "gp-workforce": "2026-09",
    "qof-totals": "2025-26",
    "qof-prevalence": "2025-26",
    "gpps-2024": "2026",
    "gp-payments": "2024-25",
    "gpad": "2026-09",
    "derived-crosssection": "2019",
    "cqc-ratings": "2026-10-01",
}


def _lines(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


def _measures() -> dict[str, Measure]:
    with Path(__file__).with_name("made_up_measures.csv").open(encoding="utf-8") as lines:
        return {
            one["id"]: (
                one["plain_name"],
                one["topic"],
                Unit(one["unit"]),
                Direction(one["direction"]),
                float(one["england"]),
                float(one["spread"]),
                one["publication"],
            )
            for one in csv.DictReader(lines)
        }


MEASURES = _measures()
CATEGORIES = {one: tuple(rest) for one, *rest in _lines(_CATEGORIES)}
CONDITIONS = dict(line.split(" ", 1) for line in _CONDITIONS.strip().splitlines())
TRENDS = (
    "list_size",
    "patients_per_gp",
    "qof_points_share",
    "survey_overall_2024",
    "appointments_per_1000",
    "income_per_weighted_patient",
)
