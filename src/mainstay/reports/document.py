"""What a report says, before anybody decides how it looks.

A `Document` is a tree of frozen blocks. Renderers turn the same tree into HTML, PDF and Word, so
that the page and the print never differ in what they say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mainstay.reports.pictures import Drawing, svgs
from mainstay.terms.levels import Level

MADE_UP = "Made-up data. No practice, place or person in this document is real."


@dataclass(frozen=True)
class Strong:
    """Words that carry the sentence."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a web address, or to a heading's anchor as `#anchor`."""

    text: str
    target: str


@dataclass(frozen=True)
class LevelMark:
    """A level as a shape and its word, so that colour never carries it alone.

    A `short` one has a letter for its word, in a table that says what the letters mean.
    """

    level: Level
    short: bool = False


Inline = str | Strong | Link | LevelMark
Words = str | tuple[Inline, ...]


class ColumnKind(StrEnum):
    """How a column is set: numbers to the right, everything else to the left."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """A column's heading, its kind and its share of the width."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    weight: int = 1


@dataclass(frozen=True)
class Heading:
    """Level 2 to 4: the document's title is the only heading of level 1."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    words: Words


@dataclass(frozen=True)
class Bullets:
    """A list. A fine one is for looking things up, and smaller in print."""

    items: tuple[Words, ...]
    fine: bool = False


@dataclass(frozen=True)
class Lines:
    """Short lines close together: an address, or a name and office under a letter.

    Where it is `to_sign`, there is room for a hand between the first line and the rest.
    """

    lines: tuple[Words, ...]
    to_sign: bool = False

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError("Lines that hold no line.")


@dataclass(frozen=True)
class Table:
    """Rows of cells under a caption. The first column names its row; no cell is left empty."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"'{self.caption}': a row has {len(row)} cells: {row}")
            if not all(row):
                raise ValueError(f"'{self.caption}': an empty cell. Say why it is empty: {row}")


@dataclass(frozen=True)
class Figure:
    """A picture with the words that stand in for it and the numbers it was drawn from.

    `title` says what the picture shows; `caption` gives measure, source, population, area and
    period; `alternative` tells the same story to somebody who cannot see it. `drawing` is an SVG,
    or what to draw: the pictures of a document are drawn together, when it is shown.
    """

    drawing: str | Drawing
    title: str
    caption: str
    alternative: str
    table: Table
    tabled: bool = False  # the text has a table of these numbers already

    @property
    def svg(self) -> str:
        """The picture itself."""
        return self.drawing if isinstance(self.drawing, str) else svgs([self.drawing])[0]


@dataclass(frozen=True)
class Figures:
    """Pictures that are read together, side by side where there is room."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Note:
    """Something to keep in mind while reading, set apart from the text."""

    words: Words


@dataclass(frozen=True)
class KeyValues:
    """A short list of facts: name and value."""

    pairs: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Space:
    """Lines to write on by hand, each with the word that it begins with, or with none."""

    begins: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """In print, what follows starts on a new page."""


Block = (
    Heading
    | Paragraph
    | Bullets
    | Lines
    | Table
    | Figure
    | Figures
    | Note
    | KeyValues
    | Space
    | PageBreak
)
Opening = Paragraph | Lines


@dataclass(frozen=True)
class Document:
    """A whole report. `on` is the day the evidence was known, never the day it was printed.

    A letter has an `opening` above its title: who writes, to whom, the day and the salutation.
    """

    title: str
    subtitle: str
    on: date
    synthetic: bool
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    opening: tuple[Opening, ...] = ()

    def __post_init__(self) -> None:
        before = 1
        for heading in self.headings():
            if not 2 <= heading.level <= before + 1:
                raise ValueError(f"The heading '{heading.text}' skips a level.")
            before = heading.level

    def headings(self) -> Iterator[Heading]:
        """Every heading, in order."""
        return (block for block in self.blocks if isinstance(block, Heading))

    def figures(self) -> Iterator[Figure]:
        """Every figure, in order."""
        for block in self.blocks:
            if isinstance(block, Figure):
                yield block
            elif isinstance(block, Figures):
                yield from block.figures


def draw(*documents: Document) -> None:
    """Draw every picture of some documents at once, which is faster than one by one."""
    figures = (one for document in documents for one in document.figures())
    svgs([one.drawing for one in figures if isinstance(one.drawing, Drawing)])


def pieces(words: Words) -> tuple[Inline, ...]:
    """The parts of some words, plain text being one part."""
    return (words,) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """Words without emphasis, links or shapes."""
    return "".join(_plain_piece(piece) for piece in pieces(words))


def joined(parts: Iterable[Words], between: str = " ") -> Words:
    """Several words set one after another."""
    together: list[Inline] = []
    for part in parts:
        if together:
            together.append(between)
        together.extend(pieces(part))
    return tuple(together)


def _plain_piece(piece: Inline) -> str:
    if isinstance(piece, str):
        return piece
    return level_text(piece) if isinstance(piece, LevelMark) else piece.text


def level_word(level: Level) -> str:
    """A level as it is written in a cell: `High`, `No data`, `Not yet judged`."""
    return str(level).capitalize()


def level_text(mark: LevelMark) -> str:
    """What stands beside a level's shape: its word, or its letter."""
    return LETTERS[mark.level] if mark.short else level_word(mark.level)


LETTERS = {
    Level.HIGH: "H",
    Level.MEDIUM: "M",
    Level.LOW: "L",
    Level.NO_DATA: "N",
    Level.NOT_JUDGED: "J",
}
