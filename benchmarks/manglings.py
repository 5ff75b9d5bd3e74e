"""Ways to spoil a published file, each made again from the same random numbers."""

import csv
import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

Rows = list[list[str]]
MADE_UP_CODE = re.compile(rb"Z\d{5}")


@dataclass(frozen=True)
class Sound:
    """A file as it should be, and the rows that it gives, by publication."""

    folder: str
    name: str
    content: bytes
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    periods: frozenset[str] = frozenset()

    @property
    def is_csv(self) -> bool:
        return self.name.endswith(".csv")


@dataclass(frozen=True)
class Spoilt:
    """What a mangling makes of a file.

    `same` when it must still be read whole; `partial` when columns that may be absent may now be.
    """

    content: bytes
    name: str
    same: bool = False
    partial: bool = False
    other: Sound | None = None


def cut_short(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(1, max(2, len(content)))]


def overwritten(content: bytes, rng: random.Random) -> bytes:
    """A stretch of random bytes where a disk or a line failed."""
    place = rng.randrange(len(content))
    noise = rng.randbytes(rng.randrange(300, 3000))
    return content[:place] + noise + content[place + len(noise) :]


def rows_of(content: bytes) -> Rows:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def shuffled_columns(content: bytes, rng: random.Random) -> bytes:
    rows = rows_of(content)
    order = list(range(len(rows[0])))
    rng.shuffle(order)
    return as_csv([[row[place] for place in order] for row in rows])


def renamed_heading(content: bytes, rng: random.Random) -> bytes:
    rows = rows_of(content)
    place = rng.randrange(len(rows[0]))
    heading = rows[0][place]
    rows[0][place] = rng.choice(
        (f"{heading} (revised)", heading[:-1], heading + "x", "", rng.choice(rows[0]), "Notes")
    )
    return as_csv(rows)


def lost_column(content: bytes, rng: random.Random) -> bytes:
    rows = rows_of(content)
    place = rng.randrange(len(rows[0]))
    return as_csv([row[:place] + row[place + 1 :] for row in rows])


def broken_row(content: bytes, rng: random.Random) -> bytes:
    """A row with a cell too few or too many."""
    rows = rows_of(content)
    row = rows[rng.randrange(1, len(rows))]
    if rng.random() < 0.5:
        row.pop(rng.randrange(len(row)))
    else:
        row.insert(rng.randrange(len(row)), "1")
    return as_csv(rows)


def formula_cell(content: bytes, rng: random.Random) -> bytes:
    rows = rows_of(content)
    row = rows[rng.randrange(1, len(rows))]
    row[rng.randrange(len(row))] = rng.choice(
        ("=A1+1", "=SUM(B2:B9)", "#REF!", "#N/A", "#DIV/0!", "#VALUE!", '=HYPERLINK("http://x")')
    )
    return as_csv(rows)


def odd_cell(content: bytes, rng: random.Random) -> bytes:
    """A cell that belongs to another column."""
    rows = rows_of(content)
    row = rows[rng.randrange(1, len(rows))]
    numbers = [place for place, cell in enumerate(row) if cell.replace(".", "", 1).isdigit()]
    if not numbers:
        return content
    row[rng.choice(numbers)] = rng.choice(("see note", "1.2.3", "nan", "inf", "1e999", "--", "٣"))
    return as_csv(rows)


def open_quote(content: bytes, rng: random.Random) -> bytes:
    place = content.find(b",", rng.randrange(len(content)))
    return content[: place + 1] + b'"' + content[place + 1 :]


def null_bytes(content: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(content))
    return content[:place] + b"\0" * rng.randrange(1, 50) + content[place:]


def wrong_encoding(content: bytes, rng: random.Random) -> bytes:
    """Bytes that are not letters in the encoding that the rest is in."""
    kind = rng.choice(("utf-16-le", "utf-16-be", "utf-32", "cp037", "undefined"))
    if kind == "undefined":
        place = rng.randrange(len(content))
        return content[:place] + b"\x81\x8d" + content[place:]
    return content.decode().encode(kind, "replace")


def million_columns(content: bytes, rng: random.Random) -> bytes:
    wide = b",".join(b"%d" % n for n in range(rng.randrange(200_000, 1_000_000)))
    return rng.choice((wide + b"\n" + content, content + wide + b"\n", wide))


def two_files(content: bytes, rng: random.Random) -> bytes:
    """A file run into itself, so that its headings stand again in the middle."""
    return content + content


def web_page(content: bytes, rng: random.Random) -> bytes:
    return b"<!DOCTYPE html>\n<html><body><h1>503</h1>" + content[:500] + b"</body></html>\n"


def empty_file(content: bytes, rng: random.Random) -> bytes:
    return rng.choice((b"", b"\n", b"\xef\xbb\xbf", b"   ", content.split(b"\n")[0] + b"\n"))


