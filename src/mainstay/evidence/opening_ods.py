"""OpenDocument workbooks as text tables, straight from the parser's own calls.

A national file has millions of cells, so no tree is built, and the parser calls no more than the
part of the document it is in asks for: one pair of handlers a part, outside rows, between cells,
inside a cell and inside its text.
"""

import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import NamedTuple
from xml.parsers import expat

from mainstay.evidence.opening_streams import DAMAGED
from mainstay.evidence.opening_xml import MAX_COLUMNS, Row, marked, pieces, require_few
from mainstay.terms.errors import SourceError

SPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
MAX_TOGETHER = 1000  # blank rows, or copies of a row, that a table has one below the other
MAX_ROW = 16 << 20  # bytes of XML
Handlers = tuple[Callable[[str, dict[str, str]], None] | None, Callable[[str], None]]


class _Begun(NamedTuple):
    sheet: str


class _Read(NamedTuple):
    cells: Row
    number: int
    repeated: int


_Event = _Begun | _Read | None  # None ends a sheet


def ods_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each sheet of an OpenDocument workbook; a sheet's rows must be used before the next."""
    with closing(_events(archive, "content.xml")) as events:
        for event in events:
            if isinstance(event, _Begun):
                yield event.sheet, _rows(events, event.sheet)


def _events(archive: zipfile.ZipFile, member: str) -> Generator[_Event]:
    with pieces(archive, member) as found:
        content = _Content(member)
        for piece in found:
            yield from content.read(piece)
        yield from content.read(b"", last=True)


def _rows(events: Iterator[_Event], sheet: str) -> Iterator[Row]:
    blanks = 0
    for event in events:
        if not isinstance(event, _Read):
            return
        if not event.cells:
            blanks += event.repeated
            continue
        if event.repeated > MAX_TOGETHER:
            raise SourceError(
                f"A row is repeated {event.repeated:,} times.",
                place=f"sheet '{sheet}', row {event.number}",
                advice=DAMAGED,
            )
        yield from ([] for _ in range(min(blanks, MAX_TOGETHER)))
        blanks = 0
        yield from (event.cells for _ in range(event.repeated))


class _Names:
    """What elements and facts are called: each program may shorten the namespaces its own way."""

    def __init__(self, root: dict[str, str]) -> None:
        short = {uri: name.removeprefix("xmlns:") for name, uri in root.items()}
        table, office, text = (short.get(uri, usual) for usual, uri in SPACES.items())
        self.sheet, self.sheet_name = f"{table}:table", f"{table}:name"
        self.row, self.rows_repeated = f"{table}:table-row", f"{table}:number-rows-repeated"
        self.cells = frozenset({f"{table}:table-cell", f"{table}:covered-table-cell"})
        self.cells_repeated = f"{table}:number-columns-repeated"
        self.formula, self.kind = f"{table}:formula", f"{office}:value-type"
        self.values = {
            "float": f"{office}:value",
            "percentage": f"{office}:value",
            "currency": f"{office}:value",
            "date": f"{office}:date-value",
            "boolean": f"{office}:boolean-value",
        }
        self.paragraph, self.within_text = f"{text}:p", frozenset({f"{text}:span", f"{text}:a"})
        self.spaces, self.spaces_count = f"{text}:s", f"{text}:c"
        self.breaks = frozenset({f"{text}:tab", f"{text}:line-break"})


