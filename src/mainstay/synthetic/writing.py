"""Tables to the bytes of the files that publishers put out, the same bytes every time."""

import gzip
import io
import zipfile
from collections.abc import Mapping
from typing import Literal

import polars as pl

EPOCH = (2020, 1, 1, 0, 0, 0)  # the time written into every archive, so that bytes repeat
FAST = 1

Quotes = Literal["necessary", "always", "never", "non_numeric"]


def csv(
    table: pl.DataFrame,
    *,
    bom: bool = False,
    header: bool = True,
    line: str = "\r\n",
    quotes: Quotes = "necessary",
    null: str = "",
    first_line: str = "",
) -> bytes:
    """A CSV as UTF-8. `first_line` replaces the header row, for headings with line breaks."""
    out = io.BytesIO()
    out.write(b"\xef\xbb\xbf" if bom else b"")
    out.write(first_line.encode())
    table.write_csv(
        out,
        include_header=header and not first_line,
        line_terminator=line,
        quote_style=quotes,
        null_value=null,
    )
    return out.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, FAST, mtime=0)


def zipped(members: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these members; `stored` ones are not compressed (ODS wants its type first, so)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def number_text(name: str) -> pl.Expr:
    """Pounds and points as publishers write them: two decimals at most, and no `.0`."""
    return pl.col(name).round(2).cast(pl.String).str.strip_suffix(".0")


def escaped(column: pl.Expr) -> pl.Expr:
    """Text made safe for XML; nothing for a null."""
    text = column.cast(pl.String).fill_null("")
    return (
        text.str.replace_all("&", "&amp;", literal=True)
        .str.replace_all("<", "&lt;", literal=True)
        .str.replace_all(">", "&gt;", literal=True)
    )
