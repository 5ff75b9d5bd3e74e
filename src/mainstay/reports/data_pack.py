"""The data pack: what is published about a practice, in plain words, for a conversation."""

from mainstay.reports import pack_tables as tables
from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Bullets, Document, Heading, Note, Paragraph
from mainstay.terms.findings import CriterionResult, PracticeFindings
from mainstay.terms.levels import Level

MOST_LINES = 6


def data_pack(findings: PracticeFindings) -> Document:
    """One practice's pack, as known on a day."""
    facts = findings.facts
    return Document(
        title=f"Data pack: {facts.practice_name}",
        subtitle=f"Practice {facts.practice_code}. What was known on {say.day(findings.as_of)}.",
        on=findings.as_of,
        synthetic=facts.synthetic,
        blocks=(*summary(findings), *matrix(findings)),
    )


def summary(findings: PracticeFindings) -> tuple[Block, ...]:
    """What goes well, where support may help and what nobody knows, in that order."""
    return (
        Heading(2, "Summary", "summary"),
        Note(
            "This pack is the start of a conversation. It does not judge the practice, and it "
            "gives no overall score. Some figures may be wrong or out of date: tell us."
        ),
        *_strengths(findings),
        *_support(findings),
    )


def _strengths(findings: PracticeFindings) -> tuple[Block, ...]:
    better = [one for one in findings.comparisons if one.against_england in say.GOOD]
    better.sort(key=lambda one: -abs((one.percentile or 50) - 50))
    lines = tuple(say.beside_england(one) for one in better[:MOST_LINES])
    heading = Heading(3, "What is going well")
    if not lines:
        return (heading, Paragraph("No published figure is clearly better than England's."))
    return (heading, Bullets(lines))


def _support(findings: PracticeFindings) -> tuple[Block, ...]:
    found = [*_at(findings, Level.HIGH), *_at(findings, Level.MEDIUM)]
    heading = Heading(3, "Where support may help")
    if not found:
        return (heading, Paragraph("No criterion that could be read shows scope for support."))
    return (heading, Bullets(tuple(tables.level_line(one) for one in found)))


def matrix(findings: PracticeFindings) -> tuple[Block, ...]:
    """The criteria of the support matrix, each with its figure, date, comparison and level."""
    return (
        Heading(2, "The sixteen criteria", "criteria"),
        tables.matrix_table(findings),
    )


def _at(findings: PracticeFindings, level: Level) -> list[CriterionResult]:
    return [one for one in findings.row.results if one.level is level]
