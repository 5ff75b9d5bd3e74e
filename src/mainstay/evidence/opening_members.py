"""The files of a zip, one at a time: opened like a file on disk, or passed over and named.

Nothing is left out without a word: a person must be able to see that the table they wanted was
not among what was read.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mainstay.evidence import opening_streams as streams
from mainstay.evidence.opening_kinds import COMPANIONS, UNREADABLE_KIND, Item, Opened, open_item
from mainstay.sources.contract import Sample
from mainstay.terms.errors import SourceError

DOCUMENTS = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".md", ".htm", ".html"}
)
PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".bmp", ".tif", ".tiff", ".webp", ".ico"}
)
NOTES = frozenset({".txt", ""})  # some publishers' tables end so, and so does every readme
LITTER = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class PassedOver:
    """A file of a zip that gives no table. `data` where it looks as if it should have."""

    member: str
    reason: str = ""
    data: bool = False


def open_members(item: Item) -> Iterator[Opened | PassedOver]:
    """What each file of a zip gives, in the zip's order."""
    with streams.open_zip(item.path) as archive:
        listed = [(one, _passed_by_name(one)) for one in archive.infolist()]
        _refuse_bomb([one for one, passed in listed if passed is None], item)
        for number, (member, passed) in enumerate(listed):
            if passed is None:
                yield from _open_member(item, archive, member, number)
            else:
                yield passed


def is_workbook(path: Path) -> bool:
    """True for a zip that a spreadsheet program wrote."""
    with streams.open_zip(path) as archive:
        return bool({"xl/workbook.xml", "content.xml"} & set(archive.namelist()))


def may_be_notes(member: str | None) -> bool:
    """True for a file of a zip that is taken for notes unless a source knows it."""
    return member is not None and _name(member).suffix.lower() in NOTES


def _passed_by_name(member: zipfile.ZipInfo) -> PassedOver | None:
    """A file that is plainly not data, or not here; it is never unpacked."""
    name = _name(member.filename)
    if member.is_dir():
        return PassedOver(member.filename, "a folder.")
    if name.name.startswith(".") or name.name.lower() in LITTER or "__MACOSX" in name.parts:
        return PassedOver(member.filename, "left by the computer that made the zip.")
    if name.suffix.lower() in DOCUMENTS | PICTURES | COMPANIONS:
        return PassedOver(member.filename)
    if name.suffix.lower() == ".shp":
        return PassedOver(
            member.filename, "a shapefile is not read from a zip. Unpack it all.", data=True
        )
    return None


def _refuse_bomb(members: list[zipfile.ZipInfo], item: Item) -> None:
    if sum(one.file_size for one in members) > 2 * streams.MAX_UNPACKED:
        raise SourceError("The zip unpacks to far more than tables would.", place=item.name)


def _open_member(
    item: Item, archive: zipfile.ZipFile, member: zipfile.ZipInfo, number: int
) -> Iterator[Opened | PassedOver]:
    name = _name(member.filename)
    target = item.workdir / f"member-{number}{name.suffix.lower()}"
    inner = Item(target, name.name, f"{item.folder}/{item.name}", item.workdir, member.filename)
    try:
        streams.unpack(streams.member_chunks(archive, member), target)
        yield from _open_unpacked(inner, member.filename)
    except SourceError as fault:
        sample = Sample(inner.name, UNREADABLE_KIND, {}, inner.folder)
        yield Opened(inner.name, member.filename, UNREADABLE_KIND, sample, "", 0, fault=fault)
    finally:
        target.unlink(missing_ok=True)


def _open_unpacked(inner: Item, member: str) -> Iterator[Opened | PassedOver]:
    start = streams.first_bytes(inner.path)
    if start.startswith(streams.ZIP) and not is_workbook(inner.path):
        yield PassedOver(member, "a zip inside a zip is not opened. Unpack it first.", data=True)
        return
    notes = may_be_notes(member)
    try:
        found = list(open_item(inner, start))
    except SourceError as fault:
        if not notes:
            raise
        yield PassedOver(member, fault.problem)
        return
    yield from found or [PassedOver(member, "there is no table in it.", data=not notes)]


def _name(member: str) -> PurePosixPath:
    """Some programs write a zip's folders with backslashes."""
    return PurePosixPath(member.replace("\\", "/"))
