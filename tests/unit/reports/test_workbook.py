"""Exported tables against what the Analysis Function's checklist asks that a program can see."""

import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest

from mainstay.reports.csvw import metadata, write_csvs
from mainstay.reports.workbook import LONGEST, NONE, write_workbook
from mainstay.terms.tables import Collection, Field, Records

FIELDS = (
    Field("practice_code", "Practice code", "The code."),
    Field("words", "Words", "What somebody wrote."),
    Field("days", "Days", "How many.", "integer"),
    Field("late", "Late", "Whether it is late.", "boolean"),
)
ROWS = (("Z00001", "=1+1", 3, True), ("Z00002", None, None, False))


def given(rows=ROWS, synthetic=True) -> Collection:
    tables = (
        Records("risks", "Risks and dependencies", "One row a risk.", FIELDS, rows),
        Records("moves", "Moves", "One row a move.", FIELDS, ()),
    )
    return Collection("Anyshire: everything", "What is recorded.", "2026-11-02", synthetic, tables)


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(write_workbook(given())))


def test_it_begins_with_cover_contents_and_notes(book):
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Risks", "Moves"]
    assert book.active.title == "Cover"


def test_it_says_what_it_is_and_that_it_is_made_up(book):
    assert book.properties.title == "Anyshire: everything"
    assert book.properties.creator == "Mainstay"
    assert book.properties.language == "en-GB"
    cover = " ".join(str(cell.value) for cell in book["Cover"]["A"])
    assert "Made-up data." in cover
    assert "2026-11-02" in cover
    real = openpyxl.load_workbook(io.BytesIO(write_workbook(given(synthetic=False))))
    assert "Made-up" not in " ".join(str(cell.value) for cell in real["Cover"]["A"])


def test_each_table_sheet_has_one_marked_table_at_the_left_under_its_title(book):
    for name in ("Contents", "Notes", "Risks", "Moves"):
        sheet = book[name]
        [table] = sheet.tables.values()
        assert table.ref.startswith("A")
        assert table.autoFilter is None
        assert sheet["A2"].value.startswith("This sheet contains one table")
        assert sheet.max_row == int(re.search(r":[A-Z]+(\d+)", table.ref).group(1))
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names))


def test_headings_are_unique_and_those_of_the_table(book):
    for sheet in book:
        for table in sheet.tables.values():
            head = [
                cell.value for cell in sheet[table.ref.split(":")[0] : table.ref.split(":")[1]][0]
            ]
            assert head == table.column_names
            assert len(head) == len(set(head))


def test_no_cell_of_a_table_is_blank_and_what_stands_there_is_explained(book):
    for sheet in book:
        for table in sheet.tables.values():
            assert all(cell.value not in (None, "") for row in sheet[table.ref] for cell in row)
    assert f"{NONE} says" in book["Risks"]["A4"].value
    assert "no row is recorded" in book["Moves"]["A5"].value


def test_nothing_is_merged_hidden_frozen_filtered_or_filled(book):
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert not any(one.hidden for one in sheet.row_dimensions.values())
        assert not any(one.hidden for one in sheet.column_dimensions.values())
        assert not sheet.conditional_formatting
        assert not sheet._images
        assert not sheet.oddHeader.center.text
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.fill.fill_type for cell in cells} == {None}
        assert {cell.font.name for cell in cells} == {"Arial"}
        assert min(cell.font.size for cell in cells) >= 12


def test_the_cursor_is_at_the_top_left_of_each_sheet(book):
    for sheet in book:
        assert {one.activeCell for one in sheet.sheet_view.selection} == {"A1"}


def test_contents_are_links_to_the_sheets(book):
    links = [cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink]
    assert links == ["'Notes'!A1", "'Risks'!A1", "'Moves'!A1"]


def test_every_column_is_explained(book):
    told = [tuple(cell.value for cell in row) for row in book["Notes"].iter_rows(min_row=6)]
    assert ("Risks", "Words", "What somebody wrote.") in told
    assert len(told) == 2 * len(FIELDS)


def test_what_somebody_wrote_is_never_a_formula(book):
    cell = book["Risks"]["B6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    [row, _] = _rows(write_csvs(given()), "risks")
    assert row["words"] == "'=1+1"


def test_words_too_long_for_a_cell_or_not_fit_for_one_are_told(book):
    long = given((("Z00001", "a" * 40_000 + "\x07", 1, True),))
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(long)))["Risks"]
    assert len(sheet["B6"].value) == LONGEST
    assert sheet["B6"].value.endswith("[cut short: see the CSV]")


def test_the_same_tables_are_the_same_bytes():
    assert write_workbook(given()) == write_workbook(given())
    assert write_csvs(given()) == write_csvs(given())


def test_numbers_and_yes_or_no_are_what_they_are(book):
    assert [cell.value for cell in book["Risks"][6]] == ["Z00001", "=1+1", 3, "yes"]
    assert [cell.value for cell in book["Risks"][7]] == ["Z00002", NONE, NONE, "no"]


def test_csvs_have_a_heading_crlf_and_empty_cells_for_no_value():
    whole = zipfile.ZipFile(io.BytesIO(write_csvs(given())))
    assert whole.namelist() == ["risks.csv", "moves.csv", "csv-metadata.json"]
    text = whole.read("risks.csv").decode()
    assert text.split("\r\n")[0] == "practice_code,words,days,late"
    assert text.split("\r\n")[2] == "Z00002,,,false"


def test_metadata_names_every_file_and_column_of_it():
    whole = zipfile.ZipFile(io.BytesIO(write_csvs(given())))
    told = json.loads(whole.read("csv-metadata.json"))
    assert told == json.loads(json.dumps(metadata(given())))
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    for table in told["tables"]:
        head = whole.read(table["url"]).decode().splitlines()[0].split(",")
        assert head == [one["titles"] for one in table["tableSchema"]["columns"]]
    kinds = {one["datatype"] for table in told["tables"] for one in table["tableSchema"]["columns"]}
    assert kinds <= {"string", "integer", "boolean", "date", "dateTime"}


def _rows(content: bytes, name: str) -> list[dict[str, str]]:
    text = zipfile.ZipFile(io.BytesIO(content)).read(f"{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text)))
