"""The papers of a round by their addresses: whose they are, when there are any, and their bytes."""

import io

import docx
import pypdf
import pytest
from django.urls import reverse

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions
from mainstay.programme.assessment.models import StaffGroup
from tests.records.conftest import NOW
from tests.records.teams import agree_on, answer_all, ask, open_round

NAMES = ("session-guide", "conversation-guide", "one-page")
ONE = "pay-and-profit"


@pytest.fixture
def practice(found):
    return found(Kind.PRACTICE)


@pytest.fixture
def leader(practice, join):
    return join(practice, Role.PRACTICE_LEAD)


@pytest.fixture
def held(practice, leader):
    """Six answered alone; the team met and agreed on one statement."""
    made = open_round(practice, leader)
    links = ask(made, leader, {StaffGroup.NURSES: 6})[StaffGroup.NURSES]
    answer_all(links, [{ONE: step} for step in (1, 1, 1, 4, 4, 4)])
    closed = actions.close_round(team_round=made, by=leader, now=NOW)
    agree_on(closed, leader, {ONE: 2}, "Two wages were late.")
    return actions.finish_round(team_round=closed, met=NOW.date(), by=leader, now=NOW)


def paper(client, number, name, kind="pdf"):
    return client.get(reverse("round-paper", args=[number, name, kind]))


@pytest.mark.parametrize("name", NAMES)
def test_each_paper_comes_as_pdf_and_word_with_the_same_bytes_twice(held, leader, browser, name):
    client = browser(leader)
    for kind in ("pdf", "docx"):
        first, second = (paper(client, held.pk, name, kind) for _ in range(2))
        assert first.status_code == 200
        assert first["Content-Disposition"].startswith("attachment")
        assert f"{name}-{held.practice.code}.{kind}" in first["Content-Disposition"]
        assert first.content == second.content
    assert docx.Document(io.BytesIO(first.content)).paragraphs[0].text


def test_the_papers_tell_this_round(held, leader, browser):
    client = browser(leader)

    def told(name):
        pages = pypdf.PdfReader(io.BytesIO(paper(client, held.pk, name).content)).pages
        return " ".join(one.extract_text() for one in pages).replace("\n", " ")

    assert "Everybody: between “Not yet” and “How we work”, spread wide" in told("session-guide")
    visit = told("conversation-guide")
    assert "They add: “Two wages were late.”" in visit
    assert "spread wide" not in visit
    assert "6 people had answered alone" in told("one-page")
    assert held.practice.name in told("one-page")


def test_there_is_no_paper_while_people_answer_alone(practice, leader, browser):
    made = open_round(practice, leader)
    client = browser(leader)
    assert [paper(client, made.pk, name).status_code for name in NAMES] == [404, 404, 404]


def test_there_is_no_other_paper_and_no_other_shape(held, leader, browser):
    client = browser(leader)
    assert paper(client, held.pk, "other").status_code == 404
    assert paper(client, held.pk, "one-page", "exe").status_code == 404


def test_every_paper_is_the_practices_own_alone(held, found, join, browser):
    office = join(found(Kind.OFFICE), Role.OFFICE_LEAD)
    for name in NAMES:
        assert paper(browser(office), held.pk, name).status_code == 404


def test_the_pages_lead_to_the_papers(held, leader, browser):
    client = browser(leader)
    meeting = client.get(reverse("meeting", args=[held.pk])).content.decode()
    triangle = client.get(reverse("triangle", args=[held.pk])).content.decode()
    for kind in ("pdf", "docx"):
        assert reverse("round-paper", args=[held.pk, "session-guide", kind]) in meeting
        for name in NAMES[1:]:
            assert reverse("round-paper", args=[held.pk, name, kind]) in triangle
