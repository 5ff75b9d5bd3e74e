"""The data pack: what is published about a practice, in plain words, for a conversation."""

from collections.abc import Sequence
from dataclasses import replace

from mainstay.reports import pack_sections as section
from mainstay.reports import pack_words as say
from mainstay.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    LevelMark,
    PageBreak,
    Paragraph,
    Table,
)
from mainstay.reports.pack_similar import similar_practices
from mainstay.reports.pack_sources import Sources, sources
from mainstay.reports.pack_summary import summary
from mainstay.terms.findings import PracticeFindings
from mainstay.terms.wording import counted

FOLLOWED = section.FOLLOWED  # the indicators that a pack follows in time


def data_pack(findings: PracticeFindings) -> Document:
    """One practice's pack, as known on a day."""
    facts = findings.facts
    return Document(
        title=f"Data pack: {facts.practice_name}",
        subtitle=f"Practice {facts.practice_code}. What was known on {say.day(findings.as_of)}.",
        on=findings.as_of,
        synthetic=facts.synthetic,
        blocks=pack_blocks(findings),
    )


def pack_blocks(findings: PracticeFindings) -> tuple[Block, ...]:
    """A pack without its title: every section, in the order that a reader needs them."""
    followed = tuple(one for one in findings.trends if one.indicator.id in FOLLOWED)
    findings = replace(findings, trends=followed)
    cited = Sources.of(findings)
    return (
        *summary(findings, cited),
        *section.practice_and_patients(findings, cited),
        *section.criteria(findings, cited),
        *section.trends(findings),
        *section.other_measures(findings, cited),
        *similar_practices(findings),
        *section.prevalence(findings, cited),
        *section.income(findings, cited),
        *section.not_known(findings),
        *section.how_to_comment(),
        *sources(findings, cited),
    )


def area_pack(findings: Sequence[PracticeFindings], area: str) -> Document:
    """The packs of an area's practices behind one cover, by name; the cover gives no order.

    Raises ValueError where there is no practice, or where packs are from different days.
    """
    if not findings:
        raise ValueError(f"There is no practice in {area} to make a pack of.")
    days = {one.as_of for one in findings}
    if len(days) > 1:
        raise ValueError("The packs of one area have to be as known on one day.")
    by_name = sorted(findings, key=lambda one: (one.facts.practice_name, one.facts.practice_code))
    return Document(
        title=f"Data packs: {area}",
        subtitle=f"{counted(len(findings), 'practice')}. What was known on {say.day(min(days))}.",
        on=min(days),
        synthetic=any(one.facts.synthetic for one in findings),
        blocks=(*_cover(by_name), *(block for one in by_name for block in _inside(one))),
    )


def _cover(findings: Sequence[PracticeFindings]) -> tuple[Block, ...]:
    rules = findings[0].rule_set
    numbers = [str(one.number) for one in rules.criteria]
    return (
        Heading(2, "The practices and their criteria", "cover"),
        Paragraph(
            "Practices are in the order of their names. No score is worked out. Letters: H high "
            "scope for support, M medium, L low, N no data, J not yet judged by people."
        ),
        Table(
            caption=f"{rules.name}, version {rules.version}: levels by practice",
            columns=(Column("Practice", weight=6), *(Column(number) for number in numbers)),
            rows=tuple(
                (
                    one.facts.practice_name,
                    *((LevelMark(cell.level, short=True),) for cell in one.row.results),
                )
                for one in findings
            ),
        ),
    )


def _inside(findings: PracticeFindings) -> tuple[Block, ...]:
    code = findings.facts.practice_code
    return (
        PageBreak(),
        Heading(2, f"{findings.facts.practice_name} ({code})", f"practice-{code}"),
        *(_lowered(block, code) for block in pack_blocks(findings)),
    )


def _lowered(block: Block, code: str) -> Block:
    """A block as it stands inside an area's pack: headings one level down, anchors its own."""
    if not isinstance(block, Heading):
        return block
    anchor = f"{block.anchor}-{code}" if block.anchor else ""
    return replace(block, level=block.level + 1, anchor=anchor)
