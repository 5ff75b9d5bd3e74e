"""The papers of a round: what they say, what they never say, and that they fit."""

import io
from collections.abc import Callable
from dataclasses import replace

import docx
import pypdf
import pytest

from mainstay.analysis import triangle
from mainstay.analysis.shown_answers import shown
from mainstay.reports import document as doc
from mainstay.reports import html, typst_pdf
from mainstay.reports.conversation_guide import conversation_guide
from mainstay.reports.session_guide import PARTS, session_guide, to_talk
from mainstay.reports.team_round import NOT_SURE, TeamRound
from mainstay.reports.triangle_page import triangle_page
from mainstay.reports.triangle_picture import described, triangle_picture
from mainstay.reports.word import write_word
from mainstay.terms.reading import grade, sentences_of, words_of
from mainstay.terms.standing import Standing
from mainstay.terms.support import support_kinds
from tests.unit.reports import made_up_round as made

Paper = Callable[[TeamRound], doc.Document]
PAPERS: dict[str, Paper] = {
    "session": session_guide,
    "visit": conversation_guide,
    "page": triangle_page,
}
ROUNDS = {
    "before": made.before,
    "after": made.after,
    "together": made.together,
    "too few": made.too_few,
}
MOST_WORDS = 20  # of a sentence
ALONE = (", mostly alike", ", spread wide", *made.GROUPS.values())  # how answers alone are told


def levels(held: TeamRound) -> tuple[triangle.LevelStanding, ...]:
    return triangle.levels(held.framework, held.steps)


def pages(document: doc.Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(typst_pdf.pdf(document)))


def whole(document: doc.Document) -> str:
    return " ".join(made.said(document))


@pytest.mark.parametrize("held", ROUNDS.values(), ids=list(ROUNDS))
@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_each_paper_says_that_it_is_made_up_in_every_shape(
    paper: Paper, held: Callable[[], TeamRound]
) -> None:
    document = paper(held())
    assert doc.MADE_UP in html.page(document)
    for one in pages(document).pages:
        assert doc.MADE_UP in one.extract_text()
    word = docx.Document(io.BytesIO(write_word(document)))
    assert doc.MADE_UP in word.sections[0].header.paragraphs[0].text
    assert doc.MADE_UP not in html.page(paper(replace(held(), synthetic=False)))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_the_same_round_has_the_same_bytes(paper: Paper) -> None:
    for write in (typst_pdf.pdf, write_word):
        assert write(paper(made.after())) == write(paper(made.after()))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_print_is_tagged_and_its_picture_has_words(paper: Paper) -> None:
    root = pages(paper(made.after())).trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert all(one.alternative for one in paper(made.after()).figures())


def test_the_picture_says_each_level_and_hope_in_words() -> None:
    found = levels(made.after())
    assert described(found, "We look ahead.") == (
        "The triangle from the ground up: Physical is secure; Security is not yet; Social is not "
        "yet; Esteem is not yet; Self-actualisation is not known. Beneath it lies hope: We look "
        "ahead."
    )
    figure = triangle_picture(found)
    for one in found:
        assert f">{one.need.name}</text>" in figure.svg
    assert figure.svg.index(">Self-actualisation<") < figure.svg.index(">Physical<")


