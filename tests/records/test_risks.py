"""The register of risks: what is kept of each change, and who is told of whom."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Role
from mainstay.programme.engagement.risks import actions, queries
from mainstay.programme.engagement.risks.words import Said, Sort
from mainstay.terms.errors import MainstayError
from mainstay.terms.risks import offered
from tests.records.conftest import NOW
from tests.records.world import World, world

TODAY = NOW.date()
SAID = Said(
    kind=Sort.RISK,
    words="A practice does not pay.",
    cause="It pays the unit itself.",
    effect="The unit is out of pocket.",
    likelihood=2,
    impact=4,
    owner="Ada",
    response="Ask early.",
    review=TODAY + timedelta(days=30),
)
TYPED = {**vars(SAID), "review": "2026-12-02"}


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def there() -> World:
    return world()


@pytest.fixture
def lead(there):
    return there.own.people[Role.OFFICE_LEAD]


@pytest.fixture
def add(there, lead):
    def made(said: Said = SAID, **more):
        given = {"selection": None, "by": lead, "now": NOW, **more}
        return actions.add_risk(programme=there.own.programme, said=said, **given)

    return made


@pytest.fixture
def at(there):
    """The path of a page of the register."""

    def made(name: str, *parts: object) -> str:
        return reverse(name, args=[there.own.programme.pk, *parts])

    return made


def test_a_change_is_kept_beside_what_was_said_before(there, lead, add):
    risk = add()
    louder = replace(SAID, likelihood=5)
    actions.change_risk(risk=risk, said=louder, seen=1, by=lead, now=NOW)
    [held] = queries.register(there.own.programme)
    assert (held.now.number, held.now.score) == (2, 20)
    assert [one.likelihood for one in held.risk.versions.all()] == [2, 5]
    assert Entry.objects.filter(event__startswith="changed in the register").count() == 1


def test_two_people_change_one_risk_the_second_is_told(there, lead, add):
    risk = add()
    actions.change_risk(risk=risk, said=SAID, seen=1, by=lead, now=NOW)
    manager = there.own.people[Role.PROGRAMME_MANAGER]
    with pytest.raises(MainstayError, match="has changed this while you were writing"):
        actions.change_risk(risk=risk, said=SAID, seen=1, by=manager, now=NOW)


def test_the_second_keeps_the_words_and_may_save_them_then(there, lead, add, at, browser):
    risk = add()
    actions.change_risk(risk=risk, said=SAID, seen=1, by=lead, now=NOW)
    client = browser(there.own.people[Role.PROGRAMME_MANAGER])
    typed = {**TYPED, "response": "Write to them.", "seen": "1"}
    told = client.post(at("risk", risk.pk), typed)
    assert told.status_code == 422
    assert "Write to them." in told.content.decode()
    assert 'name="seen" value="2"' in told.content.decode()
    assert client.post(at("risk", risk.pk), {**typed, "seen": "2"}).status_code == 302


def test_closing_wants_a_reason_and_can_be_taken_back(there, lead, add):
    risk = add()
    settle = {"risk": risk, "by": lead, "now": NOW}
    with pytest.raises(MainstayError, match="Give the reason"):
        actions.settle_risk(closed=True, why=" ", seen=1, **settle)
    actions.settle_risk(closed=True, why="They paid.", seen=1, **settle)
    assert queries.register(there.own.programme)[0].now.closed
    actions.settle_risk(closed=False, why="They stopped.", seen=2, **settle)
    assert not queries.register(there.own.programme)[0].now.closed


def test_a_practice_of_another_programme_is_refused(there, add):
    with pytest.raises(MainstayError, match="is not a practice of"):
        add(selection=there.other.selection)


def test_what_a_source_offers_is_taken_once_and_says_where_it_is_from(
    there, lead, add, at, browser
):
    first = next(iter(offered().values()))
    client = browser(lead)
    assert first.words in words(client.get(at("risks")))
    answer = client.get(at("new-risk"), {"start": first.id})
    assert first.source in words(answer)
    made = add(offered=first.id)
    with pytest.raises(MainstayError, match="A colleague has put this into the register"):
        add(offered=first.id, by=there.own.people[Role.PROGRAMME_MANAGER])
    assert add(offered=first.id) == made  # one's own second press
    assert first.id not in [one.id for one in queries.still_offered(there.own.programme)]


def test_every_offered_entry_has_a_source_and_is_of_a_kind():
    assert {one.kind for one in offered().values()} == {"risk", "dependency"}
    assert all(one.source and one.cause and one.effect for one in offered().values())


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Grave", "Late"]),
        ({"sort": "review"}, ["Late", "Grave"]),
        ({"state": "overdue"}, ["Late"]),
        ({"state": "closed"}, ["Over"]),
        ({"state": ""}, ["Grave", "Late", "Over"]),
        ({"kind": "issue"}, []),
        ({"kind": "nonsense", "sort": "nonsense"}, ["Grave", "Late"]),
    ],
)
def test_filters_and_order(there, lead, add, at, browser, query, shown, monkeypatch):
    monkeypatch.setattr("mainstay.web.risks.views.localdate", lambda: TODAY)
    add(replace(SAID, words="Late", review=date(2026, 10, 1)))
    add(replace(SAID, words="Grave", impact=5))
    over = add(replace(SAID, words="Over"))
    actions.settle_risk(risk=over, closed=True, why="Done.", seen=1, by=lead, now=NOW)
    page = browser(lead).get(at("risks"), query).content.decode()
    rows = re.findall(r'<th scope="row"><a [^>]*>(\w+)</a>', page)
    assert rows == shown


def test_a_risk_is_not_found_by_another_programmes_number(there, add, browser):
    risk = add()
    client = browser(there.other.people[Role.OFFICE_LEAD])
    assert client.get(reverse("risk", args=[there.other.programme.pk, risk.pk])).status_code == 404


def test_a_form_with_holes_says_which(lead, at, browser):
    told = browser(lead).post(at("new-risk"), {"kind": "risk", "review": "soon"})
    assert told.status_code == 422
    for sentence in ("Name who looks after it", "Say what is done about it", "Enter a day"):
        assert sentence in words(told)
