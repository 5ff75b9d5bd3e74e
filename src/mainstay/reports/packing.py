"""Zip files with the same bytes for the same parts."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

FROM = date(1980, 1, 1)  # the first day that a zip file can hold


def packed(parts: Iterable[tuple[str, bytes]], on: date) -> bytes:
    """The parts by name, each dated with a day that belongs to them and not to the clock."""
    held = io.BytesIO()
    day = max(on, FROM)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return held.getvalue()
