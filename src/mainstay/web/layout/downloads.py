"""Files that a page offers."""

import polars as pl
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from mainstay.accounts.file_kinds import WORD
from mainstay.accounts.models import Upload
from mainstay.accounts.uploads import content_of
from mainstay.library import Known
from mainstay.reports import html, typst_pdf
from mainstay.reports.document import Document
from mainstay.reports.word import write_word


def csv_download(known: Known, table: pl.DataFrame, name: str) -> HttpResponse:
    """UTF-8, with a heading row; an empty cell is a missing value.

    The name, with the day, says by itself when the figures are made up: a table has no banner.
    """
    begun = "made-up-" if known.synthetic else ""
    whole = f"{begun}{name}-{known.as_of}.csv"
    return attachment(table.write_csv().encode(), "text/csv; charset=utf-8", whole)


def printed(document: Document, kind: str, name: str) -> HttpResponse:
    """A document as `html`, a page that needs nothing else, `pdf` or `docx`; else Http404."""
    if kind == "html":
        content = html.page(document).encode()
        return attachment(content, "text/html; charset=utf-8", f"{name}.html")
    if kind == "pdf":
        return attachment(typst_pdf.pdf(document), "application/pdf", f"{name}.pdf")
    if kind == "docx":
        return attachment(write_word(document), WORD.content_type, f"{name}.docx")
    raise Http404


def uploaded(upload: Upload) -> HttpResponse:
    """A file that a person attached: saved, never opened as a page of ours.

    The view that gives it asks the policy of the record that it is attached to.
    """
    answer = HttpResponse(content_of(upload), content_type=upload.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, upload.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
