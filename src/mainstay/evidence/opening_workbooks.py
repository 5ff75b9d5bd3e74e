"""Workbooks as text tables: .xlsx and .xlsm, read row by row without running anything.

Only the values that the publisher's own program last worked out are read. A formula without
one, or an error such as #REF!, becomes a text that says which cell it is: every reader of a
source stops at it, and the message names the cell.
"""

import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree

from mainstay.evidence.opening_streams import DAMAGED
from mainstay.evidence.opening_xml import MAIN, MAX_COLUMNS, Row, elements, marked
from mainstay.terms.errors import SourceError

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAX_SHARED = 256 << 20  # characters of shared texts
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STYLES = (f"{MAIN}cellXfs", f"{MAIN}numFmt", f"{MAIN}xf")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet's days have no time zone)
DATE_FORMATS = frozenset({*range(14, 23), *range(45, 48)})


def xlsx_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each sheet's name and its rows as text, dates as yyyy-mm-dd."""
    shared = _shared_texts(archive)
    dated = _date_styles(archive)
    for name, member in _sheet_members(archive):
        yield name, _xlsx_rows(archive, member, name, shared, dated)


def _sheet_members(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    links = {
        element.get("Id", ""): element.get("Target", "")
        for _, element in elements(archive, "xl/_rels/workbook.xml.rels", RELATION)
    }
    found = [
        (element.get("name", ""), links.get(element.get(LINK, ""), ""))
        for event, element in elements(archive, "xl/workbook.xml", f"{MAIN}sheet")
        if event == "end"
    ]
    paths = [(name, t.lstrip("/") if t.startswith("/") else f"xl/{t}") for name, t in found]
    return [(name, path) for name, path in paths if "worksheets" in path]


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts, size = [], 0
    for event, element in elements(archive, "xl/sharedStrings.xml", f"{MAIN}si"):
        if event == "end":
            texts.append(_plain_text(element))
            size += len(texts[-1]) + 50
            if size > MAX_SHARED:
                raise SourceError("The workbook holds too much text.", advice=DAMAGED)
    return texts


def _plain_text(element: ElementTree.Element) -> str:
    """The text of a cell, phonetic guides left out."""
    runs = [element, *element.findall(f"{MAIN}r")]
    return "".join(part.text or "" for run in runs for part in run.findall(f"{MAIN}t"))


def _date_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The style numbers that show a number as a date."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    dated, styles, inside = set(DATE_FORMATS), [], False
    for event, element in elements(archive, "xl/styles.xml", *STYLES):
        if element.tag == f"{MAIN}cellXfs":
            inside = event == "start"
        elif event == "end" and element.tag == f"{MAIN}numFmt":
            if _shows_date(element.get("formatCode", "")):
                dated.add(int(element.get("numFmtId", "0")))
        elif event == "start" and inside and element.tag == f"{MAIN}xf":
            styles.append(int(element.get("numFmtId", "0")))
    return frozenset(str(place) for place, style in enumerate(styles) if style in dated)


def _shows_date(pattern: str) -> bool:
    bare, quoted, bracketed = [], False, False
    for letter in pattern.lower():
        quoted ^= letter == '"'
        bracketed = letter == "[" or (bracketed and letter != "]")
        if not quoted and not bracketed:
            bare.append(letter)
    return bool({"y", "d"} & set(bare))


def _xlsx_rows(
    archive: zipfile.ZipFile, member: str, sheet: str, shared: list[str], dated: frozenset[str]
) -> Iterator[Row]:
    expected = 1
    for event, element in elements(archive, member, f"{MAIN}row"):
        if event == "start":
            continue
        number = int(element.get("r", expected))
        yield from ([] for _ in range(min(number - expected, 1000)))
        yield _xlsx_row(element, number, sheet, shared, dated)
        expected = number + 1


def _xlsx_row(
    row: ElementTree.Element, number: int, sheet: str, shared: list[str], dated: frozenset[str]
) -> Row:
    cells: Row = []
    for cell in row.iterfind(f"{MAIN}c"):
        place = _column(cell.get("r", "")) or len(cells) + 1
        if place > MAX_COLUMNS:
            raise SourceError(
                f"A row reaches column {place:,}.",
                place=f"sheet '{sheet}', row {number}",
                advice=DAMAGED,
            )
        cells.extend("" for _ in range(place - 1 - len(cells)))
        cells.append(_xlsx_cell(cell, f"cell {cell.get('r')} of sheet '{sheet}'", shared, dated))
    return cells


def _column(reference: str) -> int:
    """The column's number, from 1: `AB12` is 28."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _xlsx_cell(
    cell: ElementTree.Element, place: str, shared: list[str], dated: frozenset[str]
) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = cell.find(f"{MAIN}is")
        return "" if inside is None else marked(_plain_text(inside), place)
    value = cell.findtext(f"{MAIN}v")
    if value is None or (value == "" and cell.find(f"{MAIN}f") is not None):
        return "" if cell.find(f"{MAIN}f") is None else f"=formula without a value in {place}"
    if kind == "s":
        return marked(_shared(shared, value, place), place)
    if kind == "e":
        return f"{value} in {place}"
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind in ("n", "") and cell.get("s") in dated:
        return _day(value, place)
    return marked(value, place) if kind == "str" else value


def _shared(shared: list[str], value: str, place: str) -> str:
    try:
        return shared[int(value)]
    except (ValueError, IndexError) as error:
        raise SourceError("A cell points at no text.", place=place, advice=DAMAGED) from error


def _day(value: str, place: str) -> str:
    try:
        moment = EPOCH + timedelta(days=float(value))
    except (ValueError, OverflowError) as error:
        raise SourceError("A date is out of range.", place=place, advice=DAMAGED) from error
    whole = moment.hour == moment.minute == moment.second == 0
    return f"{moment:%Y-%m-%d}" if whole else f"{moment:%Y-%m-%d %H:%M:%S}"
