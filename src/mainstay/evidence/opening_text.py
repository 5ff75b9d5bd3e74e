"""A CSV file on its way in: its encoding, its shape and its fingerprint, in one pass.

Polars fills a short row with blanks without a word, so the separators are counted here: where
every row has as many as the heading, none is short (and Polars itself refuses a long one).
"""

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from mainstay.evidence.opening_streams import DAMAGED
from mainstay.terms.errors import SourceError

HEAD_BYTES = 1 << 20  # a heading line longer than this is not a table's
HEAD_ROWS = 40
MAX_COLUMNS = 5_000
MAX_RECORD = 16 << 20  # bytes between two line ends outside quotation marks
NEWLINE, RETURN, COMMA, QUOTE, CONTROLS = 10, 13, 44, 34, 9

WORD = np.ones(256, dtype=bool)
WORD[list(b',"\t\n\r ')] = False
MARKED = "utf-8-sig"  # UTF-8 that begins with a byte-order mark

Pieces = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class TextTable:
    """A table as UTF-8 CSV on disk: its first rows, and what is wrong with the rest, if anything.

    `lines` are the physical lines used up by the end of each head row. `flaw` is held back
    until a source has claimed the file: a letter is not a damaged table.
    """

    path: Path
    head: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    width: int
    flaw: SourceError | None = None
    whole_last_line: bool = True
    gaps: bool = False


@dataclass
class Survey:
    """What one pass over the text has seen so far."""

    width: int = 0
    records: int = 0
    gaps: bool = False
    flaw: SourceError | None = None
    rest: bytes = b""
    last: bytes = b"\n"
    head: bytes = b""
    head_done: bool = False
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    size: int = 0

    def take(self, piece: bytes) -> None:
        """Count the whole rows in the next piece; keep the broken one at its end."""
        if not piece:
            return
        self.last = piece[-1:]
        block = self.rest + piece
        ends = _record_ends(block)
        if not self.head_done:
            block, ends = self._past_head(block, ends)
        cut = int(ends[-1]) + 1 if len(ends) else 0
        self.rest = block[cut:]
        if len(self.rest) > MAX_RECORD:
            raise SourceError(
                "A line is far too long, or a quotation mark is never closed.",
                place=f"after line {self.records}",
                advice=DAMAGED,
            )
        if cut and self.flaw is None:
            self._count(block[:cut], ends)

    def finish(self) -> None:
        """Count the last row where no line break ends it."""
        if np.count_nonzero(_bytes(self.rest) == QUOTE) % 2:
            self.flaw = SourceError(
                "The file ends inside quotation marks, so it was cut short.", advice=DAMAGED
            )
        if not self.head_done:
            self._set_head(self.rest)
        elif self.rest.strip() and self.flaw is None:
            block = self.rest + b"\n"
            self._count(block, _record_ends(block))

    def _past_head(self, block: bytes, ends: np.ndarray) -> tuple[bytes, np.ndarray]:
        if len(ends) < HEAD_ROWS and len(block) < HEAD_BYTES:
            return block, ends[:0]
        if not len(ends) or ends[0] > HEAD_BYTES:
            raise SourceError(
                "The first line is over a million characters long, so this is not a table.",
                place="line 1",
                advice=DAMAGED,
            )
        within = ends[ends <= max(HEAD_BYTES, int(ends[0]))][:HEAD_ROWS]
        cut = int(within[-1]) + 1
        self._set_head(block[:cut])
        return block[cut:], ends[len(within) :] - cut

    def _set_head(self, head: bytes) -> None:
        self.head, self.head_done = head, True
        rows, _ = head_rows(head)
        self.width = next((len(row) for row in reversed(rows) if row), 0)
        self.gaps = not all(any(row) for row in rows)
        self.records = len(rows)

    def _count(self, block: bytes, ends: np.ndarray) -> None:
        separators = _outside(block, COMMA)
        if np.count_nonzero(separators) != len(ends) * (self.width - 1):
            self._find_flaw(block, ends, separators)
        if not self.gaps:
            shortest = int(np.diff(ends, prepend=-1).min()) - 1
            # No more than `"","",""`, so it may have no word in it.
            self.gaps = shortest <= 3 * self.width and _has_wordless(block, ends)
        self.records += len(ends)

    def _find_flaw(self, block: bytes, ends: np.ndarray, separators: np.ndarray) -> None:
        so_far = np.cumsum(separators, dtype=np.int64)[ends]
        counts = np.diff(so_far, prepend=0)
        starts = np.concatenate(([0], ends[:-1] + 1))
        for place in np.flatnonzero(counts != self.width - 1):
            if not block[starts[place] : ends[place]].strip():
                self.gaps = True
                continue
            found = int(counts[place]) + 1
            self.flaw = SourceError(
                f"A row has {found} cells and the one before it has {self.width}.",
                place=f"row {self.records + int(place) + 1}",
                advice=DAMAGED,
            )
            return


def _bytes(block: bytes) -> np.ndarray:
    return np.frombuffer(block, np.uint8)


