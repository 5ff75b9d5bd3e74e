import csv
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mainstay.evidence import opening_streams, opening_text
from mainstay.evidence.opening import Opened, PassedOver, open_published, raw_table
from mainstay.sources.contract import Match
from mainstay.terms.errors import SourceError
from tests.evidence.workbooks import ods_bytes, xlsx_bytes

PLAIN = "practice_code,points\nZ00001,5\nZ00002,\nZ00003,7\n"
NOWHERE = Match(period=None)


def opened(tmp_path: Path, name: str, content: bytes) -> list[Opened]:
    file = tmp_path / "published" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    return [one for one in gives(file, work) if isinstance(one, Opened)]


def gives(file: Path, work: Path) -> list[Opened | PassedOver]:
    return list(open_published(file, work))


def table(tmp_path: Path, name: str, content: bytes, match: Match = NOWHERE) -> pl.DataFrame:
    (one,) = opened(tmp_path, name, content)
    return raw_table(one, match).collect(engine="streaming")


def refused(tmp_path: Path, name: str, content: bytes, match: Match = NOWHERE) -> SourceError:
    with pytest.raises(SourceError) as caught:
        table(tmp_path, name, content, match)
    assert caught.value.problem
    return caught.value


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_bytes(rows: int) -> bytes:
    return PLAIN.encode() + b"Z00009,1\n" * rows


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.encode("utf-16"),
        PLAIN.encode() + b"\n\n",
        PLAIN.encode() + b",\n",
        PLAIN.replace("practice_code", '"practice_code "').encode(),
    ],
    ids=["plain", "bom", "crlf", "cr", "utf-16", "blank lines", "empty row", "quoted"],
)
def test_one_table_however_it_was_saved(tmp_path: Path, content: bytes) -> None:
    assert table(tmp_path, "a.csv", content).to_dict(as_series=False) == {
        "practice_code": ["Z00001", "Z00002", "Z00003"],
        "points": ["5", None, "7"],
    }


def test_packed_in_a_zip_a_gzip_or_not_it_is_the_same_content(tmp_path: Path) -> None:
    content = PLAIN.encode()
    packed = {"a.csv": content, "a.csv.gz": gzip.compress(content), "a.zip": zipped(a=b"")}
    packed["a.zip"] = zipped(**{"a.csv": content, "guide.pdf": b"%PDF", "x/": b""})
    found = {name: opened(tmp_path, name, each)[0] for name, each in packed.items()}
    assert {one.content_sha256 for one in found.values()} == {hashlib.sha256(content).hexdigest()}
    assert {raw_table(one, NOWHERE).collect().height for one in found.values()} == {3}
    assert found["a.zip"].member == "a.csv"
    assert found["a.zip"].sample.folder == "published/a.zip"


def test_letters_of_windows_are_read(tmp_path: Path) -> None:
    text = "name\nCAFÉ – ST. MARY’S\n"
    assert table(tmp_path, "a.csv", text.encode("cp1252"))["name"][0] == "CAFÉ – ST. MARY’S"
    assert table(tmp_path, "b.csv", text.encode())["name"][0] == "CAFÉ – ST. MARY’S"


