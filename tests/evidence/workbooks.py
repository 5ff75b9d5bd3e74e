"""Small workbooks as bytes: `day` is a dated cell, `formula` and `error` are what they say."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"

Rows = Sequence[Sequence[object]]


def xlsx_bytes(rows: Rows, sheet: str = "Table 1") -> bytes:
    body = "".join(_xlsx_row(row, number) for number, row in enumerate(rows, start=1) if row)
    return _zip(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{body}'
            "</sheetData></worksheet>",
        }
    )


def _xlsx_row(row: Sequence[object], number: int) -> str:
    cells = "".join(_xlsx_cell(cell, place, number) for place, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(cell: object, place: int, row: int) -> str:
    where = f'r="{chr(65 + place)}{row}"'
    if cell == "day":
        return f'<c {where} s="1"><v>44620</v></c>'
    if cell == "formula":
        return f"<c {where}><f>A1+1</f></c>"
    if cell == "error":
        return f'<c {where} t="e"><v>#REF!</v></c>'
    if isinstance(cell, str):
        return f'<c {where} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f"<c {where}><v>{cell}</v></c>"


def ods_bytes(rows: Rows, sheet: str = "Table 1", repeat_rows: int = 1) -> bytes:
    body = "".join(
        f'<table:table-row table:number-rows-repeated="{repeat_rows}">'
        f"{''.join(map(_ods_cell, row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    return _zip(
        {
            "content.xml": f'<office:document-content xmlns:office="{OPEN}:office:1.0" '
            f'xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="{sheet}">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _ods_cell(cell: object) -> str:
    if cell == "day":
        return '<table:table-cell office:value-type="date" office:date-value="2022-02-28"/>'
    if cell == "formula":
        return '<table:table-cell table:formula="of:=[.A1]+1"/>'
    if cell == "error":
        return (
            '<table:table-cell table:formula="of:=[.A1]" office:value-type="string">'
            "<text:p>#REF!</text:p></table:table-cell>"
        )
    if isinstance(cell, str):
        text = escape(cell).replace("\n", "</text:p><text:p>")
        return (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def _zip(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
