"""What the two halves of the GP Patient Survey share: how a result is printed and checked.

Not a source: `gpps_2018` and `gpps_2024` are, and stay apart.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from mainstay.sources.contract import Check
from mainstay.sources.reading import Reading, absent, cell, number, practice_code, text, tidy_table
from mainstay.terms.missing import Missing


def results(raw: pl.LazyFrame, found: Mapping[str, str], shares: Iterable[str]) -> pl.LazyFrame:
    """One row a practice: forms sent and returned, and each share from 0 to 1.

    `found` maps our names to the file's headings; a share without a heading was not asked.
    """
    names = list(shares)
    columns = {
        "practice_code": practice_code(found["practice_code"]),
        "practice_name": text(found["practice_name"]),
        "distributed": number(found["distributed"]),
        "received": number(found["received"]),
    }
    columns |= {name: _share(found.get(name)) for name in names}
    table = tidy_table(raw.select(found.values()), columns)
    return table.with_columns(_as_share(name) for name in names)


def checks(shares: Iterable[str]) -> tuple[Check, ...]:
    """What must hold for a whole survey."""
    repeated = pl.col("practice_code").is_duplicated()
    too_many = pl.col("received") > pl.col("distributed")
    return (
        Check(
            "A practice has more than one row.",
            broken=repeated.sum(),
            example=pl.col("practice_code").filter(repeated).first(),
        ),
        Check(
            "A practice has more forms back than were sent.",
            broken=too_many.sum(),
            example=pl.col("practice_code").filter(too_many).first(),
        ),
        *(_outside(name) for name in shares),
    )


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
