"""Tables of records as CSV files with what they mean beside them (CSV on the Web, W3C 2015)."""

import csv
import io
import json
from datetime import date

from mainstay.reports.document import MADE_UP
from mainstay.reports.packing import packed
from mainstay.terms.tables import Cell, Collection, Field, Records

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAFE = (
    "Words that begin with =, +, -, @ or a tab have an apostrophe before them, so that a "
    "spreadsheet does not take them for a formula."
)


def write_csvs(given: Collection) -> bytes:
    """A zip of one CSV a table, and csv-metadata.json; the same bytes for the same tables."""
    parts = [(f"{one.name}.csv", _csv(one)) for one in given.tables]
    words = json.dumps(metadata(given), indent=1, ensure_ascii=False) + "\n"
    return packed([*parts, ("csv-metadata.json", words.encode())], date.fromisoformat(given.on))


def metadata(given: Collection) -> dict[str, object]:
    """What CSVW says of all the tables."""
    about = f"{given.about} {MADE_UP}" if given.synthetic else given.about
    return {
        "@context": CONTEXT,
        "dc:title": given.title,
        "dc:description": f"{about} {SAFE}",
        "dc:modified": {"@value": given.on, "@type": "date"},
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [_described(one) for one in given.tables],
    }


def _described(table: Records) -> dict[str, object]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.means,
        "tableSchema": {"columns": [_column(one) for one in table.fields]},
    }


def _column(field: Field) -> dict[str, object]:
    return {
        "name": field.name,
        "titles": field.name,
        "dc:title": field.title,
        "dc:description": field.means,
        "datatype": field.kind,
        "null": "",
    }


def _csv(table: Records) -> bytes:
    held = io.StringIO()
    writing = csv.writer(held, lineterminator="\r\n")
    writing.writerow([one.name for one in table.fields])
    writing.writerows([safe(cell) for cell in row] for row in table.rows)
    return held.getvalue().encode()


def safe(value: Cell) -> str | int | float:
    """A value as a CSV has it: no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