def test_line_breaks_in_headings_and_cells(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbf"Sub ICB Loc \nODS code","A  ""B"""\r\n"Z0A","two\r\nlines, 1"\r\n'
    found = table(tmp_path, "a.csv", content)
    assert found.columns == ["Sub ICB Loc ODS code", 'A "B"']
    assert found.row(0) == ("Z0A", "two\r\nlines, 1")


def test_a_file_without_headings(tmp_path: Path) -> None:
    match = Match(period=None, header_row=None, columns=("code", "points"))
    for start in (b"", b"\xef\xbb\xbf"):
        found = table(tmp_path, "a.csv", start + b'"Z00001","5"\n"Z00002",""\n', match)
        assert [(code, points or None) for code, points in found.rows()] == [
            ("Z00001", "5"),
            ("Z00002", None),
        ]


def test_headings_below_a_preamble(tmp_path: Path) -> None:
    content = b'Published by,"a, b"\n\nnote one,,\n' + b"code,points,why\nZ00001,5,\n"
    found = table(tmp_path, "a.csv", content, Match(period=None, header_row=3))
    assert found.rows() == [("Z00001", "5", None)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (PLAIN.encode()[:-1], "cut short"),
        (PLAIN.encode()[:-4], "cut short"),
        (b"a,b\n1,2\n3\n", "1 cells"),
        (b"a,b\n1,2\n3,4,5\n", "3 cells"),
        (b'a,b\n1,2\n3,"4\n', "cut short"),
        (b"a,a\n1,2\n", "same heading"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        (b"\n <html>\n", "web page"),
        (b"a,b\n1,\x00\n", "no text has"),
        (b"a,b\n1,2\n" + bytes(range(256)) * 10, "no text has"),
        (b"a,b\n1,\x81\n", "encoding"),
        (PLAIN.encode("utf-16")[:-1], "encoding"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: bytes, problem: str) -> None:
    error = refused(tmp_path, "a.csv", content)
    assert problem in error.problem


def test_a_short_row_far_down_is_found_by_its_number(tmp_path: Path) -> None:
    for quote in (b"", b'"'):
        line = b"%sZ00009%s,1\n" % (quote, quote)
        content = PLAIN.encode() + line * 1_000_000 + b"Z00007\n" + line * 10
        error = refused(tmp_path, "a.csv", content)
        assert error.place == "row 1000005"
        assert "1 cells" in error.problem


def test_a_long_row_far_down_is_refused(tmp_path: Path) -> None:
    content = with_bytes(500_000) + b"Z00007,1,2\n" + with_bytes(10)[len(PLAIN) :]
    assert refused(tmp_path, "a.csv", content).place == "row 500005"


def test_a_short_row_and_a_long_one_do_not_hide_each_other(tmp_path: Path) -> None:
    content = with_bytes(500_000) + b"Z00007\n" + b"Z00007,1,2\n"
    with pytest.raises((SourceError, pl.exceptions.PolarsError)):
        table(tmp_path, "a.csv", content)


def test_a_million_columns_are_not_read(tmp_path: Path) -> None:
    wide = ",".join(f"c{n}" for n in range(1_000_000)).encode()
    assert "million characters" in refused(tmp_path, "a.csv", wide + b"\n" + wide).problem
    assert "columns" in refused(tmp_path, "b.csv", b"," * 9_000 + b"\n1\n").problem


def test_a_quotation_mark_never_closed_is_not_followed_for_ever(tmp_path: Path) -> None:
    content = b'a,b\n"1,2\n' + b"3,4\n" * 6_000_000
    assert "quotation mark" in refused(tmp_path, "a.csv", content).problem


def test_no_last_line_break_only_where_the_publisher_leaves_it_out(tmp_path: Path) -> None:
    match = Match(period=None, final_newline_optional=True)
    assert table(tmp_path, "a.csv", PLAIN.encode()[:-1], match).height == 3
    assert "cells" in refused(tmp_path, "a.csv", PLAIN.encode()[:-3], match).problem
    long = with_bytes(200_000)
    assert table(tmp_path, "b.csv", long[:-1], match).height == 200_003
    assert "cells" in refused(tmp_path, "b.csv", long[:-3], match).problem


def test_damaged_packings(tmp_path: Path) -> None:
    packed = gzip.compress(with_bytes(1000))
    assert "gzip" in refused(tmp_path, "a.csv.gz", packed[:-20]).problem
    assert "gzip" in refused(tmp_path, "a.csv.gz", packed[:40] + b"xx" + packed[42:]).problem
    archive = zipped(**{"a.csv": with_bytes(1000)})
    assert "zip" in refused(tmp_path, "a.zip", archive[:-30]).problem
    broken = bytearray(archive)
    broken[60:70] = b"0123456789"
    assert "zip" in refused(tmp_path, "a.zip", bytes(broken)).problem


def test_a_damaged_file_in_a_zip_does_not_stop_the_others(tmp_path: Path) -> None:
    archive = bytearray(zipped(**{"a.csv": with_bytes(1000), "b.csv": PLAIN.encode()}))
    archive[60:64] = b"0123"
    first, second = opened(tmp_path, "a.zip", bytes(archive))
    with pytest.raises(SourceError, match="damaged"):
        raw_table(first, NOWHERE)
    assert raw_table(second, NOWHERE).collect().height == 3


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    archive = bytearray(zipped(**{"a.csv": PLAIN.encode()}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(tmp_path, "a.zip", bytes(archive)).problem


def test_bombs_are_put_out(tmp_path: Path) -> None:
    zeros = b",\n" * (1 << 19)
    bomb = io.BytesIO()
    with gzip.open(bomb, "wb") as file:
        for _ in range(200):
            file.write(zeros)
    assert "unpacks" in refused(tmp_path, "a.csv.gz", bomb.getvalue()).problem
    archive = zipped(**{"a.csv": b"a,b\n" + zeros * 200})
    assert "unpacks" in refused(tmp_path, "a.zip", archive).problem


def test_more_files_than_any_publication_has(tmp_path: Path) -> None:
    many = {f"{n}.csv": b"a\n1\n" for n in range(opening_streams.MAX_MEMBERS + 1)}
    assert "files" in refused(tmp_path, "a.zip", zipped(**many)).problem


def test_files_without_tables_give_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.pdf", b"%PDF-1.7 ...") == []
    assert opened(tmp_path, "a.png", b"\x89PNG\r\n") == []
    assert opened(tmp_path, "a.zip", zipped(**{"a.pdf": b"%PDF", ".DS_Store": b"x"})) == []


def test_a_workbook_of_either_kind(tmp_path: Path) -> None:
    rows = [["Title"], [], ["Practice\ncode", "Points", "Joined"], ["Z00001", 5.5, "day"]]
    match = Match(period=None, sheet="Table 1", header_row=2)
    for name, content in (("a.xlsx", xlsx_bytes(rows)), ("a.ods", ods_bytes(rows))):
        found = table(tmp_path, name, content, match)
        assert found.columns == ["Practice code", "Points", "Joined"]
        assert found.rows() == [("Z00001", "5.5", "2022-02-28")]


def test_a_workbook_saved_by_another_program(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Table 1"
    sheet.append(["code", "share", "yes", "empty"])
    sheet.append(["Z00001", 0.25, True, None])
    packed = io.BytesIO()
    book.save(packed)
    found = table(tmp_path, "a.xlsx", packed.getvalue(), Match(period=None, sheet="Table 1"))
    assert found.row(0) == ("Z00001", "0.25", "TRUE", None)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_row_far_down_may_be_the_widest_and_blank_ones_are_left_out(
    tmp_path: Path, kind: str
) -> None:
    rows = [["code", "points"], *(["Z00001", 5] for _ in range(60)), [], ["Z00002", 6, "more"]]
    content = xlsx_bytes(rows) if kind == "xlsx" else ods_bytes(rows)
    found = table(tmp_path, f"a.{kind}", content, Match(period=None, sheet="Table 1"))
    assert found.columns == ["code", "points", "unnamed 3"]
    assert found.height == 61
    assert found.row(0) == ("Z00001", "5", None)
    assert found.row(60) == ("Z00002", "6", "more")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_formulas_and_errors_name_their_cell(tmp_path: Path, kind: str) -> None:
    rows = [["code", "points"], ["Z00001", "formula"], ["Z00002", "error"]]
    content = xlsx_bytes(rows) if kind == "xlsx" else ods_bytes(rows)
    found = table(tmp_path, f"a.{kind}", content, Match(period=None, sheet="Table 1"))
    first, second = found["points"]
    assert first.startswith("=formula without a value in")
    assert second.startswith(("#REF! in", "=formula"))
    assert all("sheet 'Table 1'" in cell for cell in (first, second))


def test_a_workbook_that_is_damaged_or_defines_entities(tmp_path: Path) -> None:
    content = xlsx_bytes([["code"], ["Z00001"]])
    assert refused(tmp_path, "a.xlsx", content[: len(content) // 2])
    parts = {"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"}
    assert refused(tmp_path, "b.xlsx", zipped(**parts)).problem
    assert refused(tmp_path, "c.ods", zipped(**{"content.xml": b"<!DOCTYPE x><a/>"})).problem


def test_a_workbook_of_endless_columns_or_repeats(tmp_path: Path) -> None:
    assert "columns" in refused(tmp_path, "a.ods", ods_bytes([["x"] * 6_000])).problem
    repeated = ods_bytes([["x"]], repeat_rows=100_000)
    assert "repeated" in refused(tmp_path, "b.ods", repeated).problem
    endless = "<x/>" * 300_000
    parts = {
        "xl/workbook.xml": f"<workbook>{endless}</workbook>".encode(),
        "xl/_rels/workbook.xml.rels": b"<Relationships/>",
    }
    assert "parts" in refused(tmp_path, "c.xlsx", zipped(**parts)).problem


def test_old_and_locked_workbooks(tmp_path: Path) -> None:
    error = refused(tmp_path, "a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600)
    assert ".xlsx" in error.advice


def test_outlines_and_parquet(tmp_path: Path) -> None:
    feature = (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
        b'{"icb22cd":"Z54000001","n":1},"geometry":{"type":"Point","coordinates":[0,51]}}]}'
    )
    for name, content in (("a.geojson", feature), ("a.geojson.gz", gzip.compress(feature))):
        found = table(tmp_path, name, content)
        assert found.row(0) == ("Z54000001", "1", '{"type": "Point", "coordinates": [0, 51]}')
    assert "GeoJSON" in refused(tmp_path, "b.geojson", feature[:-5]).problem
    assert ".dbf" in refused(tmp_path, "c.shp", b"\x00\x00\x27\x0a" + b"\x00" * 200).problem
    packed = io.BytesIO()
    pl.DataFrame({"code": ["Z00001"], "lat": [51.5]}).write_parquet(packed)
    assert table(tmp_path, "d.parquet", packed.getvalue()).row(0) == ("Z00001", "51.5")
    assert refused(tmp_path, "e.parquet", packed.getvalue()[:-9])


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=60), quoted=st.booleans())
def test_any_table_comes_back_as_it_was_written(
    tmp_path: Path, rows: list[tuple[str, str, str]], quoted: bool
) -> None:
    text = io.StringIO()
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(text, quoting=style, lineterminator="\n").writerows([("a", "b", "c"), *rows])
    found = table(tmp_path, "a.csv", text.getvalue().encode())
    come_back = [tuple(cell or "" for cell in row) for row in found.rows()]
    assert _with_words(come_back) == _with_words(rows)


def _with_words(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [row for row in rows if any(cell.strip() for cell in row)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_an_error_in_words(tmp_path: Path, content: bytes) -> None:
    for name in ("a.csv", "a.csv.gz", "a.zip", "a.xlsx", "a.ods", "a.geojson"):
        try:
            for one in opened(tmp_path, name, content):
                raw_table(one, NOWHERE).collect(engine="streaming")
        except (SourceError, pl.exceptions.PolarsError):
            continue


def test_the_head_is_counted_in_lines() -> None:
    rows, lines = opening_text.head_rows(b'\xef\xbb\xbf"a\nb",c\n1,"2\n\n3"\n4,5\n')
    assert rows == (("a b", "c"), ("1", "2 3"), ("4", "5"))
    assert lines == (2, 5, 6)
