"""NHS Payments to General Practice: what each practice was paid in a financial year, in pounds.

The columns change every year, so each of ours lists the headings that it is the sum of. Money
for networks stands beside the total in the file and is not part of it; nor are the payments
for covid vaccination and support, which are kept in a column of their own.
"""

import re
from collections.abc import Mapping

import polars as pl

from mainstay.sources.contract import Match, Sample, columns_for
from mainstay.sources.reading import (
    Reading,
    absent,
    choice,
    day,
    enough_rows,
    every_row,
    number,
    one_row_each,
    practice_code,
    text,
    tidy_table,
)
from mainstay.sources.recognising import find_table
from mainstay.sources.years import PAYMENTS_PUBLISHED, payments_usually_published, year_of
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gp-payments",
    name="NHS Payments to General Practice",
    publisher="NHS England",
)
CALENDAR = PAYMENTS_PUBLISHED
usually_published = payments_usually_published

# A heading that only one year's file has, newest first; a later year looks like the newest.
OWN_HEADINGS = {
    "PCN Enhanced Access": (),
    "Long Covid": ("2021-22",),
    "Covid Support and Expansion": ("2020-21",),
    "NHS England and NHS Improvement Region Code": ("2019-20",),
    "NHS England and NHS Improvement (Region, local office) Code": ("2018-19",),
    "Quarter used for patient data": ("2017-18",),
}
REGION = (
    "NHS England (Region) code",
    "NHS England and NHS Improvement Region Code",
    "NHS England and NHS Improvement (Region, local office) Code",
    "NHS England (Region, local office) Code",
)
DETAILS = {
    "practice_code": ("Practice Code",),
    "practice_name": ("Practice Name",),
    "postcode": ("Practice Postcode",),
    "region_code": REGION,
    "sub_icb_code": ("Sub ICB Code", "CCG Code"),
    "sub_icb_name": ("Sub ICB NAME", "CCG Name"),
    "pcn_code": ("PCN Code",),
    "pcn_name": ("PCN Name",),
    "open_date": ("Practice Open Date",),
    "close_date": ("Practice Close Date",),
    "contract": ("Contract Type",),
    "dispensing": ("Dispensing Practice",),
    "practice_type": ("Practice Type",),
    "rurality": ("Practice Rurality",),
    "atypical": ("Atypical Characteristics",),
    "patients": (
        "Average Number of Registered Patients",
        "Number of Registered Patients (Last Known Figure)",
    ),
    "weighted_patients": (
        "Average Number of Weighted Patients",
        "Number of Weighted Patients (Last Known Figure)",
    ),
    "total": ("Total NHS Payments to General Practice",),
    "deductions": ("Deductions for Pensions, Levies and Prescription Charge Income",),
    "total_net": ("Total NHS Payments to General Practice Minus Deductions",),
    "with_covid": (
        "Total NHS Payments including covid vaccination and covid support and expansion payments",
        "Total NHS Payments to General Practice including covid vaccination, covid support "
        "and long covid payments",
    ),
}
# Each of our columns of money, and the headings that are added up to make it.
PARTS = {
    "global_sum": ("Global Sum",),
    "mpig": ("MPIG Correction factor",),
    "pms_balance": ("Balance of PMS Expenditure",),
    "qof": ("Total QOF Payments",),
    "childhood_immunisation": (
        "Childhood Vaccination and Immunisation Scheme",
        "Non DES Item Pneumococcal Vaccine, Childhood Immunisation Main Programme",
    ),
    "extended_hours": ("Extended Hours Access", "GP Extended Hours Access"),
    "enhanced_services": (
        "Facilitating Timely Diagnosis and Support for People with Dementia",
        "Influenza and Pneumococcal Immunisations",
        "Learning Disabilities",
        "Medical Assessment Reviews",
        "Meningitis",
        "Minor Surgery",
        "Out Of Area in Hours Urgent Care",
        "Pertussis",
        "Rotavirus and Shingles Immunisation",
        "Services for Violent Patients",
        "Unplanned Admissions",
        "Weight Management Service",
    ),
    "local_incentives": (
        "Local Incentive Schemes",
        "Total Local Incentive Schemes",
        "Total Local Enhanced Services",
    ),
    "premises": ("Premises Payments",),
    "seniority": ("Seniority",),
    "doctors_retainer": ("Doctors Retainer Scheme Payments",),
    "locums": ("Total Locum Allowances", "Appraisal - Appraiser Costs in Respect of Locums"),
    "pco_admin": ("PCO Admin Other", "Prolonged Study Leave", "Appraisal Costs"),
    "information_technology": ("Information Management and Technology",),
    "forward_view": ("General Practice Forward View", "General Practice Transformation"),
    "pcn_participation": ("PCN Participation",),
    "prescribing_fees": ("Prescribing Fee Payments",),
    "dispensing_fees": ("Dispensing Fee Payments",),
    "drug_reimbursement": ("Reimbursement of Drugs",),
    "covid": ("Covid Immunisation", "Covid Support and Expansion", "Long Covid"),
    "other": ("Other Payments", "winter Access Fund"),
}
IN_TOTAL = tuple(name for name in PARTS if name != "covid")
IGNORED = (
    "Practice Address",
    "Quarter used for patient data",
    "NHS England (Region) Name",
    "NHS England (Region, local office) Name",
    "NHS England and NHS Improvement Region Name",
    "NHS England and NHS Improvement (Region, local office) Name",
)
IGNORED_PATTERN = re.compile(
    r"(average payments per (registered|weighted) patient.*"
    r"|total nhs payments (to general practice )?including .*"
    r"|pcn (leadership|support|extended hours access|workforce|investment and impact fund"
    r"|care home premium|enhanced access|capacity and access.*))",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"(?<=[a-z])[1-9]$")
