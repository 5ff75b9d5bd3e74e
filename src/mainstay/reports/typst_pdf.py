"""A Document as a tagged PDF, by Typst, with the same bytes for the same document."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst
from fontTools.ttLib import TTFont

from mainstay.reports import document as doc
from mainstay.reports.level_marks import level_svg
from mainstay.terms.levels import Level

TEXT_WIDTH = 498.0  # points between the margins of the template
GAP, MARK, CELL_SIZE = 7.0, 14.0, 8.0  # points: right of a cell, a level's shape, text in cells
FONTS = files("mainstay.reports") / "fonts"
REGULAR, BOLD = "Arimo_400Regular.ttf", "Arimo_700Bold.ttf"


def pdf(document: doc.Document) -> bytes:
    """The document in print, tagged as PDF/UA-1 asks. Its date is the evidence's, not today's."""
    return compiled(json.dumps(as_data(document), ensure_ascii=False), document.on)


def compiled(data: str, on: date) -> bytes:
    """The PDF of a document given as the JSON of its data."""
    made: Any = _compiler().compile(
        _template(),
        format="pdf",
        sys_inputs={"document": data},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(on, time(), tzinfo=UTC),
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
        "opening": [_block(block) for block in document.opening],
        "blocks": [_block(block) for block in (*document.blocks, *_elsewhere(document))],
    }


def _elsewhere(document: doc.Document) -> tuple[doc.Block, ...]:
    """What a page folds under each picture would double the length of a pack on paper."""
    folded = any(not one.tabled for one in document.figures())
    told = "The numbers behind each picture are with it in the pack for a screen, the HTML file."
    return (doc.Paragraph(told),) * folded


def _block(block: doc.Block) -> dict[str, object]:
    match block:
        case doc.Heading():
            return _kind("heading", level=block.level, text=block.text, anchor=block.anchor)
        case doc.Paragraph():
            return _kind("paragraph", words=_words(block.words))
        case doc.Bullets():
            return _kind("bullets", fine=block.fine, items=[_words(item) for item in block.items])
        case doc.Lines():
            return _kind("lines", to_sign=block.to_sign, lines=[_words(one) for one in block.lines])
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
        case doc.Space():
            return _kind("space", begins=list(block.begins))
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
    """For each row, the heading first, whether all its cells fit on one line."""
    whole = sum(one.weight for one in table.columns)
    room = [one.weight / whole * TEXT_WIDTH - GAP for one in table.columns]
    heading = [wide(one.name, bold=True) for one in table.columns]
    rows = [[wide(cell) for cell in row] for row in table.rows]
    return [
        all(need < space for need, space in zip(row, room, strict=True)) for row in (heading, *rows)
    ]


def wide(words: doc.Words, *, bold: bool = False) -> float:
    """Points that a cell's words need on one line, in the font that prints them."""
    letters, widest = _letters(BOLD if bold else REGULAR)
    marks = sum(isinstance(one, doc.LevelMark) for one in doc.pieces(words))
    return MARK * marks + CELL_SIZE * sum(letters.get(one, widest) for one in doc.plain(words))


@cache
def _letters(font: str) -> tuple[Mapping[str, float], float]:
    """How wide each letter of a font is, as a share of the size of the text; and the widest."""
    with as_file(FONTS / font) as path, TTFont(path, lazy=True) as held:
        advances, units = held["hmtx"], held["head"].unitsPerEm
        shares = {chr(at): advances[name][0] / units for at, name in held.getBestCmap().items()}
        return shares, max(shares.values())


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
