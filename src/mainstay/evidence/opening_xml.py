"""XML inside workbooks, read as it is unpacked and let go of at once."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from xml.etree import ElementTree
from xml.parsers import expat

from mainstay.evidence.opening_streams import DAMAGED, UNPACKING, limited
from mainstay.terms.errors import SourceError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROWS = frozenset({f"{MAIN}row", f"{MAIN}si"})
MAX_COLUMNS = 5_000
MAX_ELEMENTS = 250_000  # in one row, or outside any


Row = list[str]


def elements(
    archive: zipfile.ZipFile, member: str, *wanted: str
) -> Generator[tuple[str, ElementTree.Element]]:
    """Starts and ends of the wanted elements, parsed as the part is unpacked and then let go.

    Refuses bombs: definitions of entities, and elements without end.
    """
    with pieces(archive, member) as found:
        parser = ElementTree.XMLPullParser(("start", "end"))
        kept = Kept(frozenset(wanted), member)
        for piece in found:
            parser.feed(piece)
            yield from kept.through(parser.read_events())
        parser.close()
        yield from kept.through(parser.read_events())


@contextmanager
def pieces(archive: zipfile.ZipFile, member: str) -> Iterator[Iterator[bytes]]:
    """The part as it is unpacked. What is wrong with it, or with its XML, is a SourceError."""
    try:
        packed = archive.getinfo(member).compress_size
        with archive.open(member) as file:
            yield without_doctype(limited(file, packed, member), member)
    except (
        KeyError,
        ElementTree.ParseError,
        expat.ExpatError,
        RuntimeError,
        *UNPACKING,
    ) as error:
        raise SourceError("The workbook is damaged.", place=member, advice=DAMAGED) from error


class Kept:
    """How much of a document is in memory: a finished row is taken off the tree."""

    def __init__(self, wanted: frozenset[str], member: str) -> None:
        self.wanted, self.member = wanted, member
        self.open: list[ElementTree.Element] = []
        self.rows, self.outside, self.within = 0, 0, 0

    def through(
        self, events: Iterator[tuple[str, ElementTree.Element]]
    ) -> Iterator[tuple[str, ElementTree.Element]]:
        for event, element in events:
            if event == "start":
                self._begin(element)
            if element.tag in self.wanted:
                yield event, element
            if event == "end":
                self._finish(element)

    def _begin(self, element: ElementTree.Element) -> None:
        self.open.append(element)
        self.rows += element.tag in ROWS
        self.within += 1
        self.outside += self.rows == 0
        require_few(max(self.within, self.outside), self.member)

    def _finish(self, element: ElementTree.Element) -> None:
        self.open.pop()
        if element.tag in ROWS:
            self.rows -= 1
            self.within = 0
            if self.open:
                self.open[-1].remove(element)


def require_few(count: int, member: str) -> None:
    """Refuse elements without end, in one row or outside any."""
    if count > MAX_ELEMENTS:
        raise SourceError(
            "The workbook has more parts than a table would.", place=member, advice=DAMAGED
        )


def marked(text: str, place: str) -> str:
    """A text that would be a formula says where it stands."""
    return f"{text} in {place}" if text.startswith(("=", "#REF!", "#N/A", "#VALUE!")) else text


def without_doctype(pieces: Iterator[bytes], member: str) -> Iterator[bytes]:
    for number, piece in enumerate(pieces):
        if number == 0 and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
            raise SourceError(
                "The workbook defines entities, which no publisher's does.",
                place=member,
                advice=DAMAGED,
            )
        for start in range(0, len(piece), 1 << 16):
            yield piece[start : start + (1 << 16)]
