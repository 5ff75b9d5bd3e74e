"""Open a published file, whatever it is packed in, and show its tables as text.

Nothing here knows whose a file is: it unpacks within limits, finds the encoding, takes the
fingerprint, and gives the first rows to the sources. `raw_table` then gives the whole table.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from mainstay.evidence import opening_streams as streams
from mainstay.evidence import opening_text as texts
from mainstay.evidence.opening_kinds import UNREADABLE_KIND, Item, Opened, open_item
from mainstay.evidence.opening_members import PassedOver, is_workbook, open_members
from mainstay.sources.contract import DOWNLOAD_AGAIN, Match, Source
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period

__all__ = ["UNREADABLE_KIND", "Opened", "PassedOver", "open_published", "raw_table", "with_period"]


def open_published(path: Path, workdir: Path) -> Iterator[Opened | PassedOver]:
    """Each table-bearing file in `path`: itself, or the files in a zip.

    Temporary text is written to `workdir`, which the caller removes. A file of a kind that
    holds no table gives nothing, and in a zip its name. Raises SourceError for a file that cannot
    be opened.
    """
    item = Item(path, path.name, path.parent.name, workdir)
    start = streams.first_bytes(path)
    if not start:
        raise SourceError("The file is empty.", place=path.name, advice=DOWNLOAD_AGAIN)
    if start.startswith(streams.ZIP) and not is_workbook(path):
        yield from open_members(item)
    else:
        yield from open_item(item, start)


def raw_table(opened: Opened, match: Match) -> pl.LazyFrame:
    """The table that `match` names: all text, headings cleaned.

    A blank cell is null, or an empty text where it stood in quotation marks: readers take both
    alike. Rows without a word in them are left out.

    Raises SourceError for a row of the wrong length, a file cut short, or a heading met twice.
    """
    if opened.fault is not None:
        raise opened.fault
    if opened.frame is not None:
        return opened.frame
    table = opened.tables.get(match.sheet)
    if table is None:
        raise SourceError("The workbook has no such sheet.", place=f"sheet '{match.sheet}'")
    _require_whole(table, match)
    names, skipped = _headings(table, match)
    scanned = pl.scan_csv(
        table.path,
        has_header=False,
        skip_lines=skipped,
        schema=dict.fromkeys(names, pl.String),
        glob=False,
    )
    return _without_gaps(scanned, names) if table.gaps else scanned


def _without_gaps(scanned: pl.LazyFrame, names: tuple[str, ...]) -> pl.LazyFrame:
    """The rows with a word in them. Batch by batch: one expression of 800 columns takes minutes."""
    wordy = pl.any_horizontal(pl.all().str.strip_chars().fill_null("") != "")
    return scanned.map_batches(
        lambda batch: batch.filter(wordy),
        schema=dict.fromkeys(names, pl.String),
        streamable=True,
        projection_pushdown=False,
        predicate_pushdown=False,
        slice_pushdown=False,
    )


def with_period(source: Source, match: Match, opened: Opened) -> Match:
    """The match with its period, read from the whole table where the head does not say it.

    The period is the month of the newest day, by the source's own rule; it stays None where the
    source has none.
    """
    newest = getattr(source, "newest_day", None)
    if match.period is not None or newest is None:
        return match
    day = newest(raw_table(opened, match), match).collect(engine="streaming")["day"][0]
    return match if day is None else replace(match, period=Period.month(day.year, day.month))


def _require_whole(table: texts.TextTable, match: Match) -> None:
    if table.flaw is not None:
        raise table.flaw
    if not table.whole_last_line and not match.final_newline_optional:
        raise SourceError(
            "The last line has no end, so the file was cut short.", advice=DOWNLOAD_AGAIN
        )


def _headings(table: texts.TextTable, match: Match) -> tuple[tuple[str, ...], int]:
    """The names of the columns, and how many lines to pass over before the first row."""
    first = 0 if match.header_row is None else match.header_row + 1
    if first > len(table.head):
        raise SourceError("The row of headings is not there.", advice=DOWNLOAD_AGAIN)
    names = match.columns if match.header_row is None else table.head[match.header_row]
    names = tuple(name or f"unnamed {place}" for place, name in enumerate(names, start=1))
    for number, row in enumerate((*table.head[first:], ("",) * table.width), start=first + 1):
        if len(row) != len(names) and any(row):
            raise SourceError(
                f"A row has {len(row)} cells and there are {len(names)} headings.",
                place=f"row {number}",
                advice=DOWNLOAD_AGAIN,
            )
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SourceError("Two columns have the same heading.", place=f"heading '{twice}'")
    return names, table.lines[first - 1] if first else 0
