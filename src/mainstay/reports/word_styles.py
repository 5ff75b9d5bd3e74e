"""How a Document looks in Word: real styles, British English, one font, A4."""

from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor

from mainstay.reports import document as doc

FONT = "Arial"
INK, QUIET, BLUE = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72), RGBColor(0, 0x5E, 0xB8)
MARGIN = Mm(20)
TEXT_WIDTH = Emu(Mm(210) - 2 * MARGIN)
SIZES = {"Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11}
THUMBNAIL = "metadata/thumbnail"  # the picture of an empty page that comes with the template


def blank(document: doc.Document) -> Word:
    """An empty file in the house style, with its language and its running words."""
    made = docx.Document()
    _forget_thumbnail(made)
    _languages(made, document.language)
    _text(made)
    _headings(made)
    _own_styles(made)
    _page(made.sections[0], document)
    return made


def _forget_thumbnail(made: Word) -> None:
    rels = made.part.package.rels
    for name in [key for key, one in rels.items() if one.reltype.endswith(THUMBNAIL)]:
        rels.pop(name)


def _languages(made: Word, language: str) -> None:
    """What the spelling checker and a screen reader go by; and no mode for old versions."""
    for one in made.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    for one in made.settings.element.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), language)
    for one in made.settings.element.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    for one in made.settings.element.iter(qn("w:zoom")):
        one.set(qn("w:percent"), "100")


def _text(made: Word) -> None:
    normal = made.styles["Normal"]
    _font(normal, 11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name in ("Caption", "List Bullet", "Subtitle", "Header", "Footer"):
        _font(made.styles[name], 9 if name in ("Caption", "Footer") else 11)
    made.styles["Subtitle"].font.size = Pt(12)
    made.styles["Subtitle"].font.italic = False
    for name in ("Subtitle", "Footer"):
        made.styles[name].font.color.rgb = QUIET


def _headings(made: Word) -> None:
    for name, size in SIZES.items():
        style = made.styles[name]
        _font(style, size)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(4 if name == "Heading 1" else 14)
        style.paragraph_format.space_after = Pt(6)


def _font(style: Any, size: int) -> None:
    """Our font in every script, in place of the template's theme."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    fonts = style.element.rPr.rFonts
    for name in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _own_styles(made: Word) -> None:
    """Lines set close together, lines to write on, a note set apart, words that lead somewhere."""
    lines = made.styles.add_style("Lines", WD_STYLE_TYPE.PARAGRAPH)
    lines.base_style = made.styles["Normal"]
    lines.paragraph_format.space_after = Pt(0)
    space = made.styles.add_style("Space", WD_STYLE_TYPE.PARAGRAPH)
    space.base_style = made.styles["Normal"]
    space.element.get_or_add_pPr().append(_ruled())
    space.paragraph_format.space_before, space.paragraph_format.space_after = Pt(12), Pt(0)
    note = made.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = made.styles["Normal"]
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = Mm(3)
    note.element.get_or_add_pPr().append(_bar())
    link = made.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = BLUE, True


def _bar() -> Any:
    """A blue line to the left."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", str(BLUE))):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    return borders


def _ruled() -> Any:
    """A thin line under each paragraph: Word draws one under the last of several alone."""
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", str(QUIET))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders


def _page(section: Section, document: doc.Document) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    if document.synthetic:
        section.header.paragraphs[0].add_run(doc.MADE_UP).bold = True
    running = section.footer.paragraphs[0]
    running.add_run(f"{document.title}. Page ")
    _field(running, "PAGE")
    running.add_run(" of ")
    _field(running, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word works out; it stands as 1 until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
    run = paragraph.add_run("1")
    field.append(run._r)
