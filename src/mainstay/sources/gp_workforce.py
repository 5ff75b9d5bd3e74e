"""The general practice workforce, a practice a row: the wide files.

In 2019 the file has 657 columns, from 2022 it is called Detailed and has over 800; only those
named here are read. What was "excluding registrars" (EXR, EXRL) became "excluding trainees"
(EXTG, EXTGL) in 2021. Where a practice gave no valid return the publisher writes ND (NA, EST, NS
or a full stop in other years): those are not collected, never zero. By the publisher's notes a
practice that gave no record of a GP is estimated for, like one without a return, so a headcount of
no GPs is not collected either. No nurses may be true, and stays a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import Reading, number_or_missing, practice_code, text, tidy_table
from mainstay.sources.recognising import (
    find_table,
    last_thursday_after,
    matching,
    month_in,
    months_later,
)
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gp-workforce",
    name="General Practice Workforce: practices",
    publisher="NHS England",
)
CALENDAR = {"2019-09": date(2019, 11, 28)}

WHOLE = {
    "patients": ("TOTAL_PATIENTS",),
    "gp_headcount": ("TOTAL_GP_HC",),
    "nurse_headcount": ("TOTAL_NURSES_HC",),
}
TIMES = {
    "gp_wte": ("TOTAL_GP_FTE",),
    "gp_qualified_wte": ("TOTAL_GP_EXTG_FTE", "TOTAL_GP_EXR_FTE"),
    "gp_permanent_wte": ("TOTAL_GP_EXTGL_FTE", "TOTAL_GP_EXRL_FTE"),
    "gp_locum_vacancy_wte": ("TOTAL_GP_LOCUM_VAC_FTE",),
    "nurse_wte": ("TOTAL_NURSES_FTE",),
    "direct_care_wte": ("TOTAL_DPC_FTE",),
    "admin_wte": ("TOTAL_ADMIN_FTE",),
}
PARTNERS = ("TOTAL_GP_SEN_PTNR_HC", "TOTAL_GP_PTNR_PROV_HC")
UNDER_55 = tuple(
    f"TOTAL_GP_HC_{band}" for band in ["UNDER30", "30TO34", "35TO39", "40TO44", "45TO49", "50TO54"]
)
FROM_55 = tuple(f"TOTAL_GP_HC_{band}" for band in ["55TO59", "60TO64", "65TO69", "70PLUS"])
SUMS: Mapping[str, Sequence[str]] = {
    "gp_partner_headcount": PARTNERS,
    "gp_headcount_55_over": FROM_55,
    "gp_headcount_age_known": UNDER_55 + FROM_55,
}
OF_GPS = ("gp_headcount", *(name for name in TIMES if name.startswith("gp_")), *SUMS)
PARTS = {name: (name,) for name in PARTNERS + UNDER_55 + FROM_55}
HEADINGS = (
    {"practice_code": ("PRAC_CODE",), "practice_name": ("PRAC_NAME",)} | WHOLE | TIMES | PARTS
)
IGNORED_PATTERNS = (
    r"(CCG|PCN|SUB_ICB|ICB|STP|REGION|REGION_GEOG|HEE_REGION|COMM_REGION)_(CODE|NAME)",
    r"CONTRACT",
    r"(GP|NURSE|DPC|ADMIN)_SOURCE",
    r"TOTAL_(MALE|FEMALE|UNKNOWN_GENDER|DISP_PATIENTS)",
    r"(MALE|FEMALE)_PATIENTS_\w+",
    r"(TOTAL|MALE|FEMALE|UNKNOWN_GENDER)_(GP|N|NURSES|DPC|ADMIN)_\w+",
    r"(MALE|FEMALE)_TRAINEE_DPC_\w+",
)
MARKS = dict.fromkeys(("ND", "NA", "EST", "NS", ".", ""), Missing.NOT_COLLECTED) | {
    "*": Missing.SUPPRESSED
}

MOST = 1_000_000  # patients: several times the largest list
MONTHLY_FROM = date(2021, 7, 1)


def usually_published(period: Period) -> date:
    """The last Thursday of the next month; of the month after it while the series was quarterly."""
    monthly = period.start >= MONTHLY_FROM
    return last_thursday_after(period if monthly else months_later(period, 1))


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings; the month is in the file's name or its folder's."""
    found = find_table(sample, ("PRAC_CODE", "TOTAL_PATIENTS", "TOTAL_GP_HC", "TOTAL_GP_FTE"))
    if found is None:
        return None
    period = month_in(sample.name) or month_in(sample.folder)
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice."""
    headings = raw.collect_schema().names()
    found = columns_for(headings, HEADINGS, ignored=matching(headings, *IGNORED_PATTERNS))
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "practice_name": text(found["practice_name"]),
    }
    columns |= {name: _whole(found[name]) for name in (*WHOLE, *PARTS)}
    columns |= {name: number_or_missing(found[name], MARKS, grouped=False) for name in TIMES}
    table = tidy_table(raw.select(found.values()), columns)
    summed = table.with_columns(
        column for name, parts in SUMS.items() for column in _summed(name, parts)
    )
    return summed.with_columns(
        column for name in OF_GPS for column in _without_records(name)
    ).select(_ours())


def _whole(heading: str) -> Reading:
    """A count of people or patients, or why there is none."""
    read = number_or_missing(heading, MARKS, grouped=False)
    odd = (read.value != read.value.round()) | ~read.value.is_between(0, MOST)
    return replace(read, fault=read.fault | odd.fill_null(False))


def _summed(name: str, parts: Sequence[str]) -> tuple[pl.Expr, pl.Expr]:
    """A sum that is missing, for its first part's reason, when any part is."""
    reason = pl.coalesce(f"{part}_missing" for part in parts)
    total = pl.sum_horizontal(parts)
    return pl.when(reason.is_null()).then(total).alias(name), reason.alias(f"{name}_missing")


def _without_records(name: str) -> tuple[pl.Expr, pl.Expr]:
    """A figure of GPs, not collected where the practice gave no record of any."""
    none = (pl.col("gp_headcount") == 0).fill_null(False)
    reason = pl.when(none).then(pl.lit(Missing.NOT_COLLECTED.value))
    missing = f"{name}_missing"
    return pl.when(~none).then(pl.col(name)).alias(name), reason.otherwise(missing).alias(missing)


def _ours() -> list[str]:
    numbers = (*WHOLE, *TIMES, *SUMS)
    return ["practice_code", "practice_name", *numbers, *(f"{name}_missing" for name in numbers)]


ROUNDING = 0.01


def _more(part: str, whole: str) -> Check:
    """A part of the staff that is larger than the whole: columns have moved."""
    larger = pl.col(part) > pl.col(whole) + ROUNDING
    return Check(
        f"A practice has more in '{part}' than in '{whole}'.",
        broken=larger.sum(),
        example=pl.col("practice_code").filter(larger).first(),
    )


_REPEATED = pl.col("practice_code").is_duplicated()

CHECKS = (
    Check(
        "A practice has more than one row.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    _more("gp_qualified_wte", "gp_wte"),
    _more("gp_permanent_wte", "gp_qualified_wte"),
    _more("gp_headcount_age_known", "gp_headcount"),
    _more("gp_partner_headcount", "gp_headcount"),
)
