"""The GP Patient Survey to 2023, weighted, a practice a row.

Those of 2024 and after are not comparable with these: see gpps_2024. The questions were also
numbered afresh in 2018; of 2017 only the names that were seen are read. Of some hundreds of
columns, those named here are read; the rest are known by the shape of their names. A negative
number, such as -97, stands for a result hidden because too few people answered. Shares are 0 to 1
or percentages, by year: the values tell which.
"""

from datetime import date

import polars as pl

from mainstay.sources.contract import Check, Match, Sample, columns_for
from mainstay.sources.reading import Reading, absent, cell, number, practice_code, text, tidy_table
from mainstay.sources.recognising import find_table, matching, year_in
from mainstay.terms.errors import SourceError
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

PUBLICATION = Publication(
    id="gpps-2018",
    name="GP Patient Survey, to 2023",
    publisher="NHS England",
)
CALENDAR = {
    "2017": date(2017, 7, 6),
    "2018": date(2018, 8, 9),
    "2019": date(2019, 7, 11),
    "2020": date(2020, 7, 9),
    "2021": date(2021, 7, 8),
    "2022": date(2022, 7, 14),
    "2023": date(2023, 7, 13),
}
FIRST, LAST = 2017, 2023

HEADINGS = {
    "practice_code": ("Practice_Code",),
    "practice_name": ("Practice_Name",),
    "distributed": ("distributed",),
    "received": ("received",),
}
SHARES = {
    "response_share": ("resprate",),
    "phone_easy_share": ("Q3_12pct",),
    "appointment_good_share": ("Q18_12pct",),
    "overall_good_share": ("Q28_12pct",),
    "preferred_gp_share": ("Q9_12pct",),
    "confidence_share": ("Q89_12pct",),
    "needs_met_share": ("Q90_12pct",),
}
NUMBERED_2017 = {"confidence_share": ("Q22_12pct",)}
OPTIONAL = tuple(name for name in SHARES if name not in ("phone_easy_share", "overall_good_share"))
IGNORED_PATTERNS = (
    r"(CCG|ICS|STP|PCN|CR|Region|NHSER|Comm_?Region)_(Code|Name)(_ONS)?",
    r"Q\d+\w*(\.\d+)?",
    r"(base|weight|pop|dv|pcn|imd)\w*",
)


def recognise(sample: Sample) -> Match | None:
    """Ours by the numbered questions; the name or the folder says which year."""
    found = find_table(sample, ("Practice_Code", "distributed", "received", "Q28_12pct"))
    if found is None:
        return None
    year = year_in(sample.name) or year_in(sample.folder)
    if year is not None and not FIRST <= year <= LAST:
        raise SourceError(
            f"The survey of {year} does not have the questions of {FIRST} to {LAST}.",
            place=sample.name,
            advice="Check the year in the file's name.",
        )
    period = Period.year(year) if year else None
    return Match(period=period, sheet=found.sheet, header_row=found.row)


def tidy(raw: pl.LazyFrame, match: Match) -> pl.LazyFrame:
    """One row a practice."""
    headings = raw.collect_schema().names()
    renumbered = NUMBERED_2017 if match.period == Period.year(2017) else {}
    found = columns_for(
        headings,
        HEADINGS | SHARES | renumbered,
        optional=OPTIONAL,
        ignored=matching(headings, *IGNORED_PATTERNS),
    )
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "practice_name": text(found["practice_name"]),
        "distributed": number(found["distributed"]),
        "received": number(found["received"]),
    }
    columns |= {name: _share(found.get(name)) for name in SHARES}
    table = tidy_table(raw.select(found.values()), columns)
    return table.with_columns(_as_share(name) for name in SHARES)


def _as_share(name: str) -> pl.Expr:
    """Percentages, where most of a column is above 1, as shares; one stray number stays wrong
    and is caught by the checks."""
    per = pl.when(pl.col(name).median() > 1).then(100.0).otherwise(1.0)
    return pl.col(name) / per


def _share(heading: str | None) -> Reading:
    """A share or percentage as printed; hidden where negative, not collected where blank."""
    if heading is None:
        return absent(pl.Float64, Missing.NOT_COLLECTED)
    said = cell(heading).str.strip_chars_end("%")
    value = said.cast(pl.Float64, strict=False)
    hidden = (value < 0) | (said == "*")
    missing = (
        pl.when(hidden.fill_null(False))
        .then(pl.lit(Missing.SUPPRESSED.value))
        .when(said.is_null())
        .then(pl.lit(Missing.NOT_PUBLISHED.value))
    )
    shown = pl.when(missing.is_null() & value.is_finite()).then(value)
    wrong = missing.is_null() & ~value.is_between(0, 100).fill_null(False)
    return Reading(heading, shown, wrong, missing)


def _outside(name: str) -> Check:
    wrong = ~pl.col(name).is_between(0, 1)
    return Check(
        f"'{name}' is not a share.",
        broken=wrong.sum(),
        example=pl.col("practice_code").filter(wrong).first(),
    )


_REPEATED = pl.col("practice_code").is_duplicated()
_TOO_MANY = pl.col("received") > pl.col("distributed")

CHECKS = (
    Check(
        "A practice has more than one row.",
        broken=_REPEATED.sum(),
        example=pl.col("practice_code").filter(_REPEATED).first(),
    ),
    Check(
        "A practice has more forms back than were sent.",
        broken=_TOO_MANY.sum(),
        example=pl.col("practice_code").filter(_TOO_MANY).first(),
    ),
    *(_outside(name) for name in SHARES),
)
