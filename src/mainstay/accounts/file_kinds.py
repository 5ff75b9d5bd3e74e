"""What kind of file somebody gives, told by what is in it: its name may say anything."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from mainstay.terms.errors import MainstayError

MOST_PARTS = 2_000  # of an Office file; one that unpacks to more harms whoever opens it
MOST_UNPACKED = 200 * 1024 * 1024
CONTROLS = frozenset(range(32)) - set(b"\t\n\r\f")
LONGEST = 120  # letters of a name
ODT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class FileKind:
    """`content_type` is what it is served as, `ending` what its name ends with."""

    name: str
    content_type: str
    ending: str


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = FileKind("PDF", "application/pdf", ".pdf")
PNG = FileKind("PNG picture", "image/png", ".png")
JPEG = FileKind("JPEG picture", "image/jpeg", ".jpg")
WORD = FileKind("Word document", f"{OFFICE}wordprocessingml.document", ".docx")
EXCEL = FileKind("Excel workbook", f"{OFFICE}spreadsheetml.sheet", ".xlsx")
OPEN_TEXT = FileKind("OpenDocument text", ODT, ".odt")
CSV = FileKind("CSV table", "text/csv; charset=utf-8", ".csv")
TEXT = FileKind("plain text", "text/plain; charset=utf-8", ".txt")
KINDS = (PDF, PNG, JPEG, WORD, EXCEL, OPEN_TEXT, CSV, TEXT)
BEGINNINGS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
MAIN_PARTS = (("word/document.xml", WORD), ("xl/workbook.xml", EXCEL))
TAKEN = "Choose a PDF, a Word, Excel or OpenDocument file, a PNG or JPEG picture, or plain text."


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of a file. Raises MainstayError for one that is not taken, and says why."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    if _is_text(content):
        return CSV if name.lower().endswith(".csv") else TEXT
    raise MainstayError("This kind of file is not taken.", advice=TAKEN)


def safe_name(name: str, kind: FileKind) -> str:
    """A name without folders or hidden letters, that ends as its kind does."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    stem = PurePosixPath(shown.strip(". ")).stem[:LONGEST].strip(". ")
    return f"{stem or 'file'}{kind.ending}"


def _kind_of_zip(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _kind_of_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise MainstayError(
            "This file is broken or locked with a password.",
            advice="Save it again without a password, then choose it.",
        ) from error


def _kind_of_parts(parts: zipfile.ZipFile) -> FileKind:
    held = parts.infolist()
    names = {one.filename for one in held}
    if len(held) > MOST_PARTS or sum(one.file_size for one in held) > MOST_UNPACKED:
        raise MainstayError("This file unpacks to more than is safe to open.", advice=TAKEN)
    if any(one.lower().endswith(("vbaproject.bin", "vbadata.xml")) for one in names):
        raise MainstayError(
            "This file holds macros, which run programs.", advice="Save it as a file without them."
        )
    for part, kind in MAIN_PARTS:
        if part in names and "[Content_Types].xml" in names:
            return kind
    if held and _says_open_text(parts, held[0]):
        return OPEN_TEXT
    raise MainstayError("This kind of file is not taken.", advice=TAKEN)


def _says_open_text(parts: zipfile.ZipFile, first: zipfile.ZipInfo) -> bool:
    named = (first.filename, first.file_size) == ("mimetype", len(ODT))
    return named and parts.read(first) == ODT.encode()


def _is_text(content: bytes) -> bool:
    """UTF-8 without control letters: what opens as text everywhere."""
    if CONTROLS & set(content):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
