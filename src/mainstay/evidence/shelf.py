"""Which books of figures stay on the disk: the last few that were used, and any used of late.

Each day asked about and each import makes a book of its own, and a service would fill its disk
with them. A book can be worked out again, so one that goes costs time and never an answer. Other
processes may be reading: what they have open stays readable to them after it is removed.
"""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEPT = 6  # books; the pages hold as many days in memory
IDLE = 60 * 60  # seconds without use, after which nobody is taken to be reading
BOOK = re.compile(r"[0-9a-f]{20}")
MARKER = "used"


@contextmanager
def in_line(book: Path) -> Iterator[None]:
    """Hold a book for building or removing it; others wait."""
    with _lock_of(book).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def mark_used(book: Path) -> None:
    """Say that a book is in use now."""
    with suppress(OSError):  # a folder may be read-only, or the book just gone
        (book / MARKER).touch()


def tidy(derived: Path, now: float) -> None:
    """Remove the books beyond the last few used, and what killed processes left behind.

    A book that is being built, or was used within the hour, stays however many there are. A
    folder that cannot be removed stays too: it must not spoil the build that came before.
    """
    folders = [one for one in derived.iterdir() if one.is_dir() and BOOK.fullmatch(one.stem)]
    for left in (one for one in folders if one.suffix):
        with suppress(OSError), _unless_held(left.with_suffix("")):
            shutil.rmtree(left, ignore_errors=True)
    books = sorted((one for one in folders if not one.suffix), key=_last_used, reverse=True)
    for book in books[KEPT:]:
        with suppress(OSError), _unless_held(book):
            _discard(book, now)


def _discard(book: Path, now: float) -> None:
    """Take a book away in one step, so that nobody meets half of one."""
    if now - _last_used(book) > IDLE:
        aside = book.with_suffix(".discarded")
        book.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def _last_used(book: Path) -> float:
    for path in (book / MARKER, book):
        with suppress(FileNotFoundError):
            return path.stat().st_mtime
    return 0


@contextmanager
def _unless_held(book: Path) -> Iterator[None]:
    """Hold a book, or raise BlockingIOError at once where another process does."""
    with _lock_of(book).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _lock_of(book: Path) -> Path:
    """It outlives the book: removed, two processes could each hold a lock of the same name."""
    return book.with_suffix(".lock")