def test_each_standing_looks_different_without_colour() -> None:
    """By how light its filling is, or by its line."""
    looks = set()
    for standing in Standing:
        one = replace(levels(made.after())[0], standing=standing)
        polygon = triangle_picture([one]).svg.split("<polygon")[1].split("/>")[0]
        fill = polygon.split('fill="')[1][:7].rstrip('"')
        red = int(fill[1:3], 16) if len(fill) == 7 else 255
        looks.add((red // 64, "dasharray" in polygon))
    assert len(looks) == len(Standing)


def test_only_what_is_not_known_has_a_broken_line() -> None:
    """As the words beneath the picture say; hope is no such thing."""
    known = [one for one in levels(made.after()) if one.standing is not Standing.NOT_KNOWN]
    assert "dasharray" not in triangle_picture(known).svg


def test_the_page_is_one_page_however_much_it_holds() -> None:
    long = "THE VERY LONG NAMED SURGERY AND HEALTH CENTRE OF NORTH AND SOUTH ANYSHIRE VILLAGES"
    every = dict.fromkeys(made.NAMES, 4)
    behind = dict.fromkeys(made.NAMES, 1)
    half = {name: 4 if place % 2 else 1 for place, name in enumerate(made.NAMES)}
    for steps in ({}, every, behind, half):
        for held in (made.after(), made.together(), replace(made.after(), met=None)):
            document = triangle_page(replace(held, steps=steps, practice=long))
            assert len(pages(document).pages) == 1


def test_the_page_has_strengths_where_to_begin_and_abilities() -> None:
    told = whole(triangle_page(made.after()))
    for one in triangle.strengths(made.FRAMEWORK, made.after().steps)[:6]:
        assert one.words in told
    assert "And 3 more" in told
    assert "The team met on 20 November 2026 and agreed this. 12 people" in told
    assert "Respond" in told
    assert "Anticipate" in told
    assert "There was no meeting" in whole(triangle_page(replace(made.after(), met=None)))


def test_the_meeting_takes_ninety_minutes() -> None:
    assert [one.minutes for one in PARTS] == [10, 10, 45, 15, 10]
    assert "about 15 minutes each" in whole(session_guide(made.before()))


def test_the_meeting_talks_of_what_differs_most() -> None:
    first, second, third = (one.id for one in to_talk(made.before()))
    assert (first, second) == (made.APART, made.WIDE)
    assert third == made.NAMES[1]  # all are alike; nothing is shown of the first
    told = whole(session_guide(made.before()))
    assert "Nurses: how we work, mostly alike" in told
    assert "Reception and administration: not yet, mostly alike" in told


def test_the_meeting_talks_of_five_statements_at_most() -> None:
    wide = [
        replace(one, steps=dict.fromkeys(made.NAMES, 1 if place < 6 else 4))
        for place, one in enumerate(made.sheets())
    ]
    held = replace(made.before(), released=shown(wide, made.NAMES))
    assert len(to_talk(held)) == 5
    assert "about 9 minutes each" in whole(session_guide(held))


def test_nothing_is_invented_where_too_few_answered() -> None:
    """Of a statement, of the whole team, or where nobody answered alone."""
    assert made.released().statements[made.FEW] == ()
    one = made.FRAMEWORK.statement(made.FEW)
    assert one is not None
    assert one not in to_talk(made.before())
    for held in (made.too_few(), made.together()):
        told = whole(session_guide(held))
        assert not [one for one in ALONE if one in told]
        assert [each.id for each in to_talk(held)] == made.NAMES[:5]
    assert "too few to show anything" in whole(session_guide(made.too_few()))


def test_a_visitor_reads_nothing_that_was_said_alone() -> None:
    """The same of two teams that differ nowhere, answered differently and agreed the same."""
    told = whole(conversation_guide(made.after()))
    assert not [one for one in (*ALONE, *made.FRAMEWORK.hope.steps) if one in told]
    papers = []
    for step in (1, 4):
        same = [replace(one, steps=dict.fromkeys(made.NAMES, step)) for one in made.sheets()]
        held = replace(made.after(), released=shown(same, made.NAMES))
        papers.append(conversation_guide(held))
    assert papers[0] == papers[1] == conversation_guide(replace(made.after(), released=None))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_nobodys_own_words_are_printed(paper: Paper) -> None:
    assert made.released().words
    assert made.SECRET not in whole(paper(made.after()))
    assert made.SECRET not in whole(paper(made.before()))


def test_a_visitor_hears_first_what_is_firm_then_level_by_level_from_the_ground() -> None:
    headings = [one.text for one in conversation_guide(made.after()).headings()]
    order = ["How to open", "First, what is firm", "Physical: getting through today"]
    order += ["Self-actualisation: shaping what comes next", "What helps", "What not to do", "Hope"]
    places = [headings.index(one) for one in order]
    assert places == sorted(places)
    told = whole(conversation_guide(made.after()))
    one = made.FRAMEWORK.statement(made.APART)
    assert one is not None
    assert f"“{one.steps[1]}” They add: “The front desk hears of changes last.”" in told


def test_a_visitor_reads_of_the_help_for_what_to_begin_with() -> None:
    held = made.after()
    told = whole(conversation_guide(held))
    found = triangle.to_begin_with(made.FRAMEWORK, held.steps, released=held.released)
    assert found
    for one in found:
        for kind in one.support:
            assert support_kinds()[kind].name in told


def test_published_figures_are_asked_about_only_if_given() -> None:
    asked = "You say that access is good, and the survey suggests less. What do you make of it?"
    assert "Published figures" not in whole(conversation_guide(made.after()))
    assert asked in whole(conversation_guide(made.after(), figures=[asked]))


def test_a_visitor_gets_no_score() -> None:
    """No figures of the team: only times of day, dates and steps to number."""
    told = whole(conversation_guide(replace(made.after(), met=None)))
    assert "%" not in told
    assert " of 9" not in told
    assert "Do not give scores" in told


@pytest.mark.parametrize("held", ROUNDS.values(), ids=list(ROUNDS))
@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_the_words_are_plain(paper: Paper, held: Callable[[], TeamRound]) -> None:
    told = [one for words in made.said(paper(held())) for one in sentences_of(words)]
    assert grade(told) < 6
    long = [one for one in told if len(words_of(one)) > MOST_WORDS and "lies hope" not in one]
    assert long == []


def test_there_is_room_to_write_in_word_and_on_the_page() -> None:
    document = session_guide(made.before())
    asked = sum(len(one.begins) for one in document.blocks if isinstance(one, doc.Space))
    word = docx.Document(io.BytesIO(write_word(document)))
    assert sum(one.style.name == "Space" for one in word.paragraphs) == asked
    assert html.page(document).count('class="report-space"') == sum(
        isinstance(one, doc.Space) for one in document.blocks
    )


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_an_empty_triangle_is_no_good_news(paper: Paper) -> None:
    """Nothing is behind, because nothing is known; or because all is well."""
    held = made.after()
    little = "Too little is known to say where to begin"
    assert little in whole(paper(replace(held, steps={})))
    well = whole(paper(replace(held, steps=dict.fromkeys(made.NAMES, 3))))
    assert little not in well
    assert "Nothing that is known is below “Mostly”." in well


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_where_less_than_half_is_known_what_to_begin_with_says_so(paper: Paper) -> None:
    part = replace(made.after(), steps=dict.fromkeys(made.NAMES[:5], 2))
    assert NOT_SURE in whole(paper(part))
    assert NOT_SURE not in whole(paper(made.after()))
