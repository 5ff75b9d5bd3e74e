"""Tables of records as a workbook that a screen reader can follow.

It keeps to the Analysis Function's checklist for spreadsheets: a cover, contents and notes; one
table a sheet, marked up and at the left edge, below its title and what to know of it; no blank
cell that is not explained; no merged cells, colours or hidden rows; the cursor at A1.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from mainstay.reports.document import MADE_UP
from mainstay.reports.packing import packed
from mainstay.terms.tables import Cell, Collection, Records
from mainstay.terms.wording import counted

NONE = "[z]"
TEXT, BOLD, TITLE = Font("Arial", 12), Font("Arial", 12, bold=True), Font("Arial", 16, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
NARROW, WIDE, WORDS = 12, 48, 90
LONGEST = 32_767  # characters that a cell holds
CUT = " [cut short: see the CSV]"
SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write_workbook(given: Collection) -> bytes:
    """The workbook, with the same bytes for the same tables."""
    made = Workbook()
    made.remove(made.active)
    _cover(made.create_sheet("Cover"), given)
    _contents(made.create_sheet("Contents"), given)
    _notes(made.create_sheet("Notes"), given)
    for table in given.tables:
        _table_sheet(made.create_sheet(_sheet_name(table)), table)
    _properties(made, given)
    return _saved(made, given)


def _cover(sheet: Worksheet, given: Collection) -> None:
    made_up = [MADE_UP] if given.synthetic else []
    lines = [
        given.title,
        *made_up,
        given.about,
        f"These are the records as they stood on {given.on}.",
        f"There are {counted(len(given.tables), 'table')}, each on a sheet of its own. "
        "The sheet Contents lists them. The sheet Notes explains them.",
        "Made by Mainstay.",
    ]
    _lines(sheet, lines)


def _contents(sheet: Worksheet, given: Collection) -> None:
    _lines(sheet, ["Contents", "This sheet contains one table.", "Names of sheets are links."])
    rows = [(_sheet_name(one), one.title, len(one.rows)) for one in given.tables]
    heads = ("Sheet", "What it holds", "Rows")
    _table(sheet, "contents", 4, heads, [("Notes", "What to know of the tables", None), *rows])
    for place, (name, _, _) in enumerate([("Notes", "", 0), *rows], start=5):
        cell = sheet.cell(place, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=name)
        cell.font = Font("Arial", 12, underline="single", color="005EB8")


def _notes(sheet: Worksheet, given: Collection) -> None:
    _lines(
        sheet,
        [
            "Notes",
            "This sheet contains one table: what each column of the other sheets means.",
            f"{NONE} in a cell says that there is no value, such as no end of what goes on.",
            "Times are those of England. Days are written as year, month, day.",
        ],
    )
    rows = [
        (_sheet_name(one), each.title, each.means) for one in given.tables for each in one.fields
    ]
    _table(sheet, "notes", 5, ("Sheet", "Column", "What it means"), rows)


def _table_sheet(sheet: Worksheet, table: Records) -> None:
    empty = any(cell is None for row in table.rows for cell in row)
    blank = f"{NONE} says that there is no value." if empty else "Every cell has a value."
    rows = list(table.rows)
    none = [] if rows else ["There is nothing to show: no row is recorded."]
    _lines(
        sheet,
        [
            table.title,
            "This sheet contains one table.",
            f"{table.means} The sheet Notes says what the columns mean.",
            blank,
            *none,
        ],
    )
    heads = [one.title for one in table.fields]
    start = 5 + len(none)
    _table(sheet, table.name, start, heads, rows or [tuple(None for _ in heads)])


def _lines(sheet: Worksheet, lines: Sequence[str]) -> None:
    for place, line in enumerate(lines, start=1):
        cell = sheet.cell(place, 1, line)
        cell.font = TITLE if place == 1 else TEXT
        if sheet.title == "Cover":
            cell.alignment = WRAPPED
    sheet.column_dimensions["A"].width = WORDS if sheet.title == "Cover" else NARROW


def _table(
    sheet: Worksheet,
    name: str,
    start: int,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
) -> None:
    """Write a table and mark it up as one, without filter buttons."""
    for column, head in enumerate(heads, start=1):
        cell = sheet.cell(start, column, head)
        cell.font, cell.alignment = BOLD, WRAPPED
        widest = max([len(head), *(len(str(row[column - 1])) for row in rows)], default=NARROW)
        width = min(max(widest + 2, NARROW), WIDE)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for place, row in enumerate(rows, start=start + 1):
        for column, value in enumerate(row, start=1):
            _fill(sheet, place, column, value)
    end = f"{get_column_letter(len(heads))}{start + len(rows)}"
    table = Table(displayName=f"table_{name}", ref=f"A{start}:{end}")
    table._initialise_columns()
    table.autoFilter = None
    for column, head in zip(table.tableColumns, heads, strict=True):
        _name(column, head)
    sheet.add_table(table)


def _fill(sheet: Worksheet, place: int, column: int, value: Cell) -> None:
    """Words are words: what somebody wrote never becomes a formula."""
    cell = sheet.cell(place, column)
    if value is None:
        cell.value = NONE
    elif isinstance(value, bool):
        cell.value = "yes" if value else "no"
    elif isinstance(value, int | float):
        cell.value = value
    else:
        cell.value = _fitting(value)
        cell.data_type = "s"
    cell.font, cell.alignment = TEXT, WRAPPED


def _fitting(text: str) -> str:
    clean = "".join(one for one in text if one >= " " or one in "\n\t")
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(CUT)] + CUT


def _name(column: TableColumn, head: str) -> None:
    column.name = head


def _sheet_name(table: Records) -> str:
    return table.name.replace("_", " ").capitalize()


def _properties(made: Workbook, given: Collection) -> None:
    held = made.properties
    held.title, held.subject = given.title, given.about
    held.creator = held.lastModifiedBy = "Mainstay"
    held.language = "en-GB"
    held.created = datetime.combine(date.fromisoformat(given.on), time())
    made.active = 0


def _saved(made: Workbook, given: Collection) -> bytes:
    """The parts again, with the day of the records in place of the moment of saving."""
    held = io.BytesIO()
    made.save(held)
    day = f"{given.on}T00:00:00Z".encode()
    with zipfile.ZipFile(held) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    still = [(name, SAVED.sub(rb"\g<1>" + day + rb"\g<2>", part)) for name, part in parts]
    return packed(still, date.fromisoformat(given.on))
