"""Files that a page offers."""

import polars as pl
from django.http import HttpResponse


def csv_download(table: pl.DataFrame, name: str) -> HttpResponse:
    """UTF-8, with a heading row; an empty cell is a missing value."""
    return attachment(table.write_csv().encode(), "text/csv; charset=utf-8", name)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
