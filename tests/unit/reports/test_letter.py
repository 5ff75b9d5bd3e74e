"""The letter to a chosen practice: its parties filled in, its words kind, its bytes the same."""

import io
import zipfile
from datetime import date

import pytest

from mainstay.reports.document import Bullets, Document, Heading, Note, plain
from mainstay.reports.letter import Addressed, Sender, bundle, letter
from mainstay.reports.word import write_word
from mainstay.terms.errors import DefinitionError
from mainstay.terms.letters import filled, letters

ON = date(2026, 11, 2)
TEMPLATE = letters()["selection"]
SENDER = Sender(
    office="Anyshire Office",
    programme="Resilience 2026",
    support_unit="Anyshire Support",
    area="Anyshire",
    starts=date(2026, 12, 1),
    ends=date(2027, 11, 30),
    contact="Ada Lead (01632 960001)",
    signed_by="Ada Lead",
)
JUDGING = ("failing", "poor", "worst", "inadequate", "underperform", "ranked")


def addressed(**more: object) -> Addressed:
    given = {
        "practice_name": "OLDMERE SURGERY",
        "practice_code": "Z00001",
        "reason": "Two partners retire in May {soon}.",
        "figures": ("Patients per GP",),
        "asked": False,
        "wave": None,
        **more,
    }
    return Addressed(**given)  # type: ignore[arg-type]


def written(**more: object) -> Document:
    return letter(TEMPLATE, SENDER, addressed(**more), ON, synthetic=True)


def said(document: Document) -> str:
    told = []
    for one in (*document.opening, *document.blocks):
        words = getattr(one, "words", None)
        lines = getattr(one, "lines", getattr(one, "items", ()))
        told += [plain(words)] if words else []
        told += [plain(line) for line in lines]
    return " ".join(told)


def test_every_party_is_filled_in() -> None:
    text = said(written())
    for word in (
        "OLDMERE SURGERY",
        "Resilience 2026",
        "Ada Lead (01632 960001)",
        "2 November 2026",
    ):
        assert word in text
    assert "{" not in text.replace("{soon}", "")


def test_it_says_why_what_next_what_not_and_whom_to_call() -> None:
    headings = [one.text for one in written().blocks if isinstance(one, Heading)]
    assert headings == [
        "Why we write to you",
        "What happens next",
        "What this will not be used for",
        "Who to call",
    ]


def test_the_offices_reason_stands_as_it_was_written() -> None:
    notes = [plain(one.words) for one in written().blocks if isinstance(one, Note)]
    assert notes == ["Two partners retire in May {soon}."]
    assert not [one for one in written(reason="").blocks if isinstance(one, Note)]


def test_figures_are_named_only_where_there_are_some() -> None:
    lists = [one.items for one in written().blocks if isinstance(one, Bullets)]
    assert ("Patients per GP",) in lists
    assert "published figures made us think" not in said(written(figures=()))


def test_a_practice_that_asked_is_told_so_and_its_wave() -> None:
    assert said(written()).count("You asked us for support") == 0
    told = said(written(asked=True, wave=("First wave", date(2027, 1, 4))))
    assert "You asked us for support" in told
    assert "First wave, which begins on 4 January 2027" in told


def test_its_own_words_judge_nobody() -> None:
    text = said(written(reason="", figures=())).lower()
    assert not [one for one in JUDGING if one in text]


def test_a_word_that_nobody_gives_is_an_error() -> None:
    with pytest.raises(DefinitionError, match="fee"):
        filled("The fee is {fee}.", {})


def test_the_bundle_is_the_same_twice_and_opens() -> None:
    word = write_word(written())
    files = [("letter-Z00001.docx", word), ("letter-Z00002.docx", word)]
    assert bundle(files, ON) == bundle(files, ON)
    with zipfile.ZipFile(io.BytesIO(bundle(files, ON))) as packed:
        assert packed.namelist() == ["letter-Z00001.docx", "letter-Z00002.docx"]
        assert packed.testzip() is None


def test_the_letter_has_an_author_and_a_day_of_review() -> None:
    assert TEMPLATE.author
    assert TEMPLATE.reviewed < TEMPLATE.next_review