def _outside(block: bytes, wanted: int) -> np.ndarray:
    """True at each wanted byte that is not inside quotation marks; block starts outside them."""
    letters = _bytes(block)
    found: np.ndarray = letters == wanted
    if b'"' in block:
        found &= np.cumsum(letters == QUOTE, dtype=np.uint8) & 1 == 0
    return found


def _has_wordless(block: bytes, ends: np.ndarray) -> bool:
    """True when a row holds nothing but separators, quotation marks and spaces."""
    words = np.cumsum(WORD[_bytes(block)], dtype=np.int64)[ends]
    return bool((np.diff(words, prepend=0) == 0).any())


def _record_ends(block: bytes) -> np.ndarray:
    return np.flatnonzero(_outside(block, NEWLINE))


def head_rows(head: bytes) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """The rows at the head of a file, cells cleaned, and the line on which each one ends."""
    text = head.decode("utf-8", errors="replace").removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline="\n"))
    rows, lines = [], []
    csv.field_size_limit(HEAD_BYTES * 2)
    try:
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise SourceError(
                    f"A line has {len(row):,} columns; no publication has so many.",
                    place=f"line {reader.line_num}",
                    advice=DAMAGED,
                )
            rows.append(tuple(clean(cell) for cell in row))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise SourceError("The first lines are not a table.", advice=DAMAGED) from error
    return tuple(rows), tuple(lines)


def clean(cell: str) -> str:
    """A cell's text without line breaks, runs of spaces and byte-order marks."""
    if not cell.isascii():
        cell = cell.replace("\ufeff", "").replace("\xa0", " ")
    return " ".join(cell.split())


def survey_text(
    pieces: Pieces, workdir: Path, name: str, source: Path | None
) -> tuple[TextTable, str, int]:
    """The table, its content's sha256 and its size.

    `source` is the file itself where it is plain: it is then scanned in place if it is UTF-8.
    Otherwise the text is written to `workdir` as UTF-8 with plain line breaks.
    """
    head = next(pieces(), b"")
    _refuse_what_is_no_table(head, name)
    encoding = _encoding(head)
    try:
        return _survey(pieces, workdir, name, source, encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise _unknown_letters(name) from error
    try:
        return _survey(pieces, workdir, name, source, "cp1252")
    except UnicodeDecodeError as error:
        raise _unknown_letters(name) from error


def _unknown_letters(name: str) -> SourceError:
    return SourceError(
        "The file's letters are in no encoding that Mainstay knows.",
        place=name,
        advice="Save it again as CSV UTF-8, or download it again.",
    )


def _survey(
    pieces: Pieces, workdir: Path, name: str, source: Path | None, encoding: str
) -> tuple[TextTable, str, int]:
    survey = Survey()
    old_lines = _old_line_ends(next(pieces(), b""))
    path = source if source is not None and encoding == "utf-8" and not old_lines else None
    target = path or workdir / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.csv"
    out = None if path else target.open("wb")
    try:
        for text in _as_utf8(_hashed(pieces(), survey), encoding, name):
            block = text.replace(b"\r", b"\n") if old_lines else text
            survey.take(block)
            if out:
                out.write(block)
    finally:
        if out:
            out.close()
    survey.finish()
    rows, lines = head_rows(survey.head)
    whole = survey.last == b"\n"
    table = TextTable(target, rows, lines, survey.width, survey.flaw, whole, survey.gaps)
    return table, survey.digest.hexdigest(), survey.size


def _hashed(pieces: Iterator[bytes], survey: Survey) -> Iterator[bytes]:
    """The same pieces, hashed on a thread beside the counting."""
    with ThreadPoolExecutor(1) as beside:
        waiting: Future[None] | None = None
        for piece in pieces:
            if waiting is not None:
                waiting.result()
            waiting = beside.submit(survey.digest.update, piece)
            survey.size += len(piece)
            yield piece


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return MARKED if head.startswith(codecs.BOM_UTF8) else "utf-8"


def _old_line_ends(head: bytes) -> bool:
    """Line breaks of a very old Macintosh: a return and no newline."""
    return b"\r" in head and b"\n" not in head


def _as_utf8(pieces: Iterator[bytes], encoding: str, name: str) -> Iterator[bytes]:
    """The same text as UTF-8. Raises UnicodeDecodeError where it is not in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for piece in pieces:
        if encoding != "utf-16" and _bytes(piece).min() < CONTROLS:
            raise SourceError(
                "The file holds bytes that no text has, so it is damaged or not a table.",
                place=name,
                advice=DAMAGED,
            )
        plain = encoding in ("utf-8", "cp1252") and piece.isascii() and not decoder.getstate()[0]
        text = "" if plain else decoder.decode(piece)
        yield piece if plain or encoding == "utf-8" else text.encode()
    decoder.decode(b"", final=True)


def _refuse_what_is_no_table(head: bytes, name: str) -> None:
    start = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise SourceError("The file is empty.", place=name, advice=DAMAGED)
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        raise SourceError(
            "This is a web page, not a table: the download failed.", place=name, advice=DAMAGED
        )
