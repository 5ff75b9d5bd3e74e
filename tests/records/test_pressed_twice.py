"""A double press acts once and is no error; a second save on an old page is told, and keeps."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Role
from mainstay.programme.engagement.commitments import actions as commitments
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.programme.engagement.models import InformationRequest, Risk, RiskVersion
from mainstay.programme.engagement.requests import actions as requests
from mainstay.programme.engagement.requests.states import State as Asked
from mainstay.programme.engagement.risks import actions as risks
from mainstay.programme.engagement.risks.words import Said, Sort
from mainstay.programme.engagement.visits import actions as visits
from mainstay.programme.engagement.visits import queries
from mainstay.programme.engagement.visits.keeping import actions as keeping
from mainstay.programme.engagement.visits.states import Part, State
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.visits import timed, want
from tests.records.test_visits import link, words
from tests.records.world import Side, world

DUE = NOW.date() + timedelta(days=14)
RISK = Said(
    kind=Sort.RISK, words="A manager leaves.", cause="", effect="", likelihood=2, impact=3,
    owner="Ann", response="Two know each practice.", review=DUE,
)  # fmt: skip


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def manager(own):
    return own.people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def visit(own, manager):
    return timed(want(own, manager, "readiness"), manager, 30)


def pressed(action, **given) -> tuple[object, object, int]:
    """What two presses on the same page gave, and how much the second wrote in the log."""
    first = action(**given)
    written = Entry.objects.count()
    return first, action(**given), Entry.objects.count() - written


def test_every_way_of_a_visit(own, manager, visit):
    lead = own.people[Role.PRACTICE_LEAD]
    later = {"starts": NOW + timedelta(days=40), "words": "Ann is ill."}
    ways = (
        (visits.offer_visit, manager, {}),
        (visits.confirm_visit, lead, {"by_link": False}),
        (visits.move_visit, manager, later),
        (visits.decline_visit, lead, {"words": "Not then.", "by_link": False}),
        (visits.cancel_visit, manager, {"words": "Snow."}),
    )
    for action, by, more in ways:
        seen = queries.seen_now(visit)
        first, second, written = pressed(action, visit=visit, seen=seen, by=by, now=NOW, **more)
        assert (first, written) == (second, 0), action
    assert visit.steps.count() == 2 + len(ways)


def test_another_persons_press_is_no_second_press(own, manager, visit):
    seen = visit.seen
    visits.offer_visit(visit=visit, seen=seen, by=manager, now=NOW)
    other = own.people[Role.OFFICE_LEAD]
    with pytest.raises(MainstayError, match="has changed"):
        visits.offer_visit(visit=visit, seen=seen, by=other, now=NOW)


def test_a_no_by_the_link_pressed_twice(own, manager, visit, browser):
    visits.offer_visit(visit=visit, seen=visit.seen, by=manager, now=NOW)
    path, client = link("practice-lead@own.example.org"), browser(None)
    data = {"seen": queries.seen_now(visit), "no": "1", "words": "Not then."}
    for _ in range(2):
        assert "You will be offered another time." in words(client.post(path, data))
    assert visit.steps.filter(state=State.WANTED).count() == 2  # when it was made, and now
    assert client.get(path).status_code == 404


def test_a_visit_that_is_planned_already_is_said_in_words(own, manager, browser):
    path = reverse("visits", args=[own.selection.pk])
    data = {"kind": "readiness", "deadline": DUE.isoformat()}
    client = browser(manager)
    assert client.post(path, data).status_code == 302
    assert "That visit is planned already" in words(client.post(path, data))


def test_a_week_that_somebody_else_has_changed(own, browser):
    path = reverse("practice-days", args=[own.selection.pk])
    seen = queries.week_seen(own.selection.practice)
    mornings = [Part.MORNING] * 5
    lead = own.people[Role.PRACTICE_LEAD]
    keeping.keep_week(selection=own.selection, parts=mornings, seen=seen, by=lead, now=NOW)
    client = browser(own.people[Role.PRACTICE_STAFF])
    data = {f"day{day}": "none" for day in range(5)} | {"seen": seen}
    told = client.post(path, data)
    assert told.status_code == 422
    assert "Somebody has changed this week since you opened it." in words(told)
    assert told.content.decode().count('value="none" selected') == 5
    again = re.search(r'name="seen" value="([^"]+)"', told.content.decode())[1]
    assert client.post(path, {**data, "seen": again}).status_code == 302
    assert queries.week(own.selection.practice) == [Part.NONE] * 5
    assert client.post(path, {**data, "seen": again}).status_code == 302  # a second press


def test_ones_own_week_by_page(manager, browser):
    client, path = browser(manager), reverse("calendar")
    data = {f"day{day}": "morning" for day in range(5)} | {"seen": queries.week_seen(manager)}
    assert client.post(path, data).status_code == 302
    assert queries.week(manager) == [Part.MORNING] * 5


@pytest.mark.parametrize("first", [Asked.HELD, Asked.OFFICE])
def test_a_request(own, manager, first):
    given = {
        "selection": own.selection, "item": "", "what": "The rota", "why": "To see the week.",
        "minutes": 20, "due": DUE, "first": first, "words": "On the wall.", "by": manager,
        "now": NOW,
    }  # fmt: skip
    made, again, written = pressed(requests.ask, **given)
    assert (made, written) == (again, 0)
    if first == Asked.OFFICE:
        given = {"request": made, "seen": Asked.OFFICE, "by": own.people[Role.OFFICE_LEAD]}
        said, same, written = pressed(requests.pass_on, **given, words="Not here.", now=NOW)
        assert (said, written) == (same, 0)
        with pytest.raises(MainstayError, match="While you were writing"):
            requests.pass_on(**given, words="Something else.", now=NOW)
    assert InformationRequest.objects.count() == 1


def test_a_commitment(own, manager):
    given = {
        "selection": own.selection, "number": 1, "keeping": Keeping.KEPT, "words": "They came.",
        "seen": 0, "by": manager, "now": NOW,
    }  # fmt: skip
    first, second, written = pressed(commitments.say, **given)
    assert (first, written) == (second, 0)


def test_a_risk(own, manager):
    who = {"by": manager, "now": NOW}
    given = {"programme": own.programme, "selection": None, "said": RISK}
    made, again, _ = pressed(risks.add_risk, **given, **who)
    assert (made, Risk.objects.count()) == (again, 1)
    changed = replace(RISK, likelihood=5)
    first, second, written = pressed(risks.change_risk, risk=made, said=changed, seen=1, **who)
    assert (first, written) == (second, 0)
    closing = {"risk": made, "closed": True, "why": "She stays.", "seen": 2}
    first, second, written = pressed(risks.settle_risk, **closing, **who)
    assert (first, written) == (second, 0)
    assert RiskVersion.objects.count() == 3
    assert risks.add_risk(**given, **who) != made  # it was closed since: this is another


def test_a_reason_for_closing_is_kept_and_can_be_saved_again(own, manager, browser):
    made = risks.add_risk(programme=own.programme, selection=None, said=RISK, by=manager, now=NOW)
    changed = replace(RISK, likelihood=5)
    risks.change_risk(risk=made, said=changed, seen=1, by=manager, now=NOW)
    path = reverse("settle-risk", args=[own.programme.pk, made.pk])
    client = browser(own.people[Role.OFFICE_LEAD])
    data = {"closed": "True", "why": "She stays.", "seen": "1"}
    told = client.post(path, data)
    assert told.status_code == 422
    assert "She stays." in told.content.decode()
    assert 'name="seen" value="2"' in told.content.decode()
    assert client.post(path, {**data, "seen": "2"}).status_code == 302
