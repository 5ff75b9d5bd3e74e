"""Patients registered at each practice by sex and five-year age band: `...quin-age.csv`."""

from datetime import date

import polars as pl

from mainstay.sources.contract import DOWNLOAD_AGAIN, Match, Sample, columns_for
from mainstay.sources.patients_rows import SEXES, extracted, matched, once, possible, practices_only
from mainstay.sources.reading import choice, practice_code, tidy_table, whole_number
from mainstay.sources.recognising import second_thursday
from mainstay.terms.errors import SourceError
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="patients-ages",
    name="Patients registered at a GP practice: five-year age bands",
    publisher="NHS England",
)
CALENDAR: dict[str, date] = {}
usually_published = second_thursday

HEADINGS = {
    "extracted": ("EXTRACT_DATE",),
    "type": ("ORG_TYPE", "TYPE"),
    "practice_code": ("ORG_CODE", "CODE"),
    "sex": ("SEX",),
    "age": ("AGE_GROUP_5",),
    "patients": ("NUMBER_OF_PATIENTS",),
}
IGNORED = (
    "PUBLICATION",
    "CCG_CODE",
    "ONS_CCG_CODE",
    "SUB_ICB_LOCATION_CODE",
    "ONS_SUB_ICB_LOCATION_CODE",
    "ONS_CODE",
    "POSTCODE",
)

OLDEST = 95
BAND = 5
BANDS = {f"{low}_{low + BAND - 1}": low for low in range(0, OLDEST, BAND)} | {f"{OLDEST}+": OLDEST}
EVERYONE = -1


def recognise(sample: Sample) -> Match | None:
    """Ours by the heading of five-year bands, which only this file has."""
    return matched(sample, ("EXTRACT_DATE", "AGE_GROUP_5", "NUMBER_OF_PATIENTS"))


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice, sex and band. Stops where the bands do not add up to the total."""
    found = columns_for(raw.collect_schema().names(), HEADINGS, ignored=IGNORED)
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "sex": choice(found["sex"], SEXES),
        "age_low": choice(found["age"], BANDS | {"ALL": EVERYONE}),
        "patients": whole_number(found["patients"]),
        "extracted": extracted(found, match),
    }
    counts = tidy_table(practices_only(raw, found), columns)
    banded = counts.filter(pl.col("age_low") != EVERYONE, pl.col("sex") != "all")
    summed = banded.join(_agreeing(counts), on="practice_code", how="left")
    return summed.select("practice_code", "sex", _as_age(), _age_high(), "patients")


def _as_age() -> pl.Expr:
    return pl.col("age_low").cast(pl.Int64)


def _age_high() -> pl.Expr:
    """The last year of a band; null where it is open."""
    closed = pl.col("age_low") < OLDEST
    return pl.when(closed).then(_as_age() + BAND - 1).alias("age_high")


def _agreeing(counts: pl.LazyFrame) -> pl.LazyFrame:
    """A row a practice, which raises SourceError where its bands and its total differ."""
    banded = (pl.col("age_low") != EVERYONE) & (pl.col("sex") != "all")
    total = (pl.col("age_low") == EVERYONE) & (pl.col("sex") == "all")
    patients = pl.col("patients")
    sums = counts.group_by("practice_code").agg(
        banded=patients.filter(banded).sum(), total=patients.filter(total).sum()
    )
    return sums.map_batches(_stop_where_they_differ, schema=sums.collect_schema(), streamable=True)


def _stop_where_they_differ(sums: pl.DataFrame) -> pl.DataFrame:
    odd = sums.filter(pl.col("banded") != pl.col("total"))
    if odd.height:
        practice, banded, total = odd.row(0)
        raise SourceError(
            f"The age bands of {odd.height} practices do not add up to their totals.",
            place=f"for example {practice}: {banded} against {total}",
            advice=DOWNLOAD_AGAIN,
        )
    return sums


CHECKS = (
    once("A practice has the same sex and age band twice.", "practice_code", "sex", "age_low"),
    possible("A practice has fewer than no patients, or more than a million."),
)
