"""Books of figures go when newer ones were used since, and never from under a reader."""

import os
import time

import polars as pl
import pytest

import mainstay
from mainstay.evidence import shelf

NOW = 1_800_000_000.0
HOUR = 3600


@pytest.fixture
def derived(tmp_path):
    folder = tmp_path / "derived"
    folder.mkdir()
    return folder


def book(derived, number, *, hours, suffix=""):
    """A book last used so many hours before NOW."""
    folder = derived / f"{number:020x}{suffix}"
    folder.mkdir()
    pl.DataFrame({"number": [number]}).write_parquet(folder / "figures.parquet")
    shelf.mark_used(folder)
    os.utime(folder / shelf.MARKER, (NOW - hours * HOUR,) * 2)
    return folder


def left(derived):
    return sorted(int(one.name, 16) for one in derived.iterdir() if one.is_dir())


def test_the_last_few_used_are_kept(derived):
    for number in range(10):
        book(derived, number, hours=2 + number)
    shelf.tidy(derived, NOW)
    assert left(derived) == list(range(shelf.KEPT))


def test_any_book_used_within_the_hour_is_kept(derived):
    for number in range(10):
        book(derived, number, hours=0.01 * number)
    shelf.tidy(derived, NOW)
    assert len(left(derived)) == 10


def test_a_book_that_another_process_holds_is_kept(derived):
    books = [book(derived, number, hours=2 + number) for number in range(8)]
    with shelf.in_line(books[7]):
        shelf.tidy(derived, NOW)
    assert left(derived) == [0, 1, 2, 3, 4, 5, 7]
    shelf.tidy(derived, NOW)
    assert left(derived) == [0, 1, 2, 3, 4, 5]


def test_a_file_that_is_open_is_read_to_its_end(derived):
    books = [book(derived, number, hours=2 + number) for number in range(7)]
    with (books[6] / "figures.parquet").open("rb") as reading:
        shelf.tidy(derived, NOW)
        assert not books[6].exists()
        assert pl.read_parquet(reading)["number"].to_list() == [6]


def test_a_book_from_before_there_were_marks_goes_by_its_own_age(derived):
    for number in range(shelf.KEPT - 1):
        book(derived, number, hours=2)
    old, new = (book(derived, number, hours=0) for number in (6, 7))
    for folder, hours in ((old, 9), (new, 0.5)):
        (folder / shelf.MARKER).unlink()
        os.utime(folder, (NOW - hours * HOUR,) * 2)
    shelf.tidy(derived, NOW)
    assert new.exists()
    assert not old.exists()


def test_what_a_killed_process_left_goes_unless_its_book_is_held(derived):
    building = book(derived, 1, hours=0, suffix=".4242")
    half_gone = book(derived, 2, hours=0, suffix=".discarded")
    with shelf.in_line(building.with_suffix("")):
        shelf.tidy(derived, NOW)
        assert building.exists()
        assert not half_gone.exists()
    shelf.tidy(derived, NOW)
    assert not building.exists()


def test_what_is_not_a_book_is_left_alone(derived):
    (derived / "notes").mkdir()
    for number in range(8):
        book(derived, number, hours=9)
    shelf.tidy(derived, NOW)
    assert (derived / "notes").exists()


def test_a_book_that_is_asked_for_or_read_counts_as_used(tmp_path):
    known = mainstay.open_home(tmp_path / "home").known()
    marker = known.book.folder / shelf.MARKER
    assert not known.ready()
    known.build()
    for use in (known.ready, known.figures, known.book.areas):
        os.utime(marker, (NOW, NOW))
        use()
        assert marker.stat().st_mtime != NOW


def test_a_new_book_makes_old_ones_go(tmp_path):
    home = mainstay.open_home(tmp_path / "home")
    derived = tmp_path / "home" / "derived"
    derived.mkdir(parents=True)
    for number in range(8):
        used = time.time() - (10 + number) * HOUR
        os.utime(book(derived, number, hours=0) / shelf.MARKER, (used, used))
    known = home.known()
    known.build()
    assert known.ready()
    assert left(derived)[:5] == [0, 1, 2, 3, 4]
    assert len(left(derived)) == shelf.KEPT
