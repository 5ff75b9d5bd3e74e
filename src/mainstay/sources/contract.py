"""What every source agrees on: the head of a file in, a match out, a tidy table after it.

A source is a module with

- `PUBLICATION`: a `Publication`;
- `CALENDAR`: period label -> the day its publisher put it out, where that is known;
- `usually_published(period)`, if there is a custom to go by where the calendar has no entry;
- `newest_day(raw, match)`, where the head of a file cannot say its month: one cell, `day`, the
  newest day in the whole table, used when `recognise` leaves the period open;
- `recognise(sample)`: a `Match` if the file is this source's, else None. A file that is plainly
  this source's and yet cannot be used may raise SourceError;
- `tidy(raw, match)`: our columns from the file's. `raw` is all text with headings cleaned. It
  stays lazy; a cell that cannot be read raises SourceError when the frame is collected, through
  the guard that `reading.tidy_table` puts in its way;
- `CHECKS`: what must hold for the whole tidy table, run once over the stored columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Publication

DEFAULT_SHEET = ""
DOWNLOAD_AGAIN = "Download the file again from its publisher, and do not save it from Excel."


@dataclass(frozen=True)
class Sample:
    """The head of a file, enough to say whose it is.

    `kind` is csv, workbook, geojson, shapefile or parquet. `sheets` maps a sheet's name to its
    first rows as text, cells cleaned of line breaks; a CSV has one sheet named `""`. `folder`
    is the name of the folder that held it, used only to settle a period that the file leaves open.
    """

    name: str
    kind: str
    sheets: Mapping[str, Sequence[Sequence[str]]]
    folder: str = ""

    def rows(self, sheet: str = DEFAULT_SHEET) -> Sequence[Sequence[str]]:
        return self.sheets.get(sheet, ())

    def heading(self, sheet: str = DEFAULT_SHEET, row: int = 0) -> tuple[str, ...]:
        rows = self.rows(sheet)
        return tuple(rows[row]) if len(rows) > row else ()


@dataclass(frozen=True)
class Match:
    """A file recognised: where its table is and what it measures.

    `header_row` is the row of headings counted from 0, or None where the file has none; then
    `columns` names them. `period` or `published` is None where the file does not say. `facts`
    carries what `tidy` needs to know besides (a year's maximum points, a wide or long layout).
    `part` tells apart files that together make one period: a region, a kind of area, an indicator.
    """

    period: Period | None
    published: date | None = None
    sheet: str = DEFAULT_SHEET
    header_row: int | None = 0
    columns: tuple[str, ...] = ()
    layout: str = ""
    part: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    final_newline_optional: bool = False


@dataclass(frozen=True)
class Remark:
    """Something a person should know about a file that was taken in, as a sentence."""

    sentence: str


@dataclass(frozen=True)
class Check:
    """What must hold for a whole tidy table.

    `broken` is an aggregate, the number of rows (or groups) that break it; `example` an
    aggregate, one of them as text. A hard check stops the file; the others leave a remark.
    """

    sentence: str
    broken: pl.Expr
    example: pl.Expr
    hard: bool = True


class Source(Protocol):
    """The shape of a source's module."""

    PUBLICATION: Publication
    CALENDAR: Mapping[str, date]
    CHECKS: Sequence[Check]

    def recognise(self, sample: Sample) -> Match | None: ...

    def tidy(self, raw: pl.LazyFrame, match: Match) -> pl.LazyFrame: ...


def date_published(source: Source, match: Match, given: date | None = None) -> tuple[date, str]:
    """The day a file came out and how that is known: given, file, calendar or assumed."""
    if given is not None:
        return given, "given"
    if match.published is not None:
        return match.published, "file"
    if match.period is not None and match.period.label in source.CALENDAR:
        return source.CALENDAR[match.period.label], "calendar"
    custom = getattr(source, "usually_published", None)
    if custom is not None and match.period is not None:
        carried_with = match.facts.get("carried_with")  # a later period's publication held it
        return custom(Period.parse(carried_with) if carried_with else match.period), "assumed"
    raise SourceError(
        "The file does not say when it was published.",
        advice="Give the day with --published, for example --published 2023-10-26.",
    )


def check_frame(table: pl.LazyFrame, checks: Sequence[Check]) -> pl.LazyFrame:
    """One row: how many rows break each check, and an example, as `broken_0`, `example_0`..."""
    counts = [check.broken.cast(pl.Int64).alias(f"broken_{n}") for n, check in enumerate(checks)]
    shown = [check.example.cast(pl.String).alias(f"example_{n}") for n, check in enumerate(checks)]
    return table.select(pl.len().alias("rows"), *counts, *shown)


def verdict(row: Mapping[str, object], checks: Sequence[Check]) -> tuple[Remark, ...]:
    """The remarks that a row of `check_frame` leaves. Raises SourceError for a hard one."""
    remarks = []
    for number, check in enumerate(checks):
        broken = row[f"broken_{number}"]
        if broken:
            place = f"{broken} rows, for example {row[f'example_{number}']}"
            if check.hard:
                raise SourceError(check.sentence, place=place, advice=DOWNLOAD_AGAIN)
            remarks.append(Remark(f"{check.sentence} ({place})"))
    return tuple(remarks)


def columns_for(
    found: Iterable[str],
    headings: Mapping[str, Sequence[str]],
    *,
    optional: Iterable[str] = (),
    ignored: Iterable[str] = (),
) -> dict[str, str]:
    """Map our column names to the file's headings; name what is missing or unknown.

    Headings are matched without regard to case. `ignored` are headings that are known and not
    read. Raises SourceError for the first heading that is missing or that nobody has met before.
    """
    names = list(found)
    by_fold = {name.casefold(): name for name in names}
    if len(by_fold) != len(names):
        raise SourceError("Two columns have the same heading.", place=_repeated(names))
    matched = {
        ours: by_fold[spelling.casefold()]
        for ours, spellings in headings.items()
        for spelling in spellings
        if spelling.casefold() in by_fold
    }
    _require(matched, headings, set(optional))
    known = {heading.casefold() for heading in matched.values()}
    known |= {heading.casefold() for heading in ignored}
    for name in names:
        if name.casefold() not in known:
            raise SourceError(
                "A heading is not one that Mainstay knows.",
                place=f"heading '{name}'",
                advice="If the publisher changed the layout, add the heading to the source's "
                "table of headings; otherwise download the file again.",
            )
    return matched


def _require(
    matched: Mapping[str, str], headings: Mapping[str, Sequence[str]], optional: set[str]
) -> None:
    for ours, spellings in headings.items():
        if ours not in matched and ours not in optional:
            raise SourceError(
                "A heading that Mainstay needs is not there.",
                place=f"heading '{spellings[0]}'",
                advice="Download the file again from its publisher; if the heading has been "
                "renamed, add the new spelling to the source's table of headings.",
            )


def _repeated(names: Sequence[str]) -> str:
    folded = [name.casefold() for name in names]
    return next(f"heading '{name}'" for name in names if folded.count(name.casefold()) > 1)