class _Content:
    """Where the parser is in content.xml. A depth is counted from the part that it is named for."""

    def __init__(self, member: str) -> None:
        self.member = member
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        # The parser's two handlers are set in place below: a method for it costs a tenth of all.
        self.outside = self._start_outside, self._end_outside
        self.in_row = self._start_in_row, self._end_in_row
        self.in_value = None, self._end_in_value
        self.in_cell = self._start_in_cell, self._end_in_cell
        self.in_text = self._start_in_text, self._end_in_text
        self.names = _Names({})
        self.ready: list[_Event] = []
        self.fed, self.elements_outside = 0, 0
        self.sheet, self.sheet_depth = "", 0
        self.number, self.repeated, self.row_begins = 0, 1, -1
        self.row: Row = []
        self.pending, self.row_depth = 0, 0
        self.cell: dict[str, str] = {}
        self.cell_depth, self.silent_depth = 0, 0
        self.paragraphs: Row = []
        self.words: Row = []
        self.parser.StartElementHandler = self._start_root

    def read(self, piece: bytes, *, last: bool = False) -> list[_Event]:
        """What the next piece ends or begins. Refuses elements without end."""
        self.ready = []
        self.parser.Parse(piece, last)
        self.fed += len(piece)
        require_few(self.elements_outside, self.member)
        if self.row_begins >= 0 and self.fed - self.row_begins > MAX_ROW:
            raise SourceError("A row is far too long.", place=self._place(), advice=DAMAGED)
        return self.ready

    def _start_root(self, tag: str, facts: dict[str, str]) -> None:
        self.names = _Names(facts)
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.outside

    def _start_outside(self, tag: str, facts: dict[str, str]) -> None:
        if tag == self.names.row and self.sheet_depth:
            self.row, self.pending, self.row_depth = [], 0, 0
            self.repeated = int(facts.get(self.names.rows_repeated, "1"))
            self.row_begins = self.parser.CurrentByteIndex
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_row
            return
        self.elements_outside += 1
        if self.sheet_depth:
            self.sheet_depth += 1
        elif tag == self.names.sheet:
            self.sheet, self.sheet_depth, self.number = facts.get(self.names.sheet_name, ""), 1, 0
            self.ready.append(_Begun(self.sheet))

    def _end_outside(self, tag: str) -> None:
        if self.sheet_depth:
            self.sheet_depth -= 1
            if not self.sheet_depth:
                self.ready.append(None)

    def _start_in_row(self, tag: str, facts: dict[str, str]) -> None:
        names = self.names
        if self.row_depth or tag not in names.cells:
            self.row_depth += 1
            return
        kind = facts.get(names.kind)
        if kind in names.values:
            # It is written out in words too, as a person sees it: those are passed over.
            self._keep(_value(kind, facts.get(names.values[kind], "")), facts)
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_value
        else:
            self.cell, self.cell_depth = facts, 0
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_cell

    def _end_in_row(self, tag: str) -> None:
        if self.row_depth:
            self.row_depth -= 1
            return
        self.ready.append(_Read(self.row, self.number + 1, self.repeated))
        self.number += self.repeated
        self.row_begins = -1
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.outside

    def _end_in_value(self, tag: str) -> None:
        if tag in self.names.cells:
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_row

    def _start_in_cell(self, tag: str, facts: dict[str, str]) -> None:
        if tag == self.names.paragraph and not self.cell_depth:
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_text
            self.parser.CharacterDataHandler = self.words.append
        else:
            self.cell_depth += 1  # a note has paragraphs of its own

    def _end_in_cell(self, tag: str) -> None:
        if self.cell_depth:
            self.cell_depth -= 1
            return
        self._keep(self._said(self.cell), self.cell)
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_row

    def _start_in_text(self, tag: str, facts: dict[str, str]) -> None:
        """Links and styled words are read through; what else stands in a text is not its own."""
        names = self.names
        if not self.silent_depth:
            if tag in names.within_text:
                return
            if tag == names.spaces:
                self.words.append(" " * min(int(facts.get(names.spaces_count, "1")), 100))
            elif tag in names.breaks:
                self.words.append(" ")
        self.silent_depth += 1
        self.parser.CharacterDataHandler = None

    def _end_in_text(self, tag: str) -> None:
        if self.silent_depth:
            self.silent_depth -= 1
            if not self.silent_depth:
                self.parser.CharacterDataHandler = self.words.append
        elif tag == self.names.paragraph:
            self.parser.CharacterDataHandler = None
            self.paragraphs.append("".join(self.words))
            self.words.clear()
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.in_cell

    def _said(self, cell: dict[str, str]) -> str:
        formula = self.names.formula in cell
        if not self.paragraphs and not formula:
            return ""
        said = "\n".join(self.paragraphs)
        self.paragraphs.clear()
        kind = cell.get(self.names.kind)
        if formula and (kind is None or said.startswith(("#", "Err:"))):
            return f"=formula without a value in {self._place()}"
        return marked(said, self._place()) if said[:1] in ("=", "#") else said

    def _keep(self, said: str, cell: dict[str, str]) -> None:
        copies = cell.get(self.names.cells_repeated)
        repeated = 1 if copies is None else int(copies)
        if not said:
            self.pending += repeated
            return
        if len(self.row) + self.pending + repeated > MAX_COLUMNS:
            raise SourceError(
                f"A row has over {MAX_COLUMNS:,} columns.", place=self._place(), advice=DAMAGED
            )
        if self.pending or repeated > 1:
            self.row += [""] * self.pending + [said] * repeated
            self.pending = 0
        else:
            self.row.append(said)

    def _place(self) -> str:
        return f"row {self.number + 1} of sheet '{self.sheet}'"


def _value(kind: str, value: str) -> str:
    if kind == "date":
        return value.removesuffix("T00:00:00")
    return value.upper() if kind == "boolean" else value
