"""Bytes from a file on disk, plain or compressed, within limits that a bomb meets first."""

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from mainstay.terms.errors import SourceError

CHUNK = 256 << 10  # larger pieces cost more in fresh memory than they save in calls
MAX_UNPACKED = 4 << 30  # bytes: three times the largest file that a publisher gives today
MAX_RATIO = 250  # real tables are packed 5 to 60 times smaller; deflate can do 1,032
RATIO_FROM = 64 << 20  # small files of zeros are harmless, and caught by their content
MAX_MEMBERS = 500
DAMAGED = "Download the file again from its publisher."

GZIP, ZIP, PARQUET, OLE = b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"7z\xbc\xaf")
UNPACKING = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError)


def first_bytes(path: Path, count: int = 4096) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def file_chunks(path: Path) -> Iterator[bytes]:
    """The file as it is, in pieces."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def gzip_chunks(path: Path) -> Iterator[bytes]:
    """A gzip file unpacked. Raises SourceError when it is damaged, cut short or a bomb."""
    try:
        with gzip.open(path, "rb") as file:
            yield from limited(file, path.stat().st_size, path.name)
    except UNPACKING as error:
        raise SourceError(
            "The gzip file is damaged or cut short.", place=path.name, advice=DAMAGED
        ) from error


def member_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """One file of a zip unpacked, its checksum kept."""
    if member.flag_bits & 1:
        raise SourceError(
            "The zip is locked with a password.",
            place=member.filename,
            advice="Unlock it, or ask its publisher for an open copy.",
        )
    try:
        with archive.open(member) as file:
            yield from limited(file, member.compress_size, member.filename)
    except (*UNPACKING, RuntimeError) as error:
        raise SourceError(
            "A file in the zip is damaged.", place=member.filename, advice=DAMAGED
        ) from error


def limited(file: IO[bytes], packed: int, name: str) -> Iterator[bytes]:
    """Pieces of an unpacked stream until it grows past what any table would."""
    total = 0
    while piece := file.read(CHUNK):
        total += len(piece)
        bomb = total > RATIO_FROM and total > MAX_RATIO * max(packed, 1)
        if bomb or total > MAX_UNPACKED:
            raise SourceError(
                "The file unpacks to far more than a table would.",
                place=name,
                advice="It may have been made to fill the disk. Download it from its publisher.",
            )
        yield piece


def unpack(pieces: Iterator[bytes], target: Path) -> tuple[str, int]:
    """Write pieces to a file; their sha256 and how many bytes."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    return digest.hexdigest(), size


def open_zip(path: Path) -> zipfile.ZipFile:
    """The zip's list of files. Raises SourceError when damaged or absurdly long."""
    try:
        archive = zipfile.ZipFile(path)
    except (*UNPACKING, ValueError) as error:
        raise SourceError(
            "The zip file is damaged or cut short.", place=path.name, advice=DAMAGED
        ) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise SourceError(
            f"The zip holds {len(archive.infolist())} files; no publication has so many.",
            place=path.name,
            advice="Unpack it and import the files that you need.",
        )
    return archive
