"""A pack says what is known, what is not, and where each figure comes from; and gives no score."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mainstay.reports import document as doc
from mainstay.reports.data_pack import data_pack
from mainstay.terms.findings import PracticeFindings
from mainstay.terms.levels import Level
from tests.unit.reports import made_up_findings as made
from tests.unit.reports.made_up_figures import indicator

SECTIONS = [
    "Summary",
    "The practice and its patients",
    "The sixteen criteria",
    "Change over time",
    "Other measures",
    "Similar practices",
    "Conditions: recorded beside expected",
    "Income: received beside expected",
    "What is not known",
    "How to comment",
    "Sources and definitions",
]
EVERY = [made.made_up_findings(), made.nothing_known(), made.only_missing(), made.one_point()]


def words(document: doc.Document) -> Iterator[str]:
    """Every sentence and cell of a document."""
    for block in document.blocks:
        match block:
            case doc.Paragraph() | doc.Note():
                yield doc.plain(block.words)
            case doc.Bullets():
                yield from (doc.plain(item) for item in block.items)
            case doc.Table():
                yield from (doc.plain(cell) for row in block.rows for cell in row)
            case doc.KeyValues():
                yield from (doc.plain(value) for _, value in block.pairs)


def under(document: doc.Document, heading: str) -> list[doc.Block]:
    """The blocks between a heading and the next."""
    names = [one.text if isinstance(one, doc.Heading) else None for one in document.blocks]
    start = names.index(heading) + 1
    end = next((at for at in range(start, len(names)) if names[at]), len(names))
    return list(document.blocks[start:end])


def table(document: doc.Document, caption: str) -> doc.Table:
    return next(
        one
        for one in document.blocks
        if isinstance(one, doc.Table) and one.caption.startswith(caption)
    )


@pytest.mark.parametrize("findings", EVERY, ids=lambda one: one.facts.practice_name)
def test_every_pack_has_every_section_and_no_empty_table(findings: PracticeFindings) -> None:
    document = data_pack(findings)
    assert [one.text for one in document.headings() if one.level == 2] == SECTIONS
    assert all(one.rows for one in document.blocks if isinstance(one, doc.Table))


@pytest.mark.parametrize("findings", EVERY, ids=lambda one: one.facts.practice_name)
def test_no_place_in_the_order_and_no_overall_score_is_given(findings: PracticeFindings) -> None:
    said = list(words(data_pack(replace(findings, row=replace(findings.row, order=98765)))))
    assert not [one for one in said if "98765" in one or "98,765" in one]
    scores = {one for one in said if "score" in one and "eprivation" not in one}
    assert all("gives no overall score" in one for one in scores)


def test_strengths_come_before_needs_and_each_says_when_and_from_where() -> None:
    document = data_pack(made.made_up_findings())
    order = [one.text for one in document.headings() if one.level == 3][:3]
    assert order == ["What is going well", "Where support may help", "What is missing"]
    (strengths,) = under(document, "What is going well")
    assert isinstance(strengths, doc.Bullets)
    assert str(strengths.items[0]).startswith("Rating by the regulator: Good on 1 October 2026.")
    for line in strengths.items[1:]:
        assert re.search(r"(in|on) .*\d{4}.*better than England \(.+\)\. \(S\d+\)$", str(line))


def test_all_sixteen_criteria_are_there_with_level_and_reason() -> None:
    findings = made.made_up_findings()
    document = data_pack(findings)
    levels = table(document, findings.rule_set.name)
    assert [doc.plain(row[1]) for row in levels.rows] == [
        doc.level_word(one.level) for one in findings.row.results
    ]
    assert len(levels.rows) == 16
    reasons = under(document, "Why each criterion has its level")[0]
    assert isinstance(reasons, doc.Bullets)
    read = [one for one in findings.row.results if one.level is not Level.NOT_JUDGED]
    assert 0 < len(read) < 16
    for line, one in zip(map(doc.plain, reasons.items), read, strict=True):
        assert line.startswith(f"{one.criterion.number}. {one.criterion.plain_name}. {one.reason}")


def test_a_judgement_carries_the_person_and_the_day() -> None:
    findings = made.made_up_findings()
    row = table(data_pack(findings), findings.rule_set.name).rows[8]
    assert row[2:] == ("Judged", "Not applicable", "3 October 2026, A. Made-up Person")


def test_every_source_that_is_cited_is_in_the_list_with_its_checksum() -> None:
    findings = made.made_up_findings()
    document = data_pack(findings)
    listed = under(document, "Sources and definitions")[0]
    assert isinstance(listed, doc.Bullets)
    lines = [doc.plain(one) for one in listed.items]
    cited = {mark for one in words(document) for mark in re.findall(r"\bS\d+\b", one)}
    assert cited - {"S3"} <= {line.partition(".")[0] for line in lines}
    starts = {line.removesuffix(".").rpartition(" ")[2] for line in lines}
    assert starts == {one.sha256[:12] for one in findings.releases}
    assert len(lines) == len(findings.releases)


def test_a_release_that_is_not_listed_is_cited_by_its_own_name() -> None:
    findings = replace(made.made_up_findings(), releases=())
    said = " ".join(words(data_pack(findings)))
    assert "gp-workforce/2026-09" in said


def test_a_practice_of_which_nothing_is_known_is_told_so_in_sentences() -> None:
    document = data_pack(made.nothing_known())
    said = " ".join(words(document))
    assert "everything has to be asked" in said
    assert "No payments have been published for this practice." in said
    assert "No other measures are held." in said
    assert "Every other measure had a figure" not in said
    assert not list(document.figures())[1:]
    captions = [one.caption for one in document.blocks if isinstance(one, doc.Table)]
    assert captions == [f"{made.nothing_known().rule_set.name}, version 1.0"]


def test_hidden_figures_are_not_known_with_their_reason_and_never_zero() -> None:
    document = data_pack(made.only_missing())
    tables = [one for one in document.blocks if isinstance(one, doc.Table)]
    assert not [one for one in tables if "other practices" in one.caption]
    told = under(document, "What is not known")[0]
    assert isinstance(told, doc.Bullets)
    assert told.items == made.only_missing().not_known
    unsaid = data_pack(replace(made.only_missing(), not_known=()))
    (told,) = under(unsaid, "What is not known")
    assert isinstance(told, doc.Bullets)
    assert any("hid this figure" in str(line) for line in told.items)


def test_a_single_point_is_told_and_not_drawn() -> None:
    told = under(data_pack(made.one_point()), "Change over time")
    assert len(told) == 1
    assert isinstance(told[0], doc.Bullets)
    assert all("so no trend" in str(line) for line in told[0].items)


def test_similar_practices_are_named_with_why_they_are_similar() -> None:
    blocks = under(data_pack(made.made_up_findings()), "Similar practices")
    assert isinstance(blocks[0], doc.Paragraph)
    assert "The most similar is Peer 1 Surgery" in str(blocks[0].words)
    assert isinstance(blocks[1], doc.Table)
    assert blocks[1].rows[2][-1] == "No data"


def test_a_pack_follows_the_same_measures_whatever_else_is_known() -> None:
    findings = made.made_up_findings()
    more = replace(findings.trends[0], indicator=indicator("patients_per_nurse"))
    assert data_pack(replace(findings, trends=(*findings.trends, more))) == data_pack(findings)


def test_only_some_series_are_drawn_and_the_rest_are_told() -> None:
    blocks = under(data_pack(made.made_up_findings()), "Change over time")
    assert isinstance(blocks[0], doc.Figures)
    assert isinstance(blocks[1], doc.Bullets)
    assert len(blocks[0].figures) == 4
    assert len(blocks[0].figures) + len(blocks[1].items) == len(made.made_up_findings().trends)
