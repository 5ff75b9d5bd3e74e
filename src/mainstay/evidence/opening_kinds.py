"""One file, by what its first bytes say it is: text, workbook, outlines or Parquet."""

import csv
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl

from mainstay.evidence import opening_shapes as shapes
from mainstay.evidence import opening_streams as streams
from mainstay.evidence import opening_text as texts
from mainstay.evidence import opening_workbooks as workbooks
from mainstay.evidence.opening_ods import ods_sheets
from mainstay.sources.contract import DEFAULT_SHEET, DOWNLOAD_AGAIN, Sample
from mainstay.terms.errors import SourceError

CSV, WORKBOOK, GEOJSON, SHAPEFILE, PARQUET = "csv", "workbook", "geojson", "shapefile", "parquet"
COMPANIONS = frozenset({".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix"})
UNREADABLE_KIND = "unreadable"  # a file of a zip that is damaged
MAX_WORKBOOK = 3 << 30  # bytes of text from all the sheets of a workbook


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
    fault: SourceError | None = None


@dataclass(frozen=True)
class Item:
    """Something to open: a file on disk, or a file of a zip already unpacked."""

    path: Path
    name: str
    folder: str
    workdir: Path
    member: str | None = None


def open_item(item: Item, start: bytes) -> Iterator[Opened]:
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
    if suffix in COMPANIONS:
        return
    opener = _opener(start, suffix)
    try:
        yield opener(item)
    except (ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise SourceError(
            "The file is damaged, so it cannot be read.", place=item.name, advice=DOWNLOAD_AGAIN
        ) from error


def _opener(start: bytes, suffix: str) -> Callable[[Item], Opened]:
    if start.startswith(streams.ZIP):
        return _open_workbook
    if start.startswith(streams.PARQUET):
        return _open_parquet
    if suffix == ".shp":
        return _open_shapefile
    return _open_text


def _open_text(item: Item) -> Opened:
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


def _open_geojson(item: Item, pieces: Callable[[Path], Iterator[bytes]]) -> Opened:
    target = item.workdir / "outlines.json"
    sha256, size = streams.unpack(pieces(item.path), target)
    return _from_frame(item, GEOJSON, shapes.geojson_rows(target).lazy(), sha256, size)


def _open_shapefile(item: Item) -> Opened:
    sha256, size = _fingerprint(item.path)
    return _from_frame(item, SHAPEFILE, shapes.shapefile_rows(item.path).lazy(), sha256, size)


def _open_parquet(item: Item) -> Opened:
    sha256, size = _fingerprint(item.path)
    return _from_frame(item, PARQUET, shapes.parquet_rows(item.path), sha256, size)


def _from_frame(item: Item, kind: str, rows: pl.LazyFrame, sha256: str, size: int) -> Opened:
    head = rows.head(5).collect()
    first = [[str(cell or "")[:200] for cell in row] for row in head.rows()]
    sample = Sample(item.name, kind, {DEFAULT_SHEET: [head.columns, *first]}, item.folder)
    return Opened(item.name, item.member, kind, sample, sha256, size, frame=rows)


def _fingerprint(path: Path) -> tuple[str, int]:
    return streams.unpack(streams.file_chunks(path), Path("/dev/null"))


def _open_workbook(item: Item) -> Opened:
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
    yield from ods_sheets(archive) if opened else workbooks.xlsx_sheets(archive)


def _sheet_table(rows: Iterator[workbooks.Row], target: Path) -> texts.TextTable:
    """A sheet's rows as CSV, made as wide as its widest row: a sheet leaves out empty cells.

    The widest row is nearly always among the first. Where it is not, all is written again.
    """
    cleaned = _cleaned(rows, target.name)
    first = list(islice(cleaned, texts.HEAD_ROWS))
    width = widest = max(map(len, first), default=0)
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerows(_padded(row, width) for row in first)
        for row in cleaned:
            if any(row):
                widest = max(widest, len(row))
                out.writerow(_padded(row, width))
    if widest > width:
        _widen(target, widest)
    head = tuple(tuple(_padded(row, widest)) for row in first)
    gaps = not all(any(row) for row in head)
    return texts.TextTable(target, head, tuple(range(1, len(head) + 1)), widest, gaps=gaps)


def _cleaned(rows: Iterator[workbooks.Row], name: str) -> Iterator[workbooks.Row]:
    written = 0
    for row in rows:
        written += sum(map(len, row)) + len(row)
        if written > MAX_WORKBOOK:
            raise SourceError("A sheet holds more than a table would.", place=name)
        yield [texts.clean(cell) for cell in row]


def _padded(row: workbooks.Row, width: int) -> workbooks.Row:
    return row + [""] * (width - len(row))


def _widen(target: Path, width: int) -> None:
    narrow = target.rename(target.with_suffix(".narrow"))
    with (
        narrow.open(encoding="utf-8", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        out = csv.writer(file, lineterminator="\n")
        out.writerows(_padded(row, width) for row in csv.reader(source))
    narrow.unlink()
