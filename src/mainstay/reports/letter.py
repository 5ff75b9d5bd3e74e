"""The letter to a practice that was chosen: who writes, why, what comes next, whom to call."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mainstay.reports.document import Block, Bullets, Document, Heading, Lines, Note, Paragraph
from mainstay.terms.letters import BULLET, LetterTemplate, Part, filled


@dataclass(frozen=True)
class Addressed:
    """One practice, and what its letter says of it alone."""

    practice_name: str
    practice_code: str
    reason: str  # the office's own, as it wrote it
    figures: tuple[str, ...]  # the measures that it saw, in plain words
    asked: bool
    wave: tuple[str, date] | None


@dataclass(frozen=True)
class Sender:
    """Who writes, for which programme."""

    office: str
    programme: str
    support_unit: str
    area: str
    starts: date
    ends: date
    contact: str
    signed_by: str


def letter(
    template: LetterTemplate, sender: Sender, to: Addressed, on: date, *, synthetic: bool
) -> Document:
    """One letter. `on` is the day it is dated with."""
    words = _words(sender, to)
    begins = [filled(one, words) for one in template.begins]
    if to.asked:
        begins.insert(0, filled(template.asked, words))
    if to.wave:
        begins.append(filled(template.wave, words))
    parts = [block for one in template.parts for block in _part(one, to, words)]
    return Document(
        title=filled(template.title, words),
        subtitle="",
        on=on,
        synthetic=synthetic,
        opening=(
            Lines((sender.office, sender.programme)),
            Lines((to.practice_name, f"Practice {to.practice_code}")),
            Paragraph(_day(on)),
            Paragraph(template.salutation),
        ),
        blocks=(
            *(Paragraph(one) for one in begins),
            *parts,
            Lines((template.closing, sender.signed_by, sender.office), to_sign=True),
        ),
    )


def bundle(files: Iterable[tuple[str, bytes]], on: date) -> bytes:
    """Files in one zip, with the same bytes for the same files: its clock is the day given."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, content in files:
            part = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            out.writestr(part, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _words(sender: Sender, to: Addressed) -> dict[str, str]:
    """What the template leaves open."""
    wave, wave_starts = to.wave or ("", sender.starts)
    return {
        "practice": to.practice_name,
        "programme": sender.programme,
        "office": sender.office,
        "support_unit": sender.support_unit,
        "area": sender.area,
        "starts": _day(sender.starts),
        "ends": _day(sender.ends),
        "contact": sender.contact,
        "wave": wave,
        "wave_starts": _day(wave_starts),
    }


def _part(part: Part, to: Addressed, words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(2, part.heading)
    yield from _lines(part.lines, words)
    if part.reason and to.reason:
        yield Paragraph(filled(part.reason, words))
        yield Note(to.reason)
    if part.figures and to.figures:
        yield Paragraph(filled(part.figures, words))
        yield Bullets(to.figures)
    yield from _lines(part.after, words)


def _lines(lines: Iterable[str], words: Mapping[str, str]) -> Iterator[Block]:
    """Paragraphs, and lists of the lines that begin with a dash."""
    for listed, group in groupby(lines, key=lambda one: one.startswith(BULLET)):
        texts = [filled(one.removeprefix(BULLET), words) for one in group]
        if listed:
            yield Bullets(tuple(texts))
        else:
            yield from (Paragraph(one) for one in texts)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
