"""Open a published file, whatever it is packed in, and show its tables as text.

Nothing here knows whose a file is: it unpacks within limits, finds the encoding, takes the
fingerprint, and gives the first rows to the sources. `raw_table` then gives the whole table.
"""

import csv
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from mainstay.evidence import opening_shapes as shapes
from mainstay.evidence import opening_streams as streams
from mainstay.evidence import opening_text as texts
from mainstay.evidence import opening_workbooks as workbooks
from mainstay.sources.contract import DEFAULT_SHEET, DOWNLOAD_AGAIN, Match, Sample, Source
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period

CSV, WORKBOOK, GEOJSON, SHAPEFILE, PARQUET = "csv", "workbook", "geojson", "shapefile", "parquet"
UNREADABLE = "unreadable"
READ_SUFFIXES = frozenset(
    {".csv", ".gz", ".xlsx", ".xlsm", ".ods", ".parquet", ".geojson", ".json", ".txt"}
)
MAX_WORKBOOK = 3 << 30  # bytes of text from all the sheets of a workbook
SAMPLE_WIDTH = 2_000


@dataclass(frozen=True)
class Opened:
    """A file, or one file of a zip, ready to be recognised.

    `content_sha256` is of the content as unpacked, so that the same table packed another way is
    the same release; `original_sha256` is of the file on disk, where that is already known.
    `fault` is why it cannot be read, where one file of a zip is damaged and the others are not.
    """

    name: str
    member: str | None
    kind: str
    sample: Sample
    content_sha256: str
    size: int
    original_sha256: str = ""
    tables: Mapping[str, texts.TextTable] = field(default_factory=dict)
    frame: pl.LazyFrame | None = None
    passed_over: tuple[str, ...] = ()
    fault: SourceError | None = None


@dataclass(frozen=True)
class _Item:
    """Something to open: a file on disk, or a file of a zip already unpacked."""

    path: Path
    name: str
    folder: str
    workdir: Path
    member: str | None = None


def open_published(path: Path, workdir: Path) -> Iterator[Opened]:
    """Each table-bearing file in `path`: itself, or the files in a zip.

    Temporary text is written to `workdir`, which the caller removes. A file of a kind that
    holds no table gives nothing. Raises SourceError for a file that cannot be opened.
    """
    item = _Item(path, path.name, path.parent.name, workdir)
    start = streams.first_bytes(path)
    if not start:
        raise SourceError("The file is empty.", place=path.name, advice=DOWNLOAD_AGAIN)
    if start.startswith(streams.ZIP) and not _is_workbook(path):
        yield from _open_members(item)
    else:
        yield from _open_item(item, start)


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


def _is_workbook(path: Path) -> bool:
    with streams.open_zip(path) as archive:
        return bool({"xl/workbook.xml", "content.xml"} & set(archive.namelist()))


