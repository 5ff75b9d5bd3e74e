"""The practices most like this one, and on what they are alike."""

from collections.abc import Sequence

from mainstay.reports import pack_tables as tables
from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Heading, Paragraph
from mainstay.terms.findings import PracticeFindings, SimilarPractice
from mainstay.terms.wording import counted, listed

FEATURES = ("list_size", "aged_under_18_share", "aged_65_over_share", "deprivation_score")


def similar_practices(findings: PracticeFindings) -> tuple[Block, ...]:
    """Who the similar practices are, and on what they are alike."""
    heading = Heading(2, "Similar practices", "similar")
    similar = findings.similar
    if not similar:
        text = "Too little is known of this practice to say which others are like it."
        return (heading, Paragraph(text))
    names = {one: _feature_name(one, findings) for one in similar[0].features}
    alike = [say.lower_first(one) for one in names.values()]
    return (
        heading,
        Paragraph(
            f"These {counted(len(similar), 'practice')} of {findings.practices_compared:,} in "
            f"England are most like this one in {listed(alike)}. "
            f"{_alike(findings, similar[0])}"
        ),
        tables.similar_table(similar, {one: names[one] for one in _telling(similar[0])}),
        *_others(similar[tables.NEAREST :]),
    )


def _others(similar: Sequence[SimilarPractice]) -> tuple[Block, ...]:
    if not similar:
        return ()
    names = [f"{one.practice_name} ({one.practice_code})" for one in similar]
    return (Paragraph(f"After them come {listed(names)}."),)


def _telling(peer: SimilarPractice) -> list[str]:
    """The features shown: what people know a practice by. Kinds of place have no number."""
    return [name for name in FEATURES if name in peer.features]


def _alike(findings: PracticeFindings, nearest: SimilarPractice) -> str:
    pairs = [
        f"{say.lower_first(_feature_name(name, findings))}, {tables.feature(name, own)} here and "
        f"{tables.feature(name, theirs)} there"
        for name, (own, theirs) in nearest.features.items()
        if name in _telling(nearest)
    ]
    return f"The most similar is {nearest.practice_name}: {'; '.join(pairs)}."


def _feature_name(name: str, findings: PracticeFindings) -> str:
    for one in findings.comparisons:
        if one.figure.indicator.id == name:
            return one.figure.indicator.plain_name
    return name.removesuffix("_share").replace("_", " ").capitalize()
