"""Workbooks (.xlsx) and OpenDocument spreadsheets (.ods), by columns, with no library.

A whole column becomes XML text at once, so that a hundred thousand rows take a second.
"""

from collections.abc import Mapping

import polars as pl

from mainstay.synthetic.writing import escaped, zipped

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(sheets: Mapping[str, pl.DataFrame]) -> bytes:
    """A workbook of these sheets; every cell is text, and headings are the columns' names."""
    members = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in _numbers(len(sheets))}
        ),
    }
    for number, table in zip(_numbers(len(sheets)), sheets.values(), strict=True):
        members[f"xl/worksheets/sheet{number}.xml"] = _worksheet(table)
    return zipped({name: text.encode() for name, text in members.items()})


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        for n in _numbers(count)
    )
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f"{sheets}</Types>"
    )


def _relations(parts: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for name, (kind, target) in parts.items()
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _workbook(names: list[str]) -> str:
    inner = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    return (
        f'{_DECLARED}<workbook xmlns="{_SHEET}" xmlns:r="{_RELATED}">'
        f"<sheets>{inner}</sheets></workbook>"
    )


def _worksheet(table: pl.DataFrame) -> str:
    opening = '<c t="inlineStr"><is><t xml:space="preserve">'
    body = _rows(table, "<row>", "</row>", opening, "</t></is></c>", "<c/>")
    return f'{_DECLARED}<worksheet xmlns="{_SHEET}"><sheetData>{body}</sheetData></worksheet>'


def _rows(table: pl.DataFrame, row: str, end_row: str, cell: str, end_cell: str, empty: str) -> str:
    """Every row of a table as XML, headings first; a null is an empty cell."""
    names = pl.DataFrame([pl.Series(name, [name]) for name in table.columns])
    whole = pl.concat([names, table.select(pl.all().cast(pl.String))])
    cells = [
        pl.when(pl.col(name).is_null())
        .then(pl.lit(empty))
        .otherwise(pl.concat_str(pl.lit(cell), escaped(pl.col(name)), pl.lit(end_cell)))
        for name in whole.columns
    ]
    text = whole.select(pl.concat_str(pl.lit(row), *cells, pl.lit(end_row)).alias("xml"))
    return "".join(text["xml"])


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: Mapping[str, pl.DataFrame]) -> bytes:
    """An OpenDocument spreadsheet of these sheets; every cell is text."""
    members = {
        "mimetype": _ODS_TYPE,
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _content(sheets),
    }
    encoded = {name: text.encode() for name, text in members.items()}
    return zipped(encoded, stored=("mimetype",))


def _manifest() -> str:
    return (
        f'{_DECLARED}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" '
        'manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )


def _content(sheets: Mapping[str, pl.DataFrame]) -> str:
    inner = "".join(_table(name, table) for name, table in sheets.items())
    return (
        f'{_DECLARED}<office:document-content xmlns:office="{_OASIS}:office:1.0" '
        f'xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{inner}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _table(name: str, table: pl.DataFrame) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>'
    body = _rows(
        table,
        "<table:table-row>",
        "</table:table-row>",
        cell,
        "</text:p></table:table-cell>",
        "<table:table-cell/>",
    )
    return f'<table:table table:name="{name}">{body}</table:table>'
