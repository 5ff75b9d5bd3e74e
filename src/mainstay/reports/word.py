"""A Document as a Word file that can be edited, with the same bytes for the same document."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import count
from typing import Any

import vl_convert
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph

from mainstay.reports import document as doc
from mainstay.reports.pictures import our_font
from mainstay.reports.word_styles import TEXT_WIDTH, blank

AUTHOR = "Mainstay"
SHARPER = 2.0  # pixels of a picture for each of its own, so that print is not blurred
FINE = Pt(9)
ROOM_TO_SIGN = Pt(42)
MIDNIGHT = (0, 0, 0)


def write_word(document: doc.Document) -> bytes:
    """The document as DOCX. Its dates are the evidence's, not today's."""
    doc.draw(document)
    made = blank(document)
    _properties(made, document)
    writing = _Writing(made)
    for opening in document.opening:
        writing.block(opening)
    made.add_paragraph(document.title, "Heading 1")
    if document.subtitle:
        made.add_paragraph(document.subtitle, "Subtitle")
    for block in document.blocks:
        writing.block(block)
    return _packed(made, document)


def _properties(made: Word, document: doc.Document) -> None:
    day = datetime.combine(document.on, time())
    core = made.core_properties
    core.title, core.subject = document.title, document.subtitle
    core.author = core.last_modified_by = AUTHOR
    core.language, core.comments, core.keywords = document.language, "", ""
    core.created = core.modified = day
    core.revision = 1


def _packed(made: Word, document: doc.Document) -> bytes:
    """The file's parts again, each dated with the day of the evidence."""
    saved, packed = io.BytesIO(), io.BytesIO()
    made.save(saved)
    day = (document.on.year, document.on.month, document.on.day, *MIDNIGHT)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(packed, "w") as out:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, day)
            out.writestr(part, given.read(name), zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


@dataclass
class _Writing:
    """A file that grows; anchors and pictures get their numbers in turn."""

    made: Word
    anchors: Iterator[int] = field(default_factory=lambda: count(1))

    def block(self, block: doc.Block) -> None:
        match block:
            case doc.Heading():
                self.heading(block)
            case doc.Paragraph():
                self.words(self.made.add_paragraph(), block.words)
            case doc.Lines():
                self.lines(block)
            case doc.Bullets():
                self.bullets(block)
            case doc.Table():
                self.table(block)
            case doc.Figure():
                self.figure(block)
            case doc.Figures():
                for one in block.figures:
                    self.figure(one)
            case doc.Note():
                self.words(self.made.add_paragraph(style="Note"), block.words)
            case doc.KeyValues():
                for name, value in block.pairs:
                    self.words(
                        self.made.add_paragraph(), (doc.Strong(name), ": ", *doc.pieces(value))
                    )
            case doc.Space():
                for begin in block.begins:
                    self.made.add_paragraph(begin, "Space")
                self.made.add_paragraph(style="Lines")
            case doc.PageBreak():
                self.made.add_page_break()

    def heading(self, heading: doc.Heading) -> None:
        paragraph = self.made.add_paragraph(style=f"Heading {heading.level}")
        with self.anchored(paragraph, heading.anchor):
            paragraph.add_run(heading.text)

    @contextmanager
    def anchored(self, paragraph: Paragraph, anchor: str) -> Iterator[None]:
        """What is written meanwhile can be led to by the anchor's name; none for no name."""
        number = str(next(self.anchors))
        if anchor:
            start = _element("w:bookmarkStart", {"w:id": number, "w:name": anchor})
            paragraph._p.append(start)
        yield
        if anchor:
            paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))

    def lines(self, lines: doc.Lines) -> None:
        for place, words in enumerate(lines.lines):
            paragraph = self.made.add_paragraph(style="Lines")
            if lines.to_sign and place == 1:
                paragraph.paragraph_format.space_before = ROOM_TO_SIGN
            paragraph.paragraph_format.keep_with_next = place + 1 < len(lines.lines)
            self.words(paragraph, words)
        paragraph.paragraph_format.space_after = Pt(12)

    def bullets(self, bullets: doc.Bullets) -> None:
        for item in bullets.items:
            paragraph = self.made.add_paragraph(style="List Bullet")
            self.words(paragraph, item)
            if bullets.fine:
                for run in paragraph.runs:
                    run.font.size = FINE

    def table(self, table: doc.Table) -> None:
        caption = self.made.add_paragraph(table.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
        grid: Any = self.made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        grid.autofit = False
        _described(grid, table.caption)
        self.row(grid.rows[0], table.columns, [(doc.Strong(one.name),) for one in table.columns])
        grid.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))
        for row in table.rows:
            self.row(grid.add_row(), table.columns, row)
        for row in grid.rows:
            row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit", {"w:val": "true"}))
        self.made.add_paragraph(style="Lines")

    def row(self, row: Any, columns: tuple[doc.Column, ...], cells: Any) -> None:
        whole = sum(one.weight for one in columns)
        for cell, column, words in zip(row.cells, columns, cells, strict=True):
            cell.width = Emu(TEXT_WIDTH * column.weight // whole)
            paragraph = cell.paragraphs[0]
            paragraph.style = "Lines"
            if column.kind is doc.ColumnKind.NUMBER:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.words(paragraph, words)
            for run in paragraph.runs:
                run.font.size = FINE

    def figure(self, figure: doc.Figure) -> None:
        title = self.made.add_paragraph()
        title.add_run(figure.title).bold = True
        title.paragraph_format.keep_with_next = True
        picture = self.made.add_picture(_png(figure.svg), width=TEXT_WIDTH)
        told: Any = picture._inline.docPr
        told.set("descr", figure.alternative)
        told.set("title", figure.title)
        self.made.paragraphs[-1].paragraph_format.keep_with_next = True
        self.made.add_paragraph(figure.caption, "Caption")
        if not figure.tabled:
            self.table(figure.table)

    def words(self, paragraph: Paragraph, words: doc.Words) -> None:
        for piece in doc.pieces(words):
            match piece:
                case doc.Strong():
                    paragraph.add_run(piece.text).bold = True
                case doc.Link():
                    self.link(paragraph, piece)
                case doc.LevelMark():
                    paragraph.add_run(doc.level_text(piece))
                case _:
                    paragraph.add_run(piece)

    def link(self, paragraph: Paragraph, link: doc.Link) -> None:
        if link.target.startswith("#"):
            leads = _element("w:hyperlink", {"w:anchor": link.target[1:]})
        else:
            to = paragraph.part.relate_to(
                link.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            leads = _element("w:hyperlink", {"r:id": to})
        run = paragraph.add_run(link.text, "Hyperlink")
        leads.append(run._r)
        paragraph._p.append(leads)


def _png(svg: str) -> io.BytesIO:
    our_font()
    return io.BytesIO(vl_convert.svg_to_png(svg, scale=SHARPER))


def _described(grid: Any, caption: str) -> None:
    """The caption again as the table's own name, which a screen reader says on entering it."""
    grid._tbl.tblPr.append(_element("w:tblCaption", {"w:val": caption}))


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
