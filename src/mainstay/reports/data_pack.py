"""The data pack: what is published about a practice, in plain words, for a conversation."""

from collections.abc import Sequence
from dataclasses import replace

from mainstay.reports import pack_comments
from mainstay.reports import pack_sections as section
from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Document
from mainstay.reports.pack_income import income
from mainstay.reports.pack_similar import similar_practices
from mainstay.reports.pack_sources import Sources, sources
from mainstay.reports.pack_summary import summary
from mainstay.terms.comments import Comment
from mainstay.terms.findings import PracticeFindings

FOLLOWED = section.FOLLOWED  # the indicators that a pack follows in time


def data_pack(findings: PracticeFindings, comments: Sequence[Comment] = ()) -> Document:
    """One practice's pack, as known on a day, with what the practice says of its figures."""
    facts = findings.facts
    return Document(
        title=f"Data pack: {facts.practice_name}",
        subtitle=f"Practice {facts.practice_code}. What was known on {say.day(findings.as_of)}.",
        on=findings.as_of,
        synthetic=facts.synthetic,
        blocks=_blocks(findings, pack_comments.Comments.of(comments)),
    )


def _blocks(findings: PracticeFindings, comments: pack_comments.Comments) -> tuple[Block, ...]:
    """Every section, in the order that a reader needs them."""
    followed = tuple(one for one in findings.trends if one.indicator.id in FOLLOWED)
    findings = replace(findings, trends=followed)
    cited = Sources.of(findings, comments=comments)
    return (
        *summary(findings, cited),
        *section.practice_and_patients(findings, cited),
        *section.criteria(findings, cited),
        *section.trends(findings),
        *section.other_measures(findings, cited),
        *similar_practices(findings),
        *section.prevalence(findings, cited),
        *income(findings, cited),
        *section.not_known(findings),
        *pack_comments.section(comments),
        *section.how_to_comment(),
        *sources(findings, cited),
    )
