"""Hash the archive again and say what does not match."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from mainstay.evidence.archive import Archive, sha256_of
from mainstay.terms.errors import MainstayError
from mainstay.terms.releases import Release


def faults(archive: Archive, progress: Callable[[int, int], None]) -> list[str]:
    """Sentences on every release, table or original that is damaged or lost; empty when clean."""
    found: list[str] = []
    records = sorted(archive.releases_folder.glob("*/*/*/release.json"))
    releases: list[Release] = []
    try:
        releases = list(archive.releases())
    except MainstayError as error:
        found.append(str(error))
    found.extend(_lost_records(archive, {path.parent for path in records}))
    for number, release in enumerate(releases, 1):
        found.extend(_faults_of(archive, release))
        progress(number, len(releases))
    found.extend(_damaged_originals(archive))
    return found


def _faults_of(archive: Archive, release: Release) -> Iterator[str]:
    table = archive.table(release)
    if not table.exists():
        yield f"{release.id}: its table is gone. Import '{release.file_name}' again."
        return
    if sha256_of(table) != release.table_sha256:
        yield f"{release.id}: its table has changed since it was imported."
        return
    rows = pl.scan_parquet(table).select(pl.len()).collect().item()
    if rows != release.rows:
        yield f"{release.id}: its table has {rows} rows, not {release.rows}."
    if not archive.original(release).exists():
        yield f"{release.id}: the original of '{release.file_name}' is gone."


def _lost_records(archive: Archive, recorded: set[Path]) -> Iterator[str]:
    for folder in sorted(archive.releases_folder.glob("*/*/*")):
        if folder not in recorded:
            name = folder.relative_to(archive.releases_folder)
            yield f"{name}: a release without its record. Delete the folder and import again."


def _damaged_originals(archive: Archive) -> Iterator[str]:
    for path in sorted(archive.originals.glob("*")):
        if sha256_of(path) != path.name:
            yield f"The original {path.name} has changed since it was imported."
