"""The print is tagged, says what its pictures say, and is the same file every time."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from mainstay.reports import document as doc
from mainstay.reports import html, typst_pdf
from mainstay.reports.data_pack import data_pack
from mainstay.reports.document import MADE_UP
from tests.unit.reports import made_up_findings as made

IN_ANOTHER_PROCESS = """
import hashlib
from mainstay.reports import html, typst_pdf
from mainstay.reports.data_pack import data_pack
from tests.unit.reports.made_up_findings import made_up_findings

document = data_pack(made_up_findings())
for content in (html.page(document).encode(), typst_pdf.pdf(document)):
    print(hashlib.sha256(content).hexdigest())
"""


@pytest.fixture(scope="module")
def printed() -> pypdf.PdfReader:
    return read(typst_pdf.pdf(data_pack(made.made_up_findings())))


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text(reader: pypdf.PdfReader) -> str:
    return " ".join(page.extract_text() for page in reader.pages).replace("\n", " ")


def elements(node: Any) -> Iterator[Any]:
    """Every element of the tree of tags."""
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for one in node:
            yield from elements(one)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(reader: pypdf.PdfReader) -> list[Any]:
    root: Any = reader.trailer["/Root"]
    return [one for one in elements(root["/StructTreeRoot"]) if "/S" in one]


def test_the_same_document_gives_the_same_bytes_twice() -> None:
    one, two = (typst_pdf.pdf(data_pack(made.made_up_findings())) for _ in range(2))
    assert one == two


def test_another_process_gives_the_same_bytes_for_page_and_print() -> None:
    told = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS], capture_output=True, text=True, check=True
    )
    document = data_pack(made.made_up_findings())
    here = [html.page(document).encode(), typst_pdf.pdf(document)]
    assert told.stdout.split() == [hashlib.sha256(one).hexdigest() for one in here]


def test_another_practice_gives_other_bytes() -> None:
    one, two = (typst_pdf.pdf(data_pack(made.made_up_findings(f"Z0000{n}"))) for n in (1, 2))
    assert one != two


def test_it_says_that_it_is_tagged_for_reading_aloud(printed: pypdf.PdfReader) -> None:
    root: Any = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_picture_has_its_words(printed: pypdf.PdfReader) -> None:
    figures = [one for one in tags(printed) if one["/S"] == "/Figure"]
    expected = [one.alternative for one in data_pack(made.made_up_findings()).figures()]
    assert [one["/Alt"] for one in figures] == expected
    assert all(expected)


def test_tables_have_header_cells_and_headings_have_levels(printed: pypdf.PdfReader) -> None:
    kinds = {str(one["/S"]) for one in tags(printed)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/Caption", "/L"} <= kinds


def test_our_own_font_is_the_only_one(printed: pypdf.PdfReader) -> None:
    fonts: Any = [page["/Resources"]["/Font"] for page in printed.pages]
    names = {str(one[key].get_object()["/BaseFont"]) for one in fonts for key in one}
    assert names
    assert all("Arimo" in name for name in names)


def test_its_date_is_the_day_of_the_evidence(printed: pypdf.PdfReader) -> None:
    made_on = printed.metadata.creation_date if printed.metadata else None
    assert made_on is not None
    assert made_on.date() == made.AS_OF


def test_made_up_data_say_so_on_every_page(printed: pypdf.PdfReader) -> None:
    assert all(MADE_UP in page.extract_text() for page in printed.pages)
    real = read(typst_pdf.pdf(data_pack(made.made_up_findings(synthetic=False))))
    assert MADE_UP not in text(real)


def test_a_hostile_name_is_printed_as_it_is_written() -> None:
    document = data_pack(made.made_up_findings("Z00009", made.HOSTILE))
    reader = read(typst_pdf.pdf(document))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Data pack: {made.HOSTILE}"
    assert made.HOSTILE.replace(" ", "") in text(reader).replace(" ", "")


@pytest.mark.parametrize("findings", [made.nothing_known(), made.only_missing(), made.one_point()])
def test_a_practice_with_little_data_still_gets_a_pack(findings: Any) -> None:
    reader = read(typst_pdf.pdf(data_pack(findings)))
    assert "How to comment" in text(reader)


def lines(cell: str, *, low: bool) -> int:
    """On how many lines a cell of half the page's width is printed when it may have as many."""
    columns = (doc.Column("A", weight=1), doc.Column("B", weight=1))
    table = doc.Table("C", columns, ((cell, "~"),))
    data = typst_pdf.as_data(doc.Document("T", "S", made.AS_OF, False, (table,)))
    assert data["blocks"][0]["low"] == [True, low]  # type: ignore[index]
    free = json.dumps(data).replace('"low": [true, true]', '"low": [true, false]')
    said = read(typst_pdf.compiled(free, made.AS_OF)).pages[0].extract_text()
    printed = [set(one.replace("~", "").split()) for one in said.splitlines()]
    return sum(bool(one) and one <= set(cell.split()) for one in printed)


def widest(letters: str) -> int:
    """How many of some letters fit on one line of a cell of half the page's width."""
    room = typst_pdf.TEXT_WIDTH / 2 - typst_pdf.GAP
    return int(room / typst_pdf.wide(letters))


@pytest.mark.parametrize("word", ["i ", "W ", "9,250 ", "£1.7% ", "Quality points ", "AV To "])
def test_a_row_is_low_if_and_only_if_typst_needs_one_line(word: str) -> None:
    fits = widest(word)
    assert lines((word * fits).strip(), low=True) == 1
    assert lines((word * (fits + 2)).strip(), low=False) == 2


def test_a_heading_that_does_not_fit_makes_its_row_high() -> None:
    columns = (doc.Column("Name", weight=40), doc.Column("Longer than its column"))
    table = doc.Table("C", columns, (("a", "b"),))
    data = typst_pdf.as_data(doc.Document("T", "S", made.AS_OF, False, (table,)))
    assert data["blocks"][0]["low"] == [False, True]  # type: ignore[index]


def test_print_says_where_the_numbers_behind_its_pictures_are(printed: pypdf.PdfReader) -> None:
    said = "The numbers behind each picture are with it in the pack for a screen, the HTML file."
    assert said in text(printed)
    bare = doc.Document("T", "S", made.AS_OF, False, (doc.Paragraph("Nothing drawn."),))
    assert said not in text(read(typst_pdf.pdf(bare)))
