"""A made-up team of fifteen, before and after its meeting."""

from dataclasses import replace
from datetime import date

from mainstay.analysis.shown_answers import shown
from mainstay.reports import document as doc
from mainstay.reports.team_round import TeamRound
from mainstay.terms.answers import Released, Sheet
from mainstay.terms.frameworks import newest

FRAMEWORK = newest("triangle")
NAMES = [one.id for one in FRAMEWORK.statements]
DAY = date(2026, 11, 20)
GROUPS = {"nurses": "Nurses", "office": "Reception and administration"}
APART, WIDE, FEW = "one-team", "safe-care", "pay-and-profit"
SECRET = "Nobody but me wrote this"


def sheets() -> list[Sheet]:
    """All at "mostly", but for one statement on which groups differ, one on which people do, and
    one to which four alone gave an answer."""
    found = []
    for number in range(12):
        group = "nurses" if number % 2 else "office"
        steps = dict.fromkeys(NAMES, 3)
        steps[APART] = 4 if group == "nurses" else 1
        steps[WIDE] = 1 if number < 6 else 4
        steps[FEW] = 2 if number < 4 else 0
        found.append(Sheet(group, steps, 3, SECRET))
    return found


def released() -> Released:
    return shown(sheets(), NAMES)


def before() -> TeamRound:
    """Nobody agreed on anything yet."""
    return TeamRound(
        practice="OLDMERE SURGERY",
        framework=FRAMEWORK,
        steps={},
        on=DAY,
        synthetic=True,
        released=released(),
        groups=GROUPS,
    )


def after() -> TeamRound:
    """The ground is firm; the top is not known."""
    steps: dict[str, int | None] = dict.fromkeys(NAMES, 2)
    steps |= {one.id: 4 for one in FRAMEWORK.of_need("physical")}
    steps |= {one.id: None for one in FRAMEWORK.of_need("self-actualisation")}
    reasons = {APART: "The front desk hears of changes last."}
    return replace(before(), steps=steps, reasons=reasons, met=DAY, finished=True)


def together() -> TeamRound:
    return replace(before(), released=None)


def too_few() -> TeamRound:
    return replace(before(), released=shown(sheets()[:4], NAMES))


def said(document: doc.Document) -> list[str]:
    """Everything that a document says, in order."""
    return [document.title, document.subtitle, *(w for one in document.blocks for w in _words(one))]


def _words(block: doc.Block) -> list[str]:
    match block:
        case doc.Heading():
            return [block.text]
        case doc.Paragraph() | doc.Note():
            return [doc.plain(block.words)]
        case doc.Bullets():
            return [doc.plain(one) for one in block.items]
        case doc.Table():
            return [block.caption, *(doc.plain(one) for row in block.rows for one in row)]
        case doc.Figure():
            return [block.title, block.caption, block.alternative]
        case doc.Space():
            return list(block.begins)
        case _:
            return []
