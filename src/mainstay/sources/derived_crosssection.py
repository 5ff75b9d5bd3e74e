"""Practices in 2019, merged from several publications by a third party.

EBM DataLab put together the workforce of September 2019, QOF 2018-19, the GP Patient Survey of
2019, deprivation, age and prescribing for one study. It is not a publisher's file and every
figure from it is marked as derived. Its day of publication is, by rule, that of the last
publication merged in it, the workforce. The file repeats England and a few practices that had
two suppliers; those who only prescribe, with no list, return, survey or QOF, are left out. As in
the workforce itself, a headcount of no GPs is a practice that gave no record of any, and its GPs
were not collected.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import (
    Reading,
    cell,
    choice,
    number_or_missing,
    practice_code,
    share,
    text,
    tidy_table,
)
from mainstay.sources.recognising import find_table
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="derived-crosssection",
    name="Workforce, QOF, survey and deprivation of practices, September 2019",
    publisher="NHS Digital, Public Health England and NHS Business Services Authority",
    derived_by="EBM DataLab, University of Oxford",
)
CALENDAR = {"2019-09": date(2019, 11, 28)}
PERIOD = Period.month(2019, 9)

COUNTS = {
    "patients": ("TOTAL_PATIENTS",),
    "gp_headcount": ("TOTAL_GP_HC",),
    "dispensing_patients": ("TOTAL_DISP_PATIENTS",),
}
NUMBERS = {
    "gp_wte": ("TOTAL_GP_FTE",),
    "list_size": ("list_size",),
    "imd_score": ("Deprivation score (IMD 2015)",),
    "prescribing_items": ("total_items",),
    "qof_clinical_points": ("CL",),
    "qof_points": ("QOF_TOTAL",),
}
SHARES = {
    "overall_good_share": ("% who have a positive experience of their GP practice",),
    "long_condition_share": ("% with a long-standing health condition",),
    "aged_65_over_share": ("% aged 65+ years",),
    "aged_under_18_share": ("% aged under 18 years",),
}
WORDS = {
    "sub_icb_code": ("pct",),
    "rurality_code": ("ruc11cd",),
    "rurality": ("RUC11",),
    "supplier": ("Principal_Supplier",),
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "practice_code": ("code",),
    "single_handed": ("SINGLE_HANDED",),
    **COUNTS,
    **NUMBERS,
    **SHARES,
    **WORDS,
}
IGNORED = ("DISPENSING_BIN", "GP_FTE_PER_10000", "PH", "PHAS", "LSOA11NM")
BLANK = {"": Missing.NOT_PUBLISHED}
FLAGS = {"0": False, "0.0": False, "1": True, "1.0": True}
PER_CENT = 100
MOST = 1_000_000  # patients: several times the largest list
ENGLAND = "E92000001"
MOST_POINTS = 559
OF_A_PRACTICE = ("patients", "list_size", "qof_points", "imd_score", "overall_good_share")


def recognise(sample: Sample) -> Match | None:
    """Ours by its headings: there is one such file, so they give the period as well."""
    needed = ("code", "TOTAL_PATIENTS", "GP_FTE_PER_10000", "Deprivation score (IMD 2015)")
    found = find_table(sample, needed)
    if found is None:
        return None
    return Match(period=PERIOD, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice; its suppliers, where there were two, listed together."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    practices = raw.select(found.values()).filter(
        cell(found["practice_code"]) != ENGLAND,
        pl.any_horizontal(cell(found[name]).is_not_null() for name in OF_A_PRACTICE),
    )
    table = tidy_table(_without_repeats(practices, found["supplier"]), _columns(found))
    return table.with_columns(
        pl.col("list_size").round().cast(pl.Int64),
        *_without_records("gp_headcount"),
        *_without_records("gp_wte"),
    )


def _without_records(name: str) -> tuple[pl.Expr, pl.Expr]:
    """A figure of GPs, not collected where the practice gave no record of any."""
    none = (pl.col("gp_headcount") == 0).fill_null(False)
    reason = pl.when(none).then(pl.lit(Missing.NOT_COLLECTED.value))
    missing = f"{name}_missing"
    return pl.when(~none).then(pl.col(name)).alias(name), reason.otherwise(missing).alias(missing)


def _without_repeats(practices: pl.LazyFrame, supplier: str) -> pl.LazyFrame:
    """Rows that differ in nothing but the supplier, as one. Compared as text, before any sums."""
    others = [name for name in practices.collect_schema().names() if name != supplier]
    suppliers = pl.col(supplier).drop_nulls().unique().sort().str.join("; ")
    return practices.group_by(others, maintain_order=True).agg(suppliers)


def _columns(found: Mapping[str, str]) -> dict[str, Reading]:
    columns = {"practice_code": practice_code(found["practice_code"])}
    columns |= {name: _whole(found[name]) for name in COUNTS}
    columns |= {name: number_or_missing(found[name], BLANK, grouped=False) for name in NUMBERS}
    columns |= {name: share(found[name], BLANK, per=PER_CENT) for name in SHARES}
    columns["single_handed"] = _flag(found["single_handed"])
    return columns | {name: text(found[name]) for name in WORDS}


def _whole(heading: str) -> Reading:
    """A count, printed with a decimal point, or not published."""
    read = number_or_missing(heading, BLANK, grouped=False)
    odd = (read.value != read.value.round()) | ~read.value.is_between(0, MOST)
    return replace(read, fault=read.fault | odd.fill_null(False))


def _flag(heading: str) -> Reading:
    """1 or 0, or not published."""
    read = choice(heading, FLAGS, optional=True)
    missing = pl.when(cell(heading).is_null()).then(pl.lit(Missing.NOT_PUBLISHED.value))
    return replace(read, missing=missing)


_IMPOSSIBLE = ~pl.col("qof_points").is_between(0, MOST_POINTS)
_REPEATED = pl.col("practice_code").is_duplicated()

CHECKS = (
    Check(
        "A practice has rows that differ.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    Check(
        "A practice has more points than the framework gave.",
        broken=_IMPOSSIBLE.sum(),
        example=pl.col("practice_code").filter(_IMPOSSIBLE).first(),
    ),
)