SAVED_ANOTHER_WAY: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "byte-order mark": lambda content, rng: b"\xef\xbb\xbf" + content.removeprefix(b"\xef\xbb\xbf"),
    "utf-16": lambda content, rng: content.decode("utf-8-sig").encode("utf-16"),
    "windows line ends": lambda content, rng: as_csv(rows_of(content)).replace(b"\n", b"\r\n"),
    "blank lines at the end": lambda content, rng: content + b"\n\n",
}
SPOILT_TEXT = (
    cut_short, overwritten, renamed_heading, lost_column, broken_row, formula_cell, odd_cell,
    open_quote, null_bytes, wrong_encoding, million_columns, two_files, web_page, empty_file,
)  # fmt: skip


def zip_bomb(rng: random.Random) -> tuple[bytes, str]:
    """A few hundred kilobytes that unpack to hundreds of megabytes."""
    size = rng.randrange(100, 400) << 20
    filler = rng.choice((b"\0", b"1,", b"\n", b"a,b\n", b"<x/>"))
    packed = io.BytesIO()
    kind = rng.choice((".csv.gz", ".zip", ".xlsx", ".ods"))
    if kind == ".csv.gz":
        with gzip.open(packed, "wb") as file:
            _fill(file.write, filler, size)
    else:
        inside = {".zip": "a.csv", ".xlsx": "xl/workbook.xml", ".ods": "content.xml"}[kind]
        with (
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open(inside, "w") as file,
        ):
            _fill(file.write, filler, size)
    return packed.getvalue(), f"bomb{kind}"


def _fill(write: Callable[[bytes], object], filler: bytes, size: int) -> None:
    piece = filler * ((1 << 20) // len(filler))
    for _ in range(size >> 20):
        write(piece)


def spoilt_workbook(content: bytes, name: str, rng: random.Random) -> bytes:
    """A part of a workbook with a formula, an error, a lost heading or nonsense in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        parts = [one for one in old.namelist() if "sheet" in one or "content" in one]
        target = rng.choice(parts)
        for one in old.namelist():
            part = old.read(one)
            new.writestr(one, _spoilt_part(part, rng) if one == target else part)
    return packed.getvalue()


def _spoilt_part(part: bytes, rng: random.Random) -> bytes:
    cells = [b"<v>", b"<t>", b"<text:p>", b"office:value=", b"<c ", b"<row", b"</"]
    wanted = rng.choice([cell for cell in cells if cell in part] or [b"<"])
    places = list(_places(part, wanted))
    place = rng.choice(places) if places else 0
    noise = rng.choice(
        (b"<f>A1+1</f>", b"=A1+1", b"#REF!", b"</x>", b"<!DOCTYPE a>", b"\xff", b"<v>")
    )
    return part[: place + len(wanted)] + noise + part[place + len(wanted) :]


def _places(part: bytes, wanted: bytes) -> Iterator[int]:
    place = part.find(wanted)
    while place >= 0:
        yield place
        place = part.find(wanted, place + 1)


def spoil(one: Sound, all_sound: Sequence[Sound], rng: random.Random) -> tuple[str, Spoilt]:
    """A case: what was done, and the file that came of it."""
    chance = rng.random()
    if chance < 0.01:
        content, name = zip_bomb(rng)
        return "bomb", Spoilt(content, name)
    if chance < 0.06:
        other = rng.choice(all_sound)
        return "another file under this name", Spoilt(
            other.content, one.name, partial=True, other=other
        )
    if not one.is_csv:
        kind, way = rng.choice((("cut short", cut_short), ("overwritten", overwritten)))
        if one.name.endswith((".xlsx", ".ods")) and rng.random() < 0.7:
            return "spoilt workbook", Spoilt(spoilt_workbook(one.content, one.name, rng), one.name)
        return kind, Spoilt(way(one.content, rng), one.name)
    return _spoil_text(one, rng)


def _spoil_text(one: Sound, rng: random.Random) -> tuple[str, Spoilt]:
    headed = not MADE_UP_CODE.search(one.content.split(b"\n")[0])
    if headed and rng.random() < 0.06:
        return "shuffled columns", Spoilt(shuffled_columns(one.content, rng), one.name, same=True)
    if rng.random() < 0.12:
        kind, way = rng.choice(list(SAVED_ANOTHER_WAY.items()))
        return kind, Spoilt(way(one.content, rng), one.name, same=True)
    spoiler = rng.choice(SPOILT_TEXT)
    if spoiler in (renamed_heading, lost_column) and not headed:
        spoiler = cut_short
    content, kind = spoiler(one.content, rng), spoiler.__name__.replace("_", " ")
    lost = spoiler in (lost_column, renamed_heading)
    if rng.random() < 0.2:
        packed = gzip.compress(content, 1)
        if rng.random() < 0.3:
            return "gzip cut short", Spoilt(cut_short(packed, rng), f"{one.name}.gz")
        return f"{kind}, gzipped", Spoilt(packed, f"{one.name}.gz", partial=lost)
    return kind, Spoilt(content, one.name, partial=lost)
