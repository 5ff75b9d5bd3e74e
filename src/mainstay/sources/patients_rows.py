"""What the four files of registered patients share: their day, their rows and two checks.

Not a source: `patients_totals`, `patients_ages`, `patients_areas` and `patients_lsoa` are, and
stay apart.
"""

from collections.abc import Collection, Mapping

import polars as pl

from mainstay.sources.contract import Check, Match, Sample
from mainstay.sources.reading import Reading, code, guarded, unchanging
from mainstay.sources.recognising import as_day, find_table, first_record
from mainstay.terms.periods import Period

SEXES = {"ALL": "all", "MALE": "male", "FEMALE": "female"}
AREA = r"^[0-9A-Z]{3,5}$"
KINDS = r"^(GP|PCN|CCG|STP|ICB|SUB_?ICB.*|NATIONAL|ENGLAND|.*REGION.*)$"
"""The kinds of organisation that have rows in a file that is not of practices alone."""


def matched(
    sample: Sample, needed: Collection[str], parts: Mapping[str, str] | None = None
) -> Match | None:
    """The table with these headings, of the day on which its first row says it was extracted.

    `parts` are a file's possible parts by the sex that its first row gives.
    """
    found = find_table(sample, needed)
    if found is None:
        return None
    record = first_record(sample, found)
    said = record.get("extract_date", "")
    extracted = as_day(said)
    return Match(
        period=Period.day(extracted) if extracted else None,
        sheet=found.sheet,
        header_row=found.row,
        part=(parts or {}).get(record.get("sex", "").upper(), ""),
        facts={"extracted": said},
    )


def extracted(found: Mapping[str, str], match: Match) -> Reading:
    """The day of extraction, which every row repeats."""
    return unchanging(found["extracted"], match.facts["extracted"])


def practices_only(raw: pl.LazyFrame, found: Mapping[str, str]) -> pl.LazyFrame:
    """The rows of practices, in a file that has larger areas too."""
    kind = code(found["type"], KINDS)
    return guarded(raw.select(found.values()), [kind]).filter(kind.value == "GP")


def once(sentence: str, *keys: str) -> Check:
    """No two rows with the same keys."""
    repeated = pl.struct(keys).is_duplicated()
    shown = pl.col("practice_code").filter(repeated).first()
    return Check(sentence, broken=repeated.sum(), example=shown)


def possible(sentence: str) -> Check:
    """A number of patients that a practice can have."""
    impossible = ~pl.col("patients").is_between(0, 1_000_000)
    shown = pl.col("practice_code").filter(impossible).first()
    return Check(sentence, broken=impossible.sum(), example=shown)
