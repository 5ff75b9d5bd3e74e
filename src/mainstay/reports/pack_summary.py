"""The first page of a pack: what goes well, where support may help, what nobody knows."""

from collections.abc import Sequence

from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Bullets, Heading, LevelMark, Note, Paragraph, Words
from mainstay.reports.pack_comments import told_first
from mainstay.reports.pack_sources import Sources
from mainstay.terms.findings import Comparison, CriterionResult, PracticeFindings, Trend, Verdict
from mainstay.terms.indicators import Direction
from mainstay.terms.levels import Level
from mainstay.terms.wording import counted

MOST_LINES = 6
AHEAD = 90.0  # percentile
WELL = ("Good", "Outstanding")
GOOD_HIGH = Direction.HIGH_IS_GOOD


def summary(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """Plain sentences, strengths first, each with its date and its source."""
    return (
        Heading(2, "Summary", "summary"),
        Note(
            "This pack is the start of a conversation. It does not judge the practice, and it "
            "gives no overall score. Some figures may be wrong or out of date. If so, tell us."
        ),
        *told_first(cited.comments),
        *points(findings, cited, 3),
    )


def points(findings: PracticeFindings, cited: Sources, level: int) -> tuple[Block, ...]:
    """The summary itself, under headings of a level."""
    return (
        Heading(level, "What is going well"),
        *_strengths(findings, cited),
        Heading(level, "Where support may help"),
        *_support(findings),
        Heading(level, "What is missing"),
        Paragraph(_missing(findings)),
    )


def _strengths(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    better = [one for one in findings.comparisons if one.against_england is Verdict.BETTER]
    better.sort(key=_distance)
    grown = [one for one in findings.trends if one.verdict is Verdict.IMPROVED and one.points]
    lines = [*_well_rated(findings, cited)]
    lines += [_cited(say.beside_england(one), one, cited) for one in better[: MOST_LINES - 1]]
    lines += [_cited(say.among_the_best(one), one, cited) for one in _ahead(findings)][
        : MOST_LINES - len(lines)
    ]
    lines += [_cited_trend(one, cited) for one in grown[: MOST_LINES - len(lines)]]
    if not any(one.figure.known for one in findings.comparisons):
        return (Paragraph("There are no published figures to tell this from. Ask the practice."),)
    if not lines:
        text = "No measure is clearly better than England's. That can be because lists are small."
        return (Paragraph(text),)
    return (Bullets(tuple(lines)),)


def _well_rated(findings: PracticeFindings, cited: Sources) -> list[str]:
    figures = [one.figure for one in findings.comparisons if one.figure.category in WELL]
    return [
        f"{one.indicator.plain_name}: {one.category} {say.when(one.period)}. ({cited.cite(one)})"
        for one in figures[:1]
    ]


def _ahead(findings: PracticeFindings) -> list[Comparison]:
    """Figures without an interval that lie among the best tenth of England's practices."""
    found = [
        (
            one,
            one.percentile if one.figure.indicator.direction is GOOD_HIGH else 100 - one.percentile,
        )
        for one in findings.comparisons
        if one.against_england is Verdict.UNKNOWN
        and one.percentile is not None
        and one.figure.indicator.direction is not Direction.NEITHER
    ]
    best = sorted(found, key=lambda each: (-each[1], each[0].figure.indicator.id))
    return [one for one, place in best if place >= AHEAD]


def _support(findings: PracticeFindings) -> tuple[Block, ...]:
    found = [*_at(findings, Level.HIGH), *_at(findings, Level.MEDIUM)]
    if found:
        return (Bullets(tuple(_line(one) for one in found)),)
    if not any(one.level.known for one in findings.row.results):
        return (Paragraph("No criterion could be read, so nothing can be said from figures."),)
    return (Paragraph("No criterion that could be read shows high or medium scope for support."),)


def _missing(findings: PracticeFindings) -> str:
    blank, unjudged = len(_at(findings, Level.NO_DATA)), len(_at(findings, Level.NOT_JUDGED))
    read = {one.indicator for each in findings.row.results for one in each.criterion.measures}
    held = [
        one
        for one in findings.comparisons
        if not one.figure.known and one.figure.indicator.id not in read
    ]
    others = "Every other measure had a figure."
    if not findings.comparisons:
        others = "No other measures are held."
    elif held:
        others = f"{counted(len(held), 'other measure')} had no figure."
    return (
        f"{counted(blank, 'criterion', 'criteria')} of {len(findings.row.results)} had no data, "
        f"and {unjudged} had not been judged by people. {others}"
    )


def _line(result: CriterionResult) -> Words:
    return (LevelMark(result.level), f". {result.criterion.plain_name}. {say.why(result)}")


def _cited(sentence: str, comparison: Comparison, cited: Sources) -> str:
    return f"{sentence} ({cited.cite(comparison.figure)})"


def _cited_trend(trend: Trend, cited: Sources) -> str:
    return f"{say.over_time(trend)} ({cited.cite(trend.points[-1])})"


def _distance(comparison: Comparison) -> tuple[float, str]:
    """The practices furthest from the middle of England first; ties by name."""
    place = 50.0 if comparison.percentile is None else comparison.percentile
    return (-abs(place - 50.0), comparison.figure.indicator.id)


def _at(findings: PracticeFindings, level: Level) -> Sequence[CriterionResult]:
    return [one for one in findings.row.results if one.level is level]
