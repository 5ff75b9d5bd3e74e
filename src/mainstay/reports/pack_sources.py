"""Where each figure of a pack comes from: short numbers in the text, a table at the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Self

from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Bullets, Heading, Paragraph, Strong, Words
from mainstay.reports.pack_comments import NONE, Comments
from mainstay.sources import registry
from mainstay.terms.findings import Figure, PracticeFindings
from mainstay.terms.indicators import Indicator
from mainstay.terms.releases import Publication, Release
from mainstay.terms.wording import counted

DIGITS = 12  # letters of a checksum that are shown: enough to tell any two releases apart


@dataclass(frozen=True)
class Sources:
    """The releases behind a pack, numbered in the order of publication and period."""

    releases: tuple[Release, ...]
    numbers: Mapping[str, int]
    comments: Comments = NONE

    @classmethod
    def of(cls, *findings: PracticeFindings, comments: Comments | None = None) -> Self:
        """Number the releases that the practices' latest figures rest on."""
        read = [one.figure for each in findings for one in each.comparisons]
        read += [one.figure for each in findings for one in each.row.results if one.figure]
        cited = {name for one in read for name in _names(one)}
        known = {one.id: one for each in findings for one in each.releases}
        held = [one for one in known.values() if one.id in cited]
        held.sort(key=lambda one: (one.publication, one.period, one.id))
        numbers = {one.id: place for place, one in enumerate(held, 1)}
        return cls(tuple(held), numbers, comments or NONE)

    def cite(self, figure: Figure) -> str:
        """A figure's sources as `S1, S4`, then the comments on it; an unlisted release by name."""
        marks = [f"S{self.numbers[one]}" if one in self.numbers else one for one in _names(figure)]
        whence, said = ", ".join(marks) or "Not known", self.comments.mark(figure)
        return f"{whence}; {said}" if said else whence


def _names(figure: Figure) -> list[str]:
    return [one.strip() for one in figure.release.split("+") if one.strip()]


def sources(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """The releases and the definitions, with their versions."""
    return (
        Heading(2, "Sources and definitions", "sources"),
        *releases_list(cited),
        *_earlier(findings, cited),
        *_definitions(findings),
        Paragraph(
            f"The criteria follow the rule set {findings.rule_set.name}, version "
            f"{findings.rule_set.version}, reviewed on {say.day(findings.rule_set.reviewed)}. "
            f"The evidence that was known is marked {findings.fingerprint[:DIGITS]}: the same "
            "mark means the same evidence."
        ),
    )


def releases_list(cited: Sources) -> tuple[Block, ...]:
    """One line a release: what it is, what it measures, when it came out, and its checksum."""
    if not cited.releases:
        return (Paragraph("No published file has a figure for this practice."),)
    held = _publications()
    licences = sorted(
        {held[one.publication].licence for one in cited.releases if one.publication in held}
    )
    return (
        Bullets(tuple(_release(one, cited.numbers[one.id]) for one in cited.releases), fine=True),
        Paragraph(
            "A checksum is a fingerprint of the publisher's file: the same file always has the "
            f"same one. Licences: {'; '.join(licences) or 'not known'}."
        ),
    )


def _release(release: Release, number: int) -> Words:
    return (
        Strong(f"S{number}. {_publication(release)}."),
        f" {say.short_period(release.period.label)}. Published {say.day(release.published)}. "
        f"Checksum starts {release.sha256[:DIGITS]}.",
    )


def _earlier(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """The releases behind earlier figures of the charts over time, counted by publication."""
    drawn = {name for one in findings.trends for point in one.points for name in _names(point)}
    older = [one for one in findings.releases if one.id in drawn and one.id not in cited.numbers]
    if not older:
        return ()
    groups: dict[str, list[Release]] = {}
    for one in sorted(older, key=lambda one: (one.publication, one.period, one.id)):
        groups.setdefault(_publication(one), []).append(one)
    lines = tuple(
        f"{name}: {counted(len(them), 'release')}, {say.from_to(them[0].period, them[-1].period)}."
        for name, them in groups.items()
    )
    return (Heading(3, "Earlier releases behind the charts over time"), Bullets(lines, fine=True))


def _publication(release: Release) -> str:
    """A release's publication by its own name, its publisher, and who put it together."""
    found = _publications().get(release.publication)
    part = f" ({release.part})" if release.part else ""
    if found is None:
        return release.publication + part
    derived = f"; put together by {found.derived_by}" if found.derived_by else ""
    return f"{found.name}{part}, {found.publisher}{derived}"


@cache
def _publications() -> Mapping[str, Publication]:
    return {one.PUBLICATION.id: one.PUBLICATION for one in registry.sources()}


def _definitions(findings: PracticeFindings) -> tuple[Block, ...]:
    known = [one.figure for one in findings.comparisons if one.figure.known]
    used = {one.indicator.id: one.indicator for one in known}
    if not used:
        return ()
    families: dict[str, list[Indicator]] = {}
    for one in used.values():
        families.setdefault(_kind(one), []).append(one)
    editions = Counter(_edition(family[0]) for family in families.values())
    usual = editions.most_common(1)[0][0]
    unless = ", unless its line says otherwise" if len(editions) > 1 else ""
    return (
        Heading(3, "What the measures mean"),
        Paragraph(f"Every definition is {usual}{unless}."),
        Bullets(tuple(_definition(family, usual) for family in families.values()), fine=True),
    )


def _definition(family: list[Indicator], usual: str) -> Words:
    """One line for a measure, or for a family that differs only in the condition or the ages."""
    one = family[0]
    name = one.plain_name
    worked = f"{_sentence(one.numerator)} Divided by: {_sentence(one.denominator)}"
    if len(family) > 1:
        name, what, worked = _FAMILIES[_kind(one)]
        name = f"{name} ({counted(len(family), what)})"
    if one.denominator.strip().lower() in ("none", ""):
        worked = _sentence(one.numerator)
    edition = _edition(one)
    own = "" if edition == usual else f" {_sentence(edition)}"
    return Strong(f"{name}."), f" {worked}{own}"


def _edition(one: Indicator) -> str:
    return f"version {one.version}, reviewed on {say.day(one.reviewed)}"


_FAMILIES = {
    "aged": (
        "Patients by age",
        "age group",
        "Registered patients of the ages named. Divided by: all registered patients.",
    ),
    "prevalence": (
        "Patients recorded with a condition",
        "condition",
        "Patients on the register for the condition. Divided by: patients on the list that the "
        "register covers, of all ages or from the age at which it starts.",
    ),
    "prevalence_gap": (
        "Recorded less expected patients with a condition",
        "condition",
        "The share on the register, less the share that a regression on all practices in England "
        "expects from the ages, sex and deprivation of the practice's patients.",
    ),
}


def _kind(indicator: Indicator) -> str:
    """The family that a measure is of; a measure of no family is its own."""
    start, stem = indicator.id.split("_", 1)[0], indicator.id.rsplit("_", 1)[0]
    return next((one for one in (stem, start) if one in _FAMILIES), indicator.id)


def _sentence(text: str) -> str:
    text = text.strip()
    return (text[:1].upper() + text[1:]).removesuffix(".") + "."
