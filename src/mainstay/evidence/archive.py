"""The archive: one folder a release, wholly there or not at all.

    archive/originals/<sha256>          each file as it came, named by its hash
    archive/releases/<publication>/<period>/<sha256 start>/release.json and table.parquet
    archive/incoming/                   work that is not finished; emptied by the next import

A release is written under `incoming`, flushed to the disk and renamed into place. Two imports
cannot run at once; readers need no lock, because nothing that is in place ever changes.
"""

import fcntl
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from mainstay.terms.errors import MainstayError
from mainstay.terms.periods import Period
from mainstay.terms.releases import Release

CHUNK = 1 << 20
SHORT = 12  # characters of a hash that name a release: one in 10^14 at a million releases


class Archive:
    """The releases held under a home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = home / "archive"
        self.originals = self.root / "originals"
        self.releases_folder = self.root / "releases"
        self.incoming = self.root / "incoming"

    def releases(self) -> tuple[Release, ...]:
        """Every release held, by publication, period and the day it was published."""
        found = (_read(path) for path in self.releases_folder.glob("*/*/*/release.json"))
        return tuple(sorted(found, key=_order))

    def table(self, release: Release) -> Path:
        return self.releases_folder / release.id / "table.parquet"

    def original(self, release: Release) -> Path:
        return self.originals / release.original_sha256

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Hold the archive for one import; gives a scratch folder that is gone afterwards.

        What an import that was killed left in `incoming` is thrown away here.
        """
        self.incoming.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as lock:
            _take(lock)
            for left in self.incoming.iterdir():
                _remove(left)
            scratch = self.incoming / uuid.uuid4().hex
            scratch.mkdir()
            try:
                yield scratch
            finally:
                shutil.rmtree(scratch, ignore_errors=True)

    def keep_original(self, path: Path, sha256: str, scratch: Path) -> None:
        """Copy a file in under its hash, unless it is held."""
        self.originals.mkdir(parents=True, exist_ok=True)
        target = self.originals / sha256
        if target.exists():
            return
        aside = scratch / uuid.uuid4().hex
        shutil.copyfile(path, aside)
        flush(aside)
        aside.rename(target)
        flush_folder(self.originals)

    def add(self, release: Release, table: Path) -> None:
        """Put a finished table and its record in place, in one rename."""
        aside = table.parent / f"{table.name}-release"
        aside.mkdir()
        table.rename(aside / "table.parquet")
        (aside / "release.json").write_text(_written(release), encoding="utf-8")
        for name in ("table.parquet", "release.json"):
            flush(aside / name)
        target = self.releases_folder / release.id
        target.parent.mkdir(parents=True, exist_ok=True)
        flush_folder(aside)
        aside.rename(target)
        flush_folder(target.parent)


def release_id(publication: str, period: Period, part: str, sha256: str) -> str:
    """`publication/period/hash`, the period with its part after a tilde where there is one."""
    stretch = f"{period.label}~{part}" if part else period.label
    return f"{publication}/{stretch}/{sha256[:SHORT]}"


def sha256_of(path: Path) -> str:
    """The hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def flush(path: Path) -> None:
    """Wait until a file is on the disk, so that a rename never points at nothing."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def flush_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise MainstayError(
            "Another import is running on this home folder.",
            advice="Wait until it ends, then try again: nothing was changed.",
        ) from error


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _order(release: Release) -> tuple[str, Period, str, date, str]:
    return (
        release.publication,
        release.period,
        release.part,
        release.published,
        release.sha256,
    )


def _written(release: Release) -> str:
    record = asdict(release) | {
        "period": release.period.label,
        "published": release.published.isoformat(),
        "imported_at": release.imported_at.isoformat(),
    }
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _read(path: Path) -> Release:
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Release(
            **record
            | {
                "period": Period.parse(record["period"]),
                "published": date.fromisoformat(record["published"]),
                "imported_at": datetime.fromisoformat(record["imported_at"]),
                "remarks": tuple(record["remarks"]),
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise MainstayError(
            f"The record of a release cannot be read: {path}.",
            advice="Run `mainstay verify` to see what else is damaged; delete the release's "
            "folder and import its file again.",
        ) from error
