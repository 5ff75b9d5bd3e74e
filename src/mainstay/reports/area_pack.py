"""An area's pack: its practices' criteria side by side, and the summary of each."""

from collections.abc import Sequence

from mainstay.reports import pack_words as say
from mainstay.reports.document import (
    LETTERS,
    Block,
    Column,
    ColumnKind,
    Document,
    Heading,
    LevelMark,
    Note,
    Paragraph,
    Table,
    level_word,
)
from mainstay.reports.pack_sources import Sources, releases_list
from mainstay.reports.pack_summary import points
from mainstay.terms.findings import PracticeFindings
from mainstay.terms.levels import Level
from mainstay.terms.matrix import RuleSet
from mainstay.terms.wording import counted

NUMBER = ColumnKind.NUMBER


def area_pack(findings: Sequence[PracticeFindings], area: str) -> Document:
    """The practices of an area, by name: the pack gives no order.

    Raises ValueError where there is no practice, or where findings are from different days.
    """
    if not findings:
        raise ValueError(f"There is no practice in {area} to make a pack of.")
    days = {one.as_of for one in findings}
    if len(days) > 1:
        raise ValueError("The packs of one area have to be as known on one day.")
    by_name = sorted(findings, key=lambda one: (one.facts.practice_name, one.facts.practice_code))
    cited = Sources.of(*by_name)
    return Document(
        title=f"Data pack: {area}",
        subtitle=f"{counted(len(findings), 'practice')}. What was known on {say.day(min(days))}.",
        on=min(days),
        synthetic=any(one.facts.synthetic for one in findings),
        blocks=(
            *_cover(by_name),
            *_by_criterion(by_name),
            Heading(2, "Each practice", "practices"),
            *(block for one in by_name for block in _practice(one, cited)),
            Heading(2, "Sources", "sources"),
            *releases_list(cited),
        ),
    )


def _cover(findings: Sequence[PracticeFindings]) -> tuple[Block, ...]:
    rules = findings[0].rule_set
    letters = ", ".join(
        f"{letter} {level_word(level).lower()}" for level, letter in LETTERS.items()
    )
    return (
        Heading(2, "The practices and their criteria", "cover"),
        Note(
            "This pack is the start of conversations. It gives no score, and practices stand in "
            "the order of their names. Each practice has a pack of its own, named by its code."
        ),
        Paragraph(f"Letters: {letters}. Numbers: {_names(rules)}."),
        Table(
            caption=f"{rules.name}, version {rules.version}: levels by practice",
            columns=(
                Column("Practice", weight=8),
                *(Column(str(one.number)) for one in rules.criteria),
            ),
            rows=tuple(
                (
                    _name(one),
                    *((LevelMark(cell.level, short=True),) for cell in one.row.results),
                )
                for one in findings
            ),
        ),
    )


def _by_criterion(findings: Sequence[PracticeFindings]) -> tuple[Block, ...]:
    rules = findings[0].rule_set
    levels = [[one.level for one in each.row.results] for each in findings]
    return (
        Heading(2, "Each criterion", "criteria"),
        Table(
            caption="How many practices are at each level",
            columns=(
                Column("Criterion", weight=5),
                *(Column(level_word(level), NUMBER, 2) for level in Level),
            ),
            rows=tuple(
                (
                    f"{one.number}. {one.short_name}",
                    *(str(sum(row[at] is level for row in levels)) for level in Level),
                )
                for at, one in enumerate(rules.criteria)
            ),
        ),
    )


def _practice(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    return (
        Heading(3, _name(findings), f"practice-{findings.facts.practice_code}"),
        *points(findings, cited, 4),
    )


def _name(findings: PracticeFindings) -> str:
    return f"{findings.facts.practice_name} ({findings.facts.practice_code})"


def _names(rules: RuleSet) -> str:
    return "; ".join(f"{one.number} {one.short_name}" for one in rules.criteria)
