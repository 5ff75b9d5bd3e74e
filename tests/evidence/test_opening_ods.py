"""What is read from the cells of an OpenDocument workbook, however a program writes them."""

import io
import zipfile

import pytest

from mainstay.evidence.opening_ods import ods_sheets
from mainstay.evidence.opening_streams import open_zip
from mainstay.terms.errors import SourceError

NOTE = "<office:annotation><text:p>not me</text:p></office:annotation>"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.fixture
def sheets(tmp_path):
    """The sheets of a content.xml with this in its spreadsheet."""

    def read(inside: str, table: str = "table", text: str = "text") -> dict[str, list[list[str]]]:
        content = (
            f'<office:document-content xmlns:office="{NAMES}:office:1.0" '
            f'xmlns:{table}="{NAMES}:table:1.0" xmlns:{text}="{NAMES}:text:1.0">'
            f"<office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body>"
            "</office:document-content>"
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("content.xml", content)
        path = tmp_path / "a.ods"
        path.write_bytes(packed.getvalue())
        with open_zip(path) as archive:
            return {name: list(rows) for name, rows in ods_sheets(archive)}

    return read


def sheet(*rows: str, name: str = "One") -> str:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{body}</table:table>'


def words(inside: str, facts: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{facts}>{inside}</table:table-cell>'


def value(kind: str, fact: str, said: str, shown: str = "as shown") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{fact}="{said}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (words("<text:p>plain</text:p>"), "plain"),
        (words("<text:p>A &amp; B &#163;</text:p>"), "A & B £"),
        (words("<text:p>one</text:p><text:p>two</text:p>"), "one\ntwo"),
        (words("<text:p>a<text:s/>b<text:s text:c='3'/>c</text:p>"), "a b   c"),
        (words("<text:p>a<text:tab/>b<text:line-break/>c</text:p>"), "a b c"),
        (words("<text:p>a <text:span>b <text:a>c</text:a></text:span> d</text:p>"), "a b c d"),
        (words("<text:p>a<text:note><text:p>not<text:s/>me</text:p></text:note>b</text:p>"), "ab"),
        (words(f"{NOTE}<text:p>x</text:p>"), "x"),
        (words(f"<text:p>x</text:p>\n  {NOTE}"), "x"),
        (value("float", "value", "12.5"), "12.5"),
        (value("percentage", "value", "0.5"), "0.5"),
        (value("currency", "value", "9"), "9"),
        (value("date", "date-value", "2022-02-28T00:00:00"), "2022-02-28"),
        (value("boolean", "boolean-value", "true"), "TRUE"),
        (value("float", "value", "1", "<text:span>1</text:span><text:s/>"), "1"),
    ],
)  # fmt: skip
def test_what_a_cell_says(sheets, cell: str, says: str) -> None:
    assert sheets(sheet(cell + words("<text:p>next</text:p>"))) == {"One": [[says, "next"]]}


def test_repeated_covered_and_empty_cells(sheets) -> None:
    x = "<text:p>x</text:p>"
    row = (
        words(x, ' table:number-columns-repeated="2"')
        + '<table:table-cell table:number-columns-repeated="2"/>'
        + "<table:covered-table-cell/>"
        + words(x)
        + '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    assert sheets(sheet(row)) == {"One": [["x", "x", "", "", "", "x"]]}


def test_rows_in_groups_and_between_blank_ones(sheets) -> None:
    cell = words("<text:p>x</text:p>")
    row = f"<table:table-row>{cell}</table:table-row>"
    twice = row.replace("-row>", '-row table:number-rows-repeated="2">', 1)
    inside = (
        '<table:table table:name="One"><table:table-column/>'
        f"<table:table-header-rows>{row}</table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row-group>{twice}</table:table-row-group>"
        '<table:table-row table:number-rows-repeated="1000000"/></table:table>'
    )
    assert sheets(inside) == {"One": [["x"], [], [], ["x"], ["x"]]}


def test_sheets_stay_apart(sheets) -> None:
    one, two = words("<text:p>x</text:p>"), words("<text:p>y</text:p>")
    found = sheets(sheet(one) + "<table:named-expressions/>" + sheet(two, two, name="Two"))
    assert found == {"One": [["x"]], "Two": [["y"], ["y"]]}


def test_namespaces_may_be_shortened_in_any_way(sheets) -> None:
    inside = sheet(words("<text:p>x</text:p>", ' table:number-columns-repeated="2"'))
    other = inside.replace("table:", "t:").replace("text:", "w:")
    assert sheets(other, table="t", text="w") == {"One": [["x", "x"]]}


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<office:x/>" * 250_001, "parts"),
        (sheet("<office:x/>" * 2_000_000), "too long"),
        (sheet(words("<text:p>" + "long " * 4_000_000 + "</text:p>")), "too long"),
        (sheet(words("<text:p>x</text:p>")).replace("</table:table-cell>", ""), "damaged"),
    ],
    ids=["elements", "a row of elements", "a row of text", "not closed"],
)
def test_what_no_table_has_is_refused(sheets, inside: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        sheets(inside)
