"""The archive holds whole releases only, and gives back what was known on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from mainstay.evidence.archive import Archive, release_id, sha256_of
from mainstay.evidence.known import fingerprint, known_on
from mainstay.evidence.verify import faults
from mainstay.terms.errors import MainstayError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Release


def a_release(
    table: Path, original: Path, *, period="2018-19", published=date(2019, 10, 24), part=""
) -> Release:
    sha256 = sha256_of(original)
    when = Period.parse(period)
    return Release(
        id=release_id("qof-totals", when, part, sha256),
        publication="qof-totals",
        period=when,
        part=part,
        published=published,
        published_from="calendar",
        sha256=sha256,
        rows=pl.scan_parquet(table).select(pl.len()).collect().item(),
        file_name=original.name,
        member=None,
        original_sha256=sha256,
        table_sha256=sha256_of(table),
        synthetic=True,
        imported_at=datetime(2026, 11, 1, tzinfo=UTC),
    )


def put(archive: Archive, tmp_path: Path, content: str, **facts) -> Release:
    original = tmp_path / "QOF.csv"
    original.write_text(content)
    with archive.writing() as scratch:
        table = scratch / "table.parquet"
        pl.DataFrame({"practice_code": ["Z00001"], "points": [float(len(content))]}).write_parquet(
            table
        )
        release = a_release(table, original, **facts)
        archive.keep_original(original, release.original_sha256, scratch)
        archive.add(release, table)
    return release


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "home")


def test_a_release_comes_back_as_it_went_in(archive, tmp_path):
    release = put(archive, tmp_path, "first")
    assert archive.releases() == (release,)
    assert archive.original(release).read_text() == "first"
    assert pl.read_parquet(archive.table(release))["points"].to_list() == [5.0]


def test_a_newer_version_supersedes_and_never_overwrites(archive, tmp_path):
    old = put(archive, tmp_path, "first", published=date(2019, 10, 24))
    new = put(archive, tmp_path, "corrected", published=date(2020, 2, 1))
    held = archive.releases()
    assert set(held) == {old, new}
    assert known_on(held, date(2019, 10, 23)) == ()
    assert known_on(held, date(2019, 10, 24)) == (old,)
    assert known_on(held, date(2020, 1, 31)) == (old,)
    assert known_on(held, date(2020, 2, 1)) == (new,)


def test_parts_of_one_period_stand_side_by_side(archive, tmp_path):
    north = put(archive, tmp_path, "north", part="NORTH")
    south = put(archive, tmp_path, "south", part="SOUTH")
    assert set(known_on(archive.releases(), date(2026, 1, 1))) == {north, south}


def test_an_old_answer_has_the_same_fingerprint_after_later_releases(archive, tmp_path):
    put(archive, tmp_path, "first", published=date(2019, 10, 24))
    before = fingerprint(known_on(archive.releases(), date(2019, 12, 31)))
    put(archive, tmp_path, "later", period="2019-20", published=date(2020, 8, 27))
    assert fingerprint(known_on(archive.releases(), date(2019, 12, 31))) == before
    assert fingerprint(known_on(archive.releases(), date(2020, 12, 31))) != before


def test_two_imports_cannot_run_at_once(archive):
    with (
        archive.writing(),
        pytest.raises(MainstayError, match="Another import is running"),
        archive.writing(),
    ):
        pass


def test_what_a_killed_import_left_is_thrown_away(archive):
    with archive.writing() as scratch:
        left = scratch.parent / "left-behind"
        left.mkdir()
        (left / "half.parquet").write_bytes(b"PAR1 half")
    with archive.writing() as scratch:
        assert [one.name for one in archive.incoming.iterdir()] == [scratch.name]
    assert list(archive.incoming.iterdir()) == []


def test_verify_is_clean_and_then_names_what_changed(archive, tmp_path):
    release = put(archive, tmp_path, "first")
    assert faults(archive, lambda *_: None) == []
    archive.table(release).write_bytes(archive.table(release).read_bytes() + b" ")
    archive.original(release).write_text("changed")
    found = " ".join(faults(archive, lambda *_: None))
    assert release.id in found
    assert "has changed since it was imported" in found
    assert release.original_sha256 in found


def test_verify_names_a_lost_table_and_a_lost_record(archive, tmp_path):
    first = put(archive, tmp_path, "first")
    second = put(archive, tmp_path, "second", period="2019-20")
    archive.table(first).unlink()
    (archive.table(second).parent / "release.json").unlink()
    found = " ".join(faults(archive, lambda *_: None))
    assert f"{first.id}: its table is gone" in found
    assert f"{second.id}: a release without its record" in found


def test_a_damaged_record_is_an_error_that_says_what_to_do(archive, tmp_path):
    release = put(archive, tmp_path, "first")
    record = archive.table(release).parent / "release.json"
    record.write_text(record.read_text()[:40])
    with pytest.raises(MainstayError, match="mainstay verify"):
        archive.releases()


def test_releases_are_listed_in_order(archive, tmp_path):
    later = put(archive, tmp_path, "b", period="2019-20")
    earlier = put(archive, tmp_path, "a", period="2018-19")
    assert [one.period.label for one in archive.releases()] == ["2018-19", "2019-20"]
    assert replace(earlier) in archive.releases()
    assert later in archive.releases()
