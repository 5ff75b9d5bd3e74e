"""What becomes of each file of an import, and what a refusal leaves behind."""

import zipfile
from datetime import UTC, date, datetime

import pytest

import mainstay
from mainstay.evidence import outcomes as results
from tests.evidence.workbooks import ods_bytes

NOW = datetime(2026, 11, 1, tzinfo=UTC)
QOF = (
    "CCG ODS code (practice parent),CCG ONS code (practice parent),CCG name (practice parent),"
    "PCN ODS code,PCN name,Practice code,Practice name,List size,Achievement score (559 max),"
    "QOF points total/559 available (%),"
    "Total points for indicators where register exists. (Max QOF points available),"
    "Points achieved/ max. QOF points available (%)\n"
)


def row(code, points):
    return (
        f"Z0A,Z50000001,A made-up place,ZN00001,A made-up network,{code},A MADE-UP SURGERY,"
        f"5000,{points},{points / 5.59:.2f},559,{points / 5.59:.2f}\n"
    )


def write(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(QOF + "".join(rows))
    return path


@pytest.fixture
def home(tmp_path):
    return mainstay.open_home(tmp_path / "home")


def take_in(home, *paths, **given):
    return home.take_in(paths, now=NOW, **given)


def test_a_file_goes_in_and_is_then_held(home, tmp_path):
    path = write(tmp_path / "QOF 2019-20.csv", row("Z00001", 500), row("Z00002", 540))
    (first,) = take_in(home, path)
    assert (first.result, first.publication, first.period, first.rows) == (
        results.IMPORTED,
        "qof-totals",
        "2019-20",
        2,
    )
    (again,) = take_in(home, path)
    assert again.result == results.HELD
    assert len(home.releases()) == 1


def test_the_same_contents_under_another_name_are_one_release(home, tmp_path):
    path = write(tmp_path / "QOF 2019-20.csv", row("Z00001", 500))
    copy = write(tmp_path / "copy" / "QOF 2019-20 (1).csv", row("Z00001", 500))
    assert [one.result for one in take_in(home, path, copy)] == ["imported", "already held"]


def test_one_bad_file_does_not_keep_the_others_out(home, tmp_path):
    folder = tmp_path / "files"
    write(folder / "QOF 2019-20.csv", row("Z00001", 500))
    (folder / "letter.txt").write_text("Dear practice manager,\n")
    (folder / "half.csv").write_text(QOF + row("Z00001", 500)[:40])
    results = {one.file.name: one for one in take_in(home, folder)}
    assert results["QOF 2019-20.csv"].result == "imported"
    assert results["letter.txt"].refused
    assert results["half.csv"].refused
    assert len(home.releases()) == 1
    assert home.faults() == []


def test_a_correction_needs_its_own_day_and_then_supersedes(home, tmp_path):
    take_in(home, write(tmp_path / "QOF 2019-20.csv", row("Z00001", 500)))
    corrected = write(tmp_path / "new" / "QOF 2019-20.csv", row("Z00001", 510))
    (refused,) = take_in(home, corrected)
    assert refused.result == "refused"
    assert "--published" in refused.sentence
    (taken,) = take_in(home, corrected, published=date(2021, 2, 1))
    assert taken.result == "imported"
    points = {
        day: home.known(day).releases[0].published for day in (date(2020, 12, 31), date(2021, 3, 1))
    }
    assert points[date(2020, 12, 31)] < date(2021, 2, 1) == points[date(2021, 3, 1)]


def test_made_up_and_real_practices_never_meet(home, tmp_path):
    mixed = write(tmp_path / "QOF 2019-20.csv", row("Z00001", 500), row("A00001", 500))
    (refused,) = take_in(home, mixed)
    assert "Made-up practices stand beside real ones" in refused.sentence
    take_in(home, write(tmp_path / "b" / "QOF 2019-20.csv", row("Z00001", 500)))
    real = write(tmp_path / "c" / "QOF 2019-20.csv", row("A00001", 500))
    (kept_out,) = take_in(home, real, published=date(2021, 2, 1))
    assert "made-up data" in kept_out.sentence
    assert all(one.synthetic for one in home.releases())


def test_a_period_that_nothing_tells_is_asked_for(home, tmp_path):
    path = tmp_path / "download.csv"
    path.write_text(
        "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
        "Z00001,AF,95,TOTAL,4098\n"
    )
    (asked,) = take_in(home, path)
    assert asked.refused
    assert "--period" in asked.sentence
    (taken,) = take_in(home, path, period="2019-20")
    assert (taken.result, taken.period) == ("imported", "2019-20")


def test_an_empty_folder_gives_no_outcome(home, tmp_path):
    (tmp_path / "nothing").mkdir()
    assert take_in(home, tmp_path / "nothing") == []


@pytest.fixture
def zip_of(tmp_path):
    """A zip of a sound publication and whatever else is named."""

    def pack(**others):
        path = tmp_path / "QOF.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("2019-20/QOF 2019-20.csv", QOF + row("Z00001", 500))
            for name, content in others.items():
                archive.writestr(name, content)
        return path

    return pack


def shown(outcomes, path):
    return {one.file.relative_to(path).as_posix(): one for one in outcomes}


NOT_DATA = {
    "guide.pdf": b"%PDF-1.7",
    "cover.PNG": b"\x89PNG",
    "Notes.docx": b"PK\x03\x04 a letter",
    "readme.txt": b"Read this first.\n",
    "empty.txt": b"",
    "README": b"Read this first.\n",
    "2019-20/": b"",
    "__MACOSX/._QOF 2019-20.csv": b"\x00\x05",
    "outlines/icb.prj": b"PROJCS[]",
}


def test_what_is_not_data_in_a_zip_is_named_and_is_no_failure(home, zip_of):
    path = zip_of(**NOT_DATA)
    found = shown(take_in(home, path), path)
    assert found.pop("2019-20/QOF 2019-20.csv").result == results.IMPORTED
    assert set(found) == {name.rstrip("/") for name in NOT_DATA}
    for name, one in found.items():
        assert one.sentence.startswith("not a data file"), name
        assert not one.refused, name


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("other.csv", b"colour,size\nred,4\n", "not recognised: its contents"),
        ("other.ods", ods_bytes([["colour", "size"], ["red", 4]]), "not recognised: its contents"),
        ("other.tab", b"colour\tsize\nred\t4\n", "not recognised: its contents"),
        ("not a table.csv", b"%PDF-1.7", "not recognised: there is no table in it."),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "refused: old.xls: This is an old"),
        ("icb.shp", b"\x00\x00\x27\x0a" + b"\x00" * 200, "not recognised: a shapefile"),
    ],
)
def test_what_looks_like_data_in_a_zip_counts_as_a_file_does(home, zip_of, name, content, says):
    path = zip_of(**{name: content})
    found = shown(take_in(home, path), path)
    assert found["2019-20/QOF 2019-20.csv"].result == results.IMPORTED
    assert found[name].sentence.startswith(says)
    assert found[name].refused


def test_a_zip_inside_a_zip_says_what_to_do(home, zip_of, tmp_path):
    inner = zip_of().read_bytes()
    path = zip_of(**{"inner.zip": inner})
    one = shown(take_in(home, path), path)["inner.zip"]
    assert one.result == results.UNKNOWN
    assert "Unpack it" in one.sentence


def test_notes_that_are_a_publication_go_in(home, tmp_path):
    path = tmp_path / "QOF 2019-20.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("QOF 2019-20.txt", QOF + row("Z00001", 500))
    (one,) = take_in(home, path)
    assert one.result == results.IMPORTED


def test_a_zip_without_a_table_is_not_recognised_itself(home, tmp_path):
    path = tmp_path / "guides.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("guide.pdf", b"%PDF-1.7")
    whole, guide = take_in(home, path)
    assert (whole.file, whole.result) == (path, results.UNKNOWN)
    assert (guide.file, guide.result) == (path / "guide.pdf", results.NOT_DATA)
