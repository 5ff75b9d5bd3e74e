import io
import zipfile
from xml.etree import ElementTree

import numpy as np
import openpyxl
import polars as pl
import pytest
import shapefile

from mainstay.synthetic import shapes, spreadsheets, writing

TABLE = pl.DataFrame({"a\nheading": ["one & <two>", None], "b": ["3", " four"]})


def test_a_workbook_is_read_back():
    book = openpyxl.load_workbook(io.BytesIO(spreadsheets.xlsx({"First": TABLE, "Second": TABLE})))
    assert book.sheetnames == ["First", "Second"]
    rows = [[cell.value for cell in row] for row in book["Second"].iter_rows()]
    assert rows == [["a\nheading", "b"], ["one & <two>", "3"], [None, " four"]]


def test_an_ods_is_read_back():
    held = zipfile.ZipFile(io.BytesIO(spreadsheets.ods({"Sheet": TABLE})))
    first = held.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    tree = ElementTree.fromstring(held.read("content.xml"))
    words = [node.text for node in tree.iter() if node.tag.endswith("}p")]
    assert words == ["a\nheading", "b", "one & <two>", "3", " four"]


def test_archives_repeat_their_bytes():
    assert writing.zipped({"a.csv": b"1"}) == writing.zipped({"a.csv": b"1"})
    assert writing.gzipped(b"1")[4:8] == b"\0\0\0\0"


def test_a_csv_as_a_publisher_writes_it():
    table = pl.DataFrame({"x": [None, 1.5], "y": ["a,b", ""]})
    assert writing.csv(table, bom=True, null="ND") == b'\xef\xbb\xbfx,y\r\nND,"a,b"\r\n1.5,""\r\n'


@pytest.fixture
def square():
    return np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])


def test_a_shapefile_is_read_back(square):
    records = [{"ICB22CD": "Z52000001", "ICB22NM": "Somewhere", "LONG": 1.5, "BNG_E": 12}]
    parts = shapes.shapefile([square], records)
    held = shapefile.Reader(**{name: io.BytesIO(parts[name]) for name in ("shp", "shx", "dbf")})
    assert held.record(0).as_dict() == {"ICB22CD": "Z52000001", "ICB22NM": "Somewhere",
                                        "LONG": 1.5, "BNG_E": 12}  # fmt: skip
    ring = np.array(held.shape(0).points)
    assert ring[0].tolist() == ring[-1].tolist()
    assert list(held.bbox) == [0, 0, 10, 10]
    held.close()


def test_rings_turn_the_way_the_format_wants(square):
    from mainstay.synthetic.island import area

    assert area(shapes.closed(square)[:-1]) > 0
    assert area(shapes.closed(square, clockwise=True)[:-1]) < 0
