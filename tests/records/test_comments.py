"""A practice's comment stands beside its figure until it is taken back, for who may see it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.engagement import queries as journeys
from mainstay.programme.engagement.comments import actions, policies, queries
from mainstay.programme.engagement.tasks import TASKS
from mainstay.reports import document as doc
from mainstay.reports.data_pack import data_pack
from mainstay.reports.html import page
from mainstay.terms.comments import Comment, Reply
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables import SEE_JOURNEY
from tests.records.tables.packs import FIGURE, issue, say
from tests.records.test_packs import words
from tests.records.world import Side, world
from tests.unit.reports.made_up_findings import made_up_findings

CODE = "Z00001"
LATER = NOW + timedelta(days=3)


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def lead(own):
    return own.people[Role.PRACTICE_LEAD]


@pytest.fixture
def comment(own, lead):
    return say(own, lead, "We merged in May.")


def test_it_stands_beside_the_figure_without_a_name(comment, lead):
    (held,) = queries.beside(CODE)
    assert (held.indicator_id, held.period, held.words) == (
        FIGURE,
        "2026-09-01",
        "We merged in May.",
    )
    assert lead.name not in str(held)
    assert held.on == NOW.date()


def test_it_stands_beside_the_figure_in_the_list_of_every_practice(comment, lead):
    read = queries.read_on_indicator
    assert read(lead, FIGURE) == {CODE: queries.beside(CODE)}
    assert read(lead, "another") == {}
    assert read(lead, FIGURE, NOW.date() - timedelta(days=1)) == {}


def test_another_practice_has_none(comment):
    assert queries.beside("Z00002") == ()


def test_the_same_words_again_are_the_same_comment(own, lead, comment):
    assert say(own, lead, " We merged in May. ") == comment
    with pytest.raises(MainstayError, match="Write what you want to say"):
        say(own, lead, "  ")


def test_the_office_is_told_and_has_a_task_until_it_answers(own, comment):
    office = own.people[Role.OFFICE_MEMBER]
    assert office.notices.get().subject == "own Practice has commented on a figure"
    assert not TASKS["answer-comments"](journeys.journey(own.selection.pk)).done
    actions.reply(comment=comment, words="We have told the publisher.", by=office, now=LATER)
    assert TASKS["answer-comments"](journeys.journey(own.selection.pk)).done
    (held,) = queries.beside(CODE)
    assert held.replies == (Reply("the office", "We have told the publisher.", LATER.date()),)
    assert own.people[Role.PRACTICE_LEAD].notices.filter(subject="Your comment has an answer")


def test_no_comment_is_no_task(own):
    assert TASKS["answer-comments"](journeys.journey(own.selection.pk)) is None


def test_new_words_want_a_new_answer_and_the_old_ones_are_kept(own, lead, comment):
    office = own.people[Role.OFFICE_MEMBER]
    actions.reply(comment=comment, words="We see.", by=office, now=NOW)
    actions.change(comment=comment, words="We merged in June.", seen=1, by=lead, now=LATER)
    assert not TASKS["answer-comments"](journeys.journey(own.selection.pk)).done
    assert [one.words for one in comment.versions.all()] == [
        "We merged in May.",
        "We merged in June.",
    ]
    assert queries.beside(CODE)[0].words == "We merged in June."


def test_as_known_on_a_day(lead, comment):
    assert queries.beside(CODE, NOW.date() - timedelta(days=1)) == ()
    actions.change(comment=comment, words="We merged in June.", seen=1, by=lead, now=LATER)
    assert queries.beside(CODE, NOW.date())[0].words == "We merged in May."
    actions.withdraw(comment=comment, reason="It was us.", by=lead, now=LATER)
    assert queries.beside(CODE) == ()
    assert queries.beside(CODE, NOW.date())[0].words == "We merged in May."


def test_two_of_the_practice_at_once(own, lead, comment, browser):
    staff = own.people[Role.PRACTICE_STAFF]
    assert not policies.can_change(staff, comment)
    mine = say(own, staff, "The list was cleaned.")
    actions.change(comment=mine, words="It was cleaned in March.", seen=1, by=lead, now=LATER)
    path = reverse("change-comment", args=[own.selection.pk, mine.pk])
    told = browser(staff).post(path, {"words": "It was cleaned in April.", "seen": "1"})
    assert told.status_code == 422
    assert "It says now: It was cleaned in March." in words(told)
    assert "It was cleaned in April." in told.content.decode()
    again = {"words": "It was cleaned in April.", "seen": "2"}
    assert browser(staff).post(path, again).status_code == 302


def test_taking_it_back_wants_a_reason(own, lead, comment, browser):
    path = reverse("withdraw-comment", args=[own.selection.pk, comment.pk])
    assert "Say why you take it back" in words(browser(lead).post(path, {"reason": " "}))
    said = browser(lead).post(path, {"reason": "It was us."}, follow=True)
    assert "Taken back" in words(said)
    assert browser(lead).get(path).status_code == 404


def test_on_a_figure_of_the_pack_by_page(own, lead, browser):
    issue(own, own.people[Role.ANALYST])
    page_of_pack = browser(lead).get(reverse("engagement-pack", args=[own.selection.pk]))
    path = reverse("comment-on", args=[own.selection.pk, FIGURE])
    assert f"{path}?period=" in page_of_pack.content.decode()
    assert browser(lead).get(f"{path}?pack=1&period=1999").status_code == 404
    from mainstay.programme.engagement.packs.queries import figures

    figure = next(one for one in figures(own.selection.packs.get()) if one["indicator"] == FIGURE)
    path = f"{path}?pack=1&period={figure['period']}"
    assert "Nobody else sees it." in words(browser(lead).get(path))
    assert "Write what you want to say" in words(browser(lead).post(path, {"words": ""}))
    said = browser(lead).post(path, {"words": "It leaves out our branch."}, follow=True)
    assert "It leaves out our branch." in words(said)
    assert figure["text"] in words(said)
    assert own.selection.comments.get().pack.number == 1


def test_the_next_pack_has_it_beside_the_figure():
    findings = made_up_findings()
    figure = next(one.figure for one in findings.comparisons if one.figure.indicator.id == FIGURE)
    reply = Reply("the office", "We have told the publisher.", LATER.date())
    said = Comment(CODE, FIGURE, "2019-20", "9,312", "We merged in May.", NOW.date(), (reply,))
    made = data_pack(findings, [said])
    cells = [doc.plain(cell) for one in made.blocks if isinstance(one, doc.Table)
             for row in one.rows for cell in row]  # fmt: skip
    assert any("comment 1" in cell for cell in cells)
    told = page(made)
    assert "We merged in May." in told
    assert "The office answered on 5 November 2026" in told
    assert "in April 2019 to March 2020" in told
    assert figure.period != "2019-20"
    assert "comment 1" not in page(data_pack(findings))


def test_a_comment_says_when_it_was_on_an_earlier_figure():
    said = Comment(CODE, FIGURE, "2024-25", "9,312", "We merged.", NOW.date())
    assert said.is_earlier("2025-26")
    assert not said.is_earlier("2024-25")


def test_only_who_sees_the_journey_reads_what_the_practice_says():
    """A comment tells that a programme helps the practice."""
    there = world()
    say(there.own, there.own.people[Role.PRACTICE_LEAD], "We have merged.")
    sees = {cell for cell, _, person in there.cells() if queries.read_beside(person, CODE)}
    assert sees == {f"{role} there" for role in SEE_JOURNEY}
