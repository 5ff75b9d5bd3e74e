"""An office's own statements: kept in editions, and asked as they were when a round began."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions as rounds
from mainstay.programme.assessment import answering, queries
from mainstay.programme.assessment.models import OwnStatement, StaffGroup
from mainstay.programme.assessment.statements import actions
from mainstay.programme.assessment.statements import queries as statements
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.own_statements import OURS, other
from tests.records.teams import agree_on, answer_all, ask, open_round, words
from tests.records.world import side, world

NAME = "office-we-know-whom-to-call-when-a"
SHOWN = "added by own Local office"


@pytest.fixture
def own():
    return world().own


@pytest.fixture
def lead(own):
    return own.people[Role.OFFICE_LEAD]


@pytest.fixture
def add(own, lead):
    office = own.organisations[Kind.OFFICE]
    return lambda told=OURS: actions.add_statement(office=office, told=told, by=lead, now=NOW)


def began(own, *, together: bool = True):
    practice, leader = own.organisations[Kind.PRACTICE], own.people[Role.PRACTICE_LEAD]
    return open_round(practice, leader, together=together)


def newest(held: OwnStatement) -> int:
    return held.editions.last().pk


def names(found) -> set[str]:
    return {one.id for one in queries.framework_of(found).statements if one.office}


def test_a_round_asks_what_the_office_added_as_it_then_was(own, lead, add):
    before = began(own)
    held = add()
    assert names(before) == set()
    leader = own.people[Role.PRACTICE_LEAD]
    rounds.drop_round(team_round=before, by=leader, now=NOW)
    found = began(own)
    assert names(found) == {NAME}
    told = other("We know whom to ring.")
    actions.change_statement(statement=held, told=told, seen=newest(held), by=lead, now=NOW)
    assert queries.framework_of(found).statement(NAME).words == OURS["words"]
    rounds.drop_round(team_round=found, by=leader, now=NOW)
    later = began(own)
    assert queries.framework_of(later).statement(NAME).words == "We know whom to ring."


def test_another_offices_practices_are_not_asked(add):
    add()
    far = side("far", "Z0A", "Z00003")
    assert names(began(far)) == set()


def test_what_is_withdrawn_is_not_asked_and_can_be_brought_back(own, lead, add):
    held = add()
    actions.withdraw_statement(statement=held, seen=newest(held), by=lead, now=NOW)
    assert statements.records_for(own.organisations[Kind.PRACTICE], statements.framework()) == []
    actions.bring_back(statement=held, seen=newest(held), by=lead, now=NOW)
    assert names(began(own)) == {NAME}
    assert held.editions.count() == 3


def test_five_are_the_most_and_the_same_twice_is_one(own, lead, add):
    assert add() == add()
    added = [add(other(f"We have {one}.")) for one in ("tea", "coffee", "milk", "bread")]
    with pytest.raises(MainstayError, match="5 statements are the most"):
        add(other("We have jam."))
    actions.withdraw_statement(statement=added[0], seen=newest(added[0]), by=lead, now=NOW)
    add(other("We have jam."))
    with pytest.raises(MainstayError, match="5 statements are the most"):
        actions.bring_back(statement=added[0], seen=newest(added[0]), by=lead, now=NOW)


def test_ids_are_never_given_twice(own, add):
    held = add()
    far = side("far", "Z0A", "Z00003")
    other_lead = far.people[Role.OFFICE_LEAD]
    twin = actions.add_statement(
        office=far.organisations[Kind.OFFICE], told=OURS, by=other_lead, now=NOW
    )
    assert (held.name, twin.name) == (NAME, f"{NAME}-b")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"need": "love"}, "level, theme or area unknown"),
        ({"steps": ["One", "Two", "Three"]}, "has 3 steps"),
        ({"support": ["magic"]}, "no indicator or kind of support 'magic'"),
        ({"indicators": ["luck"]}, "no indicator or kind of support 'luck'"),
        ({"why": " "}, "does not say why"),
    ],
)
def test_what_does_not_fit_is_refused(add, wrong, said):
    with pytest.raises(MainstayError, match=said):
        add({**OURS, **wrong})
    assert not OwnStatement.objects.exists()


def test_a_statement_whose_theme_a_new_version_lacks_is_not_asked(own, add, browser, lead):
    held = add()
    edition = held.editions.last()
    edition.record["theme"] = "weather"
    edition.save()
    assert names(began(own)) == set()
    path = reverse("own-statements", args=[own.organisations[Kind.OFFICE].pk])
    assert "has no such level or theme any more" in words(browser(lead).get(path))


def test_pages_and_papers_show_whose_it_is(own, add, browser):
    add()
    leader = own.people[Role.PRACTICE_LEAD]
    found = began(own, together=False)
    links = ask(found, leader, {StaffGroup.NURSES: 5})[StaffGroup.NURSES]
    told = words(browser(None).get(reverse("answer-need", args=[links[0], "physical"])))
    assert f"{OURS['words']} ({SHOWN})" in told
    assert "41 short questions" in words(browser(None).get(reverse("answer", args=[links[0]])))
    answering.answer(links[0], steps={NAME: 1})
    answer_all(links, [{NAME: step} for step in (1, 1, 1, 4, 4)])
    found = rounds.close_round(team_round=found, by=leader, now=NOW)
    agree_on(found, leader, {NAME: 2}, "We said so.")
    client = browser(leader)
    for name in ("meeting", "triangle"):
        assert f"{OURS['words']} ({SHOWN})" in words(client.get(reverse(name, args=[found.pk])))
    assert SHOWN in words(client.get(reverse("meeting-agree", args=[found.pk, NAME])))
    for name in ("session-guide", "conversation-guide", "one-page"):
        given = client.get(reverse("round-paper", args=[found.pk, name, "docx"])).getvalue()
        text = zipfile.ZipFile(io.BytesIO(given)).read("word/document.xml").decode()
        assert SHOWN in text, name


def form(**more) -> dict:
    steps = {f"step_{place}": step for place, step in enumerate(OURS["steps"], start=1)}
    return {**{name: one for name, one in OURS.items() if name != "steps"}, **steps, **more}


def test_the_lead_adds_changes_and_withdraws_on_pages(own, lead, browser):
    client, office = browser(lead), own.organisations[Kind.OFFICE]
    new = reverse("own-statement-new", args=[office.pk])
    faulty = client.post(new, form(step_4=OURS["steps"][0], words=""))
    assert faulty.status_code == 422
    assert "Write the statement" in words(faulty)
    assert "Two steps say the same" in words(faulty)
    long = words(client.post(new, form(why="x" * 659, step_2="y" * 301)))
    assert "Why it matters: use 400 letters or fewer. It has 659." in long
    assert "Step 2: use 300 letters or fewer. It has 301." in long
    client.post(new, form())
    held = OwnStatement.objects.get()
    change = reverse("own-statement-change", args=[office.pk, held.pk])
    hard = "Organisational sustainability necessitates collaborative anticipation."
    seen = newest(held)
    told = words(client.get(reverse("own-statements", args=[office.pk])))
    assert "A reader needs to be about" not in told
    client.post(change, form(words=hard, seen=seen))
    told = words(client.get(reverse("own-statements", args=[office.pk])))
    assert "A reader needs to be about" in told
    stale = client.post(change, form(seen=seen))
    assert stale.status_code == 422
    assert "changed this statement while you were writing" in words(stale)
    assert f"It says now: {hard}" in words(stale)
    assert OURS["words"] in stale.content.decode()
    again = {"seen": re.search(r'name="seen" value="(\d+)"', stale.content.decode())[1]}
    assert client.post(change, form(**again)).status_code == 302
    withdraw = reverse("own-statement-withdraw", args=[office.pk, held.pk])
    assert "changed this statement" in words(client.post(withdraw, {"seen": seen}, follow=True))
    told = words(client.post(withdraw, {"seen": newest(held)}, follow=True))
    assert "You can bring it back below." in told
    back = reverse("own-statement-back", args=[office.pk, held.pk])
    assert "It is asked again." in words(client.post(back, {"seen": newest(held)}, follow=True))


def test_one_offices_page_changes_nothing_of_another(own, lead, add, browser):
    held = add()
    far = side("far", "Z0A", "Z00003")
    path = reverse("own-statement-change", args=[far.organisations[Kind.OFFICE].pk, held.pk])
    assert browser(lead).get(path).status_code == 404
