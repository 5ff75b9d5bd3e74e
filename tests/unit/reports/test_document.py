"""A Document refuses what no renderer could set right."""

from datetime import date

import pytest

from mainstay.reports.document import (
    Column,
    Document,
    Heading,
    LevelMark,
    Link,
    Strong,
    Table,
    plain,
)
from mainstay.terms.levels import Level


def document(*blocks: Heading) -> Document:
    return Document("Title", "Subtitle", date(2026, 11, 1), synthetic=True, blocks=blocks)


def test_headings_may_go_down_one_level_and_up_any_number() -> None:
    made = document(Heading(2, "a"), Heading(3, "b"), Heading(4, "c"), Heading(2, "d"))
    assert [one.text for one in made.headings()] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("levels", [(3,), (2, 4), (1,)])
def test_a_skipped_level_is_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="skips a level"):
        document(*(Heading(level, "x") for level in levels))


def test_an_empty_cell_is_refused_because_a_blank_reads_as_nothing() -> None:
    with pytest.raises(ValueError, match="empty cell"):
        Table("Caption", (Column("A"), Column("B")), (("one", ""),))


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells"):
        Table("Caption", (Column("A"), Column("B")), (("one",),))


def test_plain_words_keep_what_a_shape_stands_for() -> None:
    words = ("See ", Strong("this"), " ", Link("page", "#x"), " ", LevelMark(Level.NO_DATA))
    assert plain(words) == "See this page No data"
    assert plain((LevelMark(Level.HIGH, short=True),)) == "H"