DATE_STYLES = ("dd/mm/yyyy", "excel", "yyyy-mm-dd")
UNKNOWN = ("unknown", "missing")
CONTRACTS = ("GMS", "PMS", "APMS", "PCTMS", "Other")
PENNIES = 1.0  # pounds: parts are rounded one by one before the publisher adds them up


def recognise(sample: Sample) -> Match | None:
    """Ours when practices have a global sum and a total; the year by its own headings."""
    found = find_table(sample, ("Practice Code", "Global Sum", "Premises Payments"))
    if found is None:
        return None
    headings = {plain(heading).casefold() for heading in found.headings}
    years = next((OWN_HEADINGS[one] for one in OWN_HEADINGS if one.casefold() in headings), ())
    return Match(period=year_of(sample, years), sheet=found.sheet, header_row=found.row)


def plain(heading: str) -> str:
    """A heading without the number of its footnote: `Other Payments1`."""
    return FOOTNOTE.sub("", heading.strip())


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice; money in pounds, null where that year has no such column."""
    raw = raw.rename({name: plain(name) for name in raw.collect_schema().names()})
    headings = raw.collect_schema().names()
    summed = [part for parts in PARTS.values() for part in parts]
    found = columns_for(
        headings,
        DETAILS | {part: (part,) for part in summed},
        optional=("pcn_code", "pcn_name", "with_covid", *summed),
        ignored=[*IGNORED, *filter(IGNORED_PATTERN.fullmatch, headings)],
    )
    money = {part: number(found[part]) for part in summed if part in found}
    columns = _details(found) | money
    if "with_covid" in found:
        columns["with_covid"] = _with_covid(found["with_covid"], columns)
    table = tidy_table(raw, columns)
    return table.select(*_FIRST, *(_sum(name, money) for name in PARTS), *_LAST)


_LAST = ("total", "deductions", "total_net")
_FIRST = tuple(name for name in DETAILS if name not in (*_LAST, "with_covid"))


def _sum(name: str, money: Mapping[str, Reading]) -> pl.Expr:
    held = [part for part in PARTS[name] if part in money]
    if not held:
        return pl.lit(None, pl.Float64).alias(name)
    return pl.sum_horizontal(held, ignore_nulls=False).alias(name)


def _details(found: Mapping[str, str]) -> dict[str, Reading]:
    words = ("practice_name", "postcode", "region_code", "sub_icb_code", "sub_icb_name",
             "pcn_code", "pcn_name", "practice_type")  # fmt: skip
    columns = {name: text(found[name]) if name in found else absent(pl.String) for name in words}
    numbers = {name: number(found[name]) for name in ("patients", "weighted_patients", *_LAST)}
    return {
        "practice_code": practice_code(found["practice_code"]),
        "open_date": day(found["open_date"], *DATE_STYLES, optional=True),
        "close_date": day(found["close_date"], *DATE_STYLES, optional=True),
        "contract": choice(found["contract"], {one: one for one in CONTRACTS}, unsaid=UNKNOWN),
        "dispensing": choice(found["dispensing"], {"Yes": True, "No": False}, unsaid=UNKNOWN),
        "rurality": choice(found["rurality"], {"Urban": "Urban", "Rural": "Rural"}, unsaid=UNKNOWN),
        "atypical": _atypical(found["atypical"]),
        **columns,
        **numbers,
    }


def _with_covid(heading: str, columns: Mapping[str, Reading]) -> Reading:
    """The total with payments for covid: read only to see that none of them is left out."""
    read = number(heading)
    parts = [columns[part].value for part in PARTS["covid"] if part in columns]
    apart = columns["total"].value + pl.sum_horizontal(parts) - read.value
    return Reading(heading, read.value, read.fault | (apart.abs() > PENNIES).fill_null(True))


def _atypical(heading: str) -> Reading:
    """`| Part year of data || No registered patients |` as two phrases with a semicolon."""
    said = pl.col(heading).str.replace_all(r"\s*\|\s*\|\s*", "; ").str.strip_chars("| ")
    return Reading(heading, pl.when(said != "").then(said), text(heading).fault)


CHECKS = (
    one_row_each("practice_code"),
    every_row(
        "The parts of a practice's payments do not add up to its total.",
        (pl.sum_horizontal(IN_TOTAL) - pl.col("total")).abs() <= PENNIES,
        "practice_code",
    ),
    every_row(
        "A total less its deductions is not the net total.",
        (pl.col("total") + pl.col("deductions") - pl.col("total_net")).abs() <= PENNIES,
        "practice_code",
    ),
    every_row("A list has fewer than no patients.", pl.col("patients") >= 0, "practice_code"),
    enough_rows(6_000),
)
