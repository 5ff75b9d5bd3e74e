"""The Word file reads back as the document says, in British English, and is the same every time."""

import hashlib
import io
import subprocess
import sys
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from mainstay.reports import document as doc
from mainstay.reports import html, typst_pdf
from mainstay.reports.data_pack import data_pack
from mainstay.reports.document import MADE_UP
from mainstay.reports.word import write_word
from mainstay.terms.levels import Level
from tests.unit.reports import made_up_findings as made
from tests.unit.reports.test_typst_pdf import read, text

ON = date(2026, 11, 1)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
COLUMNS = (doc.Column("Year", weight=2), doc.Column("Patients", doc.ColumnKind.NUMBER))
ROWS = doc.Table("Patients in each year", COLUMNS, (("2025", "9,100"), ("2026", "9,200")))
IN_ANOTHER_PROCESS = """
import hashlib
from mainstay.reports.word import write_word
from tests.unit.reports.test_word import LETTER, REPORT
for one in (LETTER, REPORT):
    print(hashlib.sha256(write_word(one)).hexdigest())
"""

REPORT = doc.Document(
    title="A report",
    subtitle="What was known on a day",
    on=ON,
    synthetic=True,
    blocks=(
        doc.Heading(2, "First", "first"),
        doc.Paragraph(("Read ", doc.Strong("this"), ", then ", doc.Link("that", "#first"), ".")),
        doc.Paragraph((doc.Link("A site", "https://example.org/a?b=1&c=2"),)),
        doc.Bullets(("One", (doc.LevelMark(Level.HIGH), " scope")), fine=True),
        ROWS,
        doc.Heading(3, "Second"),
        doc.Figure(SVG, "It grows", "Source: a list.", "From 9,100 to 9,200.", ROWS),
        doc.Note("Keep this in mind."),
        doc.KeyValues((("Code", "Z00001"),)),
        doc.PageBreak(),
        doc.Paragraph("The end."),
    ),
)
LETTER = doc.Document(
    title="Support for your practice",
    subtitle="",
    on=ON,
    synthetic=False,
    opening=(doc.Lines(("Anyshire Office", "1 High Street")), doc.Paragraph("Dear colleagues")),
    blocks=(
        doc.Paragraph("We would like to help."),
        doc.Lines(("Yours sincerely", "Ada Lead", "Office lead"), to_sign=True),
    ),
)


def opened(document: doc.Document) -> Any:
    return docx.Document(io.BytesIO(write_word(document)))


@pytest.fixture(scope="module")
def report() -> Any:
    return opened(REPORT)


def test_headings_are_styles_and_the_title_is_the_only_one_of_level_one(report: Any) -> None:
    named = [(one.style.name, one.text) for one in report.paragraphs if "Heading" in one.style.name]
    assert named == [("Heading 1", "A report"), ("Heading 2", "First"), ("Heading 3", "Second")]


def test_words_are_those_of_the_document(report: Any) -> None:
    said = [one.text for one in report.paragraphs]
    assert "Read this, then that." in said
    assert "Code: Z00001" in said
    assert "High scope" in said
    strong = [run.text for one in report.paragraphs for run in one.runs if run.bold]
    assert "this" in strong


def test_a_table_has_a_header_row_a_caption_and_its_numbers(report: Any) -> None:
    table = report.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Year", "Patients"],
        ["2025", "9,100"],
        ["2026", "9,200"],
    ]
    heads = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows]
    assert heads == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == ROWS.caption
    assert ROWS.caption in [one.text for one in report.paragraphs if one.style.name == "Caption"]


def test_a_picture_has_its_words_and_its_numbers(report: Any) -> None:
    told = report.inline_shapes[0]._inline.docPr
    assert told.get("descr") == "From 9,100 to 9,200."
    assert len(report.inline_shapes) == 1
    assert len(report.tables) == 2


def test_links_lead_where_they_say(report: Any) -> None:
    links = list(report.element.iter(qn("w:hyperlink")))
    assert links[0].get(qn("w:anchor")) == "first"
    marks = [one.get(qn("w:name")) for one in report.element.iter(qn("w:bookmarkStart"))]
    assert marks == ["first"]
    assert report.part.rels[links[1].get(qn("r:id"))].target_ref == "https://example.org/a?b=1&c=2"


def test_language_font_and_properties(report: Any) -> None:
    languages = {one.get(qn("w:val")) for one in report.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert report.styles["Heading 2"].font.name == "Arial"
    assert not report.styles["Normal"].element.rPr.rFonts.get(qn("w:asciiTheme"))
    core = report.core_properties
    assert (core.title, core.language, core.created.date()) == ("A report", "en-GB", ON)


def test_made_up_data_say_so_on_every_page(report: Any) -> None:
    assert report.sections[0].header.paragraphs[0].text == MADE_UP
    assert opened(LETTER).sections[0].header.paragraphs[0].text == ""


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    told = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS], capture_output=True, text=True, check=True
    )
    here = [hashlib.sha256(write_word(one)).hexdigest() for one in (LETTER, REPORT)]
    assert told.stdout.split() == here


def test_no_part_of_the_file_knows_the_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(LETTER))) as parts:
        assert {one.date_time[:3] for one in parts.infolist()} == {(2026, 11, 1)}
        assert not [one for one in parts.namelist() if "thumbnail" in one]


def test_a_letter_opens_with_who_writes_and_ends_with_who_signs() -> None:
    said = [one.text for one in opened(LETTER).paragraphs]
    assert said == [
        "Anyshire Office",
        "1 High Street",
        "Dear colleagues",
        "Support for your practice",
        "We would like to help.",
        "Yours sincerely",
        "Ada Lead",
        "Office lead",
    ]


def test_a_letter_says_the_same_in_print_and_on_a_page() -> None:
    printed = text(read(typst_pdf.pdf(LETTER)))
    page = html.page(LETTER)
    places = [
        (printed.index(one), page.index(one, page.index("<main")))
        for one in ("1 High Street", "Dear colleagues", "Support for your", "Ada Lead")
    ]
    assert places == sorted(places)
    assert "report-lead" not in page.split("<main")[1]
    assert "<nav" not in page


def test_lines_hold_a_line() -> None:
    with pytest.raises(ValueError, match="no line"):
        doc.Lines(())


def test_a_whole_data_pack_is_written_with_a_hostile_name() -> None:
    pack = data_pack(made.made_up_findings("Z00009", made.HOSTILE))
    written = opened(pack)
    assert written.core_properties.title == f"Data pack: {made.HOSTILE}"
    assert len(written.inline_shapes) == len(list(pack.figures()))
