"""An area's pack shows its practices side by side, by name, with every level and no score."""

from dataclasses import replace
from datetime import date

import pytest

from mainstay.reports import document as doc
from mainstay.reports import html, typst_pdf
from mainstay.reports.area_pack import area_pack
from mainstay.terms.levels import Level
from tests.unit.reports import made_up_findings as made

LATE = made.made_up_findings("Z00001", "Zinnia Road")
EARLY = made.made_up_findings("Z00002", "Acorn House")


@pytest.fixture(scope="module")
def document() -> doc.Document:
    return area_pack([LATE, EARLY], "Eastmere")


def tables(document: doc.Document) -> list[doc.Table]:
    return [one for one in document.blocks if isinstance(one, doc.Table)]


def test_practices_stand_by_name_and_not_by_order(document: doc.Document) -> None:
    cover = tables(document)[0]
    assert [row[0] for row in cover.rows] == ["Acorn House (Z00002)", "Zinnia Road (Z00001)"]
    assert len(cover.columns) == 17
    letters = [doc.plain(one) for one in cover.rows[1][1:]]
    assert letters == [doc.LETTERS[one.level] for one in LATE.row.results]


def test_each_criterion_counts_every_practice_once(document: doc.Document) -> None:
    counts = tables(document)[1]
    assert next(row[0] for row in counts.rows) == "1. CQC: inadequate"
    for row, at in zip(counts.rows, range(16), strict=True):
        numbers = [int(str(cell)) for cell in row[1:]]
        assert sum(numbers) == 2
        place = list(Level).index(LATE.row.results[at].level)
        assert numbers[place] >= 1


def test_each_practice_has_its_summary_and_cites_the_common_list(document: doc.Document) -> None:
    page = html.page(document)
    assert page.count("What is going well") == 2
    assert page.index('id="practice-Z00002"') < page.index('id="practice-Z00001"')
    assert page.count("Checksum starts") == len(LATE.releases)
    assert f">{doc.level_word(Level.NO_DATA)}</span>" in page
    assert typst_pdf.pdf(document) == typst_pdf.pdf(area_pack([EARLY, LATE], "Eastmere"))


def test_an_area_of_nothing_or_of_two_days_is_refused() -> None:
    with pytest.raises(ValueError, match="no practice in Eastmere"):
        area_pack([], "Eastmere")
    with pytest.raises(ValueError, match="on one day"):
        area_pack([LATE, replace(EARLY, as_of=date(2025, 1, 1))], "Eastmere")