def _open_members(item: _Item) -> Iterator[Opened]:
    """The files of a zip that may hold tables, one at a time."""
    with streams.open_zip(item.path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        passed = tuple(one.filename for one in members if not _may_hold_table(one.filename))
        kept = [one for one in members if _may_hold_table(one.filename)]
        _refuse_bomb(kept, item)
        for number, member in enumerate(kept):
            yield from _open_member(item, archive, member, number, passed)


def _refuse_bomb(members: list[zipfile.ZipInfo], item: _Item) -> None:
    if sum(one.file_size for one in members) > 2 * streams.MAX_UNPACKED:
        raise SourceError("The zip unpacks to far more than tables would.", place=item.name)


def _open_member(
    item: _Item,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    number: int,
    passed: tuple[str, ...],
) -> Iterator[Opened]:
    name = Path(member.filename.replace("\\", "/")).name
    target = item.workdir / f"member-{number}{Path(name).suffix.lower()}"
    folder = f"{item.folder}/{item.name}"
    try:
        streams.unpack(streams.member_chunks(archive, member), target)
        start = streams.first_bytes(target)
        if start.startswith(streams.ZIP) and not _is_workbook(target):
            return  # a zip inside a zip is passed over
        inner = _Item(target, name, folder, item.workdir, member.filename)
        for opened in _open_item(inner, start):
            yield replace(opened, passed_over=passed)
    except SourceError as fault:
        sample = Sample(name, UNREADABLE, {}, folder)
        yield Opened(name, member.filename, UNREADABLE, sample, "", 0, fault=fault)
    finally:
        target.unlink(missing_ok=True)


def _may_hold_table(filename: str) -> bool:
    name = Path(filename.replace("\\", "/")).name
    hidden = name.startswith(".") or "__MACOSX" in filename
    return not hidden and Path(name).suffix.lower() in READ_SUFFIXES


def _open_item(item: _Item, start: bytes) -> Iterator[Opened]:
    """Open by what the first bytes say; the name is only a last resort."""
    if start.startswith(streams.NOT_TABLES):
        return
    if start.startswith(streams.OLE):
        raise SourceError(
            "This is an old or a locked workbook.",
            place=item.name,
            advice="Open it, save it as .xlsx without a password, and import that.",
        )
    suffix = Path(item.name).suffix.lower()
    if suffix in (".dbf", ".shx", ".prj", ".cpg"):
        return
    opener = _opener(start, suffix)
    try:
        yield opener(item)
    except (ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise SourceError(
            "The file is damaged, so it cannot be read.", place=item.name, advice=DOWNLOAD_AGAIN
        ) from error


def _opener(start: bytes, suffix: str) -> Callable[[_Item], Opened]:
    if start.startswith(streams.ZIP):
        return _open_workbook
    if start.startswith(streams.PARQUET):
        return _open_parquet
    if suffix == ".shp":
        return _open_shapefile
    return _open_text


def _open_text(item: _Item) -> Opened:
    """A CSV or GeoJSON file, gzipped or not."""
    packed = streams.first_bytes(item.path, 2) == streams.GZIP
    pieces = streams.gzip_chunks if packed else streams.file_chunks
    name = item.name.removesuffix(".gz") if packed else item.name
    if Path(name).suffix.lower() in (".geojson", ".json"):
        return _open_geojson(item, pieces)
    plain = None if packed or item.member else item.path
    table, sha256, size = texts.survey_text(
        lambda: pieces(item.path), item.workdir, item.name, plain
    )
    sample = Sample(name, CSV, {DEFAULT_SHEET: table.head}, item.folder)
    return Opened(
        name,
        item.member,
        CSV,
        sample,
        sha256,
        size,
        original_sha256=sha256 if plain else "",
        tables={DEFAULT_SHEET: table},
    )


def _open_geojson(item: _Item, pieces: Callable[[Path], Iterator[bytes]]) -> Opened:
    target = item.workdir / "outlines.json"
    sha256, size = streams.unpack(pieces(item.path), target)
    return _from_frame(item, GEOJSON, shapes.geojson_rows(target).lazy(), sha256, size)


def _open_shapefile(item: _Item) -> Opened:
    sha256, size = _fingerprint(item.path)
    return _from_frame(item, SHAPEFILE, shapes.shapefile_rows(item.path).lazy(), sha256, size)


def _open_parquet(item: _Item) -> Opened:
    sha256, size = _fingerprint(item.path)
    return _from_frame(item, PARQUET, shapes.parquet_rows(item.path), sha256, size)


def _from_frame(item: _Item, kind: str, rows: pl.LazyFrame, sha256: str, size: int) -> Opened:
    head = rows.head(5).collect()
    first = [[str(cell or "")[:200] for cell in row] for row in head.rows()]
    sample = Sample(item.name, kind, {DEFAULT_SHEET: [head.columns, *first]}, item.folder)
    return Opened(item.name, item.member, kind, sample, sha256, size, frame=rows)


def _fingerprint(path: Path) -> tuple[str, int]:
    return streams.unpack(streams.file_chunks(path), Path("/dev/null"))


def _open_workbook(item: _Item) -> Opened:
    """Each sheet written out as CSV, so that all tables are read in one way."""
    sha256, size = _fingerprint(item.path)
    tables = {}
    with streams.open_zip(item.path) as archive, closing(_sheets(archive)) as sheets:
        for number, (name, rows) in enumerate(sheets):
            target = item.workdir / f"{item.path.stem}-sheet-{number}.csv"
            tables[name] = _sheet_table(rows, target)
    sample = Sample(
        item.name, WORKBOOK, {name: table.head for name, table in tables.items()}, item.folder
    )
    return Opened(item.name, item.member, WORKBOOK, sample, sha256, size, tables=tables)


def _sheets(archive: zipfile.ZipFile) -> Generator[tuple[str, Iterator[workbooks.Row]]]:
    opened = "content.xml" in archive.namelist()
    yield from workbooks.ods_sheets(archive) if opened else workbooks.xlsx_sheets(archive)


def _sheet_table(rows: Iterator[workbooks.Row], target: Path) -> texts.TextTable:
    """A sheet's rows as CSV, made as wide as its widest row: a sheet leaves out empty cells."""
    loose = target.with_suffix(".loose")
    width, written = 0, 0
    with loose.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for row in rows:
            width = max(width, len(row))
            written += sum(map(len, row)) + len(row)
            if written > MAX_WORKBOOK:
                raise SourceError("A sheet holds more than a table would.", place=target.name)
            out.writerow([texts.clean(cell) for cell in row])
    return _squared(loose, target, width)


def _squared(loose: Path, target: Path, width: int) -> texts.TextTable:
    head: list[tuple[str, ...]] = []
    with (
        loose.open(encoding="utf-8", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        out = csv.writer(file, lineterminator="\n")
        for row in csv.reader(source):
            if len(head) == texts.HEAD_ROWS and not any(row):
                continue
            whole = row + [""] * (width - len(row))
            out.writerow(whole)
            if len(head) < texts.HEAD_ROWS:
                head.append(tuple(whole))
    loose.unlink()
    lines = tuple(range(1, len(head) + 1))
    gaps = not all(any(row) for row in head)
    return texts.TextTable(target, tuple(head), lines, width, gaps=gaps)
