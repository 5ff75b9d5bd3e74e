"""A data pack that is to be issued: what is frozen of it, and the files that a practice gets."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from mainstay.reports import html, typst_pdf
from mainstay.reports.data_pack import FOLLOWED, data_pack
from mainstay.reports.document import Document
from mainstay.reports.pack_words import shown
from mainstay.terms.comments import Comment
from mainstay.terms.findings import Figure, PracticeFindings

if TYPE_CHECKING:
    from mainstay.library.known import Known
    from mainstay.library.questions import Question


@dataclass(frozen=True)
class Draft:
    """A pack before it is issued. The same evidence, judgements and comments give the same one."""

    findings: PracticeFindings
    document: Document

    @property
    def as_of(self) -> date:
        return self.findings.as_of

    @cached_property
    def html(self) -> bytes:
        return html.page(self.document).encode()

    @cached_property
    def pdf(self) -> bytes:
        return typst_pdf.pdf(self.document)

    @cached_property
    def digest(self) -> str:
        """Of what a reader sees: who issues a pack says by it which one they looked at."""
        return hashlib.sha256(self.html).hexdigest()

    @property
    def definitions(self) -> Mapping[str, str]:
        """The version of each measure's definition."""
        read = [one.figure.indicator for one in self.findings.comparisons]
        return {one.id: one.version for one in read}

    @cached_property
    def figures(self) -> bytes:
        """Every latest figure as JSON, in the order of the definitions."""
        rows = [_row(one.figure) for one in self.findings.comparisons]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def draft(
    known: "Known", code: str, question: "Question", comments: Sequence[Comment] = ()
) -> Draft:
    """A practice's pack as known on a day. Raises MainstayError for one that is not known."""
    findings = next(known.findings_of([code], question, FOLLOWED))
    return Draft(findings, data_pack(findings, comments))


def _row(figure: Figure) -> dict[str, object]:
    return {
        "indicator": figure.indicator.id,
        "version": figure.indicator.version,
        "topic": figure.indicator.topic,
        "name": figure.indicator.plain_name,
        "period": figure.period or "",
        "value": figure.value,
        "category": figure.category,
        "lower": figure.lower,
        "upper": figure.upper,
        "england": figure.england,
        "missing": figure.missing.value if figure.missing else None,
        "release": figure.release,
        "text": shown(figure),
    }
