"""Files that a page offers."""

import polars as pl
from django.http import Http404, HttpResponse

from mainstay.library import Known
from mainstay.reports import html, typst_pdf
from mainstay.reports.document import Document


def csv_download(known: Known, table: pl.DataFrame, name: str) -> HttpResponse:
    """UTF-8, with a heading row; an empty cell is a missing value.

    The name, with the day, says by itself when the figures are made up: a table has no banner.
    """
    begun = "made-up-" if known.synthetic else ""
    whole = f"{begun}{name}-{known.as_of}.csv"
    return attachment(table.write_csv().encode(), "text/csv; charset=utf-8", whole)


def printed(document: Document, kind: str, name: str) -> HttpResponse:
    """A document as a file: `html`, a page that needs nothing else, or `pdf`. Else Http404."""
    if kind == "html":
        content = html.page(document).encode()
        return attachment(content, "text/html; charset=utf-8", f"{name}.html")
    if kind == "pdf":
        return attachment(typst_pdf.pdf(document), "application/pdf", f"{name}.pdf")
    raise Http404


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
