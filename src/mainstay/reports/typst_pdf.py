"""A Document as a tagged PDF, by Typst, with the same bytes for the same document."""

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from mainstay.reports import document as doc
from mainstay.reports.level_marks import level_svg
from mainstay.terms.levels import Level

TEXT_WIDTH = 498.0  # points between the margins of the template
GAP, MARK, CELL_SIZE = 7.0, 14.0, 8.5  # points: right of a cell, a level's shape, text in cells
WIDEST = 1.02  # of the size of the text, as the next: how wide letters are at most
WIDTHS = {
    **dict.fromkeys("ijltfrI .,:;'()-/!", 0.34),
    **dict.fromkeys("abcdeghknopqsuvxyz0123456789−£+", 0.59),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZw&", 0.78),
}
FONTS = files("mainstay.reports") / "fonts"


def pdf(document: doc.Document) -> bytes:
    """The document in print, tagged as PDF/UA-1 asks. Its date is the evidence's, not today's."""
    made: Any = _compiler().compile(
        _template(),
        format="pdf",
        sys_inputs={"document": json.dumps(as_data(document), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(document.on, time(), tzinfo=UTC),
    )
    return bytes(made)


def as_data(document: doc.Document) -> dict[str, object]:
    """The document as plain data for the template; figures' numbers follow at the end."""
    doc.draw(document)
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "running": document.title,
        "synthetic": document.synthetic,
        "made_up": doc.MADE_UP,
        "levels": {level.name: {"svg": level_svg(level)} for level in Level},
        "blocks": [_block(block) for block in (*document.blocks, *_numbers(document))],
    }


def _numbers(document: doc.Document) -> tuple[doc.Block, ...]:
    """What a page folds under each picture, paper has to carry somewhere: at the end.

    As lines of the practice's own figures: tables would double the length of a pack, and its time.
    The HTML edition has England's figures and the intervals too.
    """
    told = tuple(_line(one.table) for one in document.figures() if not one.tabled)
    return (doc.Heading(2, "The numbers in the charts"), doc.Bullets(told, fine=True)) * bool(told)


def _line(table: doc.Table) -> doc.Words:
    """A table as one line: its caption, and the first two cells of each row."""
    rows = "; ".join(f"{doc.plain(row[0])}: {doc.plain(row[1])}" for row in table.rows)
    return doc.Strong(f"{table.caption}."), f" {rows}."


def _block(block: doc.Block) -> dict[str, object]:
    match block:
        case doc.Heading():
            return _kind("heading", level=block.level, text=block.text, anchor=block.anchor)
        case doc.Paragraph():
            return _kind("paragraph", words=_words(block.words))
        case doc.Bullets():
            return _kind("bullets", fine=block.fine, items=[_words(item) for item in block.items])
        case doc.Table():
            return _table(block)
        case doc.Figure():
            return _figure(block)
        case doc.Figures():
            return _kind("figures", figures=[_figure(one) for one in block.figures])
        case doc.Note():
            return _kind("note", words=_words(block.words))
        case doc.KeyValues():
            return _kind("key values", pairs=[(name, _words(value)) for name, value in block.pairs])
        case doc.PageBreak():
            return _kind("page break")


def _table(table: doc.Table) -> dict[str, object]:
    columns = [
        {"name": one.name, "weight": one.weight, "number": one.kind is doc.ColumnKind.NUMBER}
        for one in table.columns
    ]
    rows = [[_words(cell) for cell in row] for row in table.rows]
    return _kind("table", caption=table.caption, columns=columns, rows=rows, low=_low(table))


def _low(table: doc.Table) -> list[bool]:
    """For each row, whether all its cells are certain to fit on one line."""
    whole = sum(one.weight for one in table.columns)
    room = [one.weight / whole * TEXT_WIDTH - GAP for one in table.columns]
    return [
        all(_at_most(cell) < wide for cell, wide in zip(row, room, strict=True))
        for row in table.rows
    ]


def _at_most(words: doc.Words) -> float:
    """Points that a cell's words need at most: every letter as wide as the widest of its kind."""
    text = doc.plain(words)
    marks = sum(isinstance(one, doc.LevelMark) for one in doc.pieces(words))
    return MARK * marks + CELL_SIZE * sum(WIDTHS.get(one, WIDEST) for one in text)


def _figure(figure: doc.Figure) -> dict[str, object]:
    return _kind(
        "figure",
        svg=figure.svg,
        title=figure.title,
        caption=figure.caption,
        alternative=figure.alternative,
    )


def _words(words: doc.Words) -> str | list[object]:
    return words if isinstance(words, str) else [_piece(piece) for piece in words]


def _piece(piece: doc.Inline) -> object:
    match piece:
        case doc.Strong():
            return _kind("strong", text=piece.text)
        case doc.Link():
            return _kind("link", text=piece.text, target=piece.target)
        case doc.LevelMark():
            return _kind("level", level=piece.level.name, text=doc.level_text(piece))
        case _:
            return piece


def _kind(kind: str, **parts: object) -> dict[str, object]:
    return {"kind": kind, **parts}


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process, kept warm, that knows our own font and no other."""
    with as_file(FONTS) as folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        return typst.Compiler(_template(), font_paths=fonts, ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return (files("mainstay.reports") / "report.typ").read_bytes()
