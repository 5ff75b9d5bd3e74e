"""The demo: what it holds, that it is made once, and that its doors open once and nowhere else."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

import mainstay
from mainstay.accounts.audit import problems
from mainstay.accounts.models import Entry, Person
from mainstay.accounts.roles import Kind, Role
from mainstay.cli.demo import making
from mainstay.cli.demo.resilience import COUNTED
from mainstay.cli.demo.ways_in import ways_in
from mainstay.cli.demo.words import MOVED, PLAYERS
from mainstay.programme.assessment.models import Round
from mainstay.programme.engagement.models import InformationRequest, Visit, VisitStep
from mainstay.programme.engagement.overview.queries import all_standings
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.visits.states import State as Visiting
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.models import Shared
from mainstay.programme.support.models import Gap, Offer, SupportRequest
from mainstay.programme.support.states import State as Supporting
from mainstay.terms.errors import MainstayError
from mainstay.web.doors.links import door_link
from tests.made_up import NOW
from tests.web.pages import pages_of

ADDRESSES = {"door"}


@pytest.fixture
def home(made_up_folder):
    with pages_of(made_up_folder):
        yield mainstay.open_home(made_up_folder)


@pytest.fixture
def somebody(found, join) -> Person:
    """A person with an address of the demo."""
    return join(found(Kind.SUPPORT_UNIT), Role.PROGRAMME_MANAGER, "dev@demo.example.org")


def path_of(person: Person) -> str:
    return "/" + door_link(person).split("/", 3)[3]


def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def test_it_stands_at_every_stage_with_something_late_and_is_not_made_twice(home):
    assert not making.is_there()
    making.require_room(home)
    programme = making.make(home, NOW)
    found = all_standings(programme, NOW.date())
    assert len(found) == 22
    assert {one.stage for one in found} == set(Stage)
    assert any(one.late for one in found)
    assert making.is_there()
    assert {one.state for one in Visit.objects.all()} == set(Visiting) - {Visiting.CANCELLED}
    assert "by the deadline" in Visit.objects.get(state=Visiting.WANTED).problem
    assert VisitStep.objects.filter(words=MOVED).count() == 1
    assert [bool(one.answer) for one in programme.referrals.order_by("at")] == [True, False]
    assert programme.intelligence.exists()
    due = [one.due for one in InformationRequest.objects.filter(state="practice")]
    assert min(due) < NOW.date()
    assert {one.state for one in SupportRequest.objects.all()} == set(Supporting)
    assert Offer.objects.count() == 6
    assert Gap.objects.count() == 3
    assert Round.objects.exclude(finished=None).count() == len(COUNTED) + 1
    assert Round.objects.filter(closed=None).count() == 1
    assert Round.objects.filter(finished=None).exclude(closed=None).count() == 1
    (counted,) = programme.counts.all()
    assert counted.rounds.count() == len(COUNTED)
    assert Shared.objects.filter(audience=Audience.OFFICE, ended=None).count() == 1
    assert {one.role for one in ways_in()} == {role.label for role in Role}
    assert list(problems()) == []
    times = list(Entry.objects.order_by("number").values_list("at", flat=True))
    assert max(times) <= NOW
    with pytest.raises(MainstayError, match="has records of its own"):
        making.require_room(home)


def test_nobody_of_it_could_be_real():
    assert all(one.email.endswith("@demo.example.org") for one in PLAYERS)


def test_a_home_with_records_of_its_own_is_refused(home, office):
    with pytest.raises(MainstayError, match="has records of its own"):
        making.require_room(home)


@dataclass
class Held:
    """A home with one release."""

    synthetic: bool
    path: str = "home"

    def releases(self) -> tuple[object, ...]:
        return (self,)


def test_a_home_that_holds_real_data_is_refused():
    with pytest.raises(MainstayError, match="holds real data"):
        making.require_room(Held(synthetic=False))


def test_a_door_opens_once(home, somebody):
    path, client = path_of(somebody), stranger()
    assert "Sign in as" in client.get(path).content.decode()
    assert client.get(path).status_code == 200  # looking does not use it up
    assert client.post(path).status_code == 302
    assert client.get(reverse("programmes")).status_code == 200
    assert stranger().get(path).status_code == 404
    assert stranger().post(path).status_code == 404


def test_there_is_no_door_where_anything_is_real(home, somebody, monkeypatch):
    monkeypatch.setattr("mainstay.web.doors.views.made_up", lambda: False)
    assert stranger().post(path_of(somebody)).status_code == 404


def test_there_is_no_door_for_anybody_else(home, found, join):
    other = join(found(), Role.OFFICE_LEAD, "lead@example.org")
    assert stranger().post(path_of(other)).status_code == 404


def test_a_door_with_another_persons_or_a_wrong_token_is_not_there(home, somebody):
    token = path_of(somebody).rstrip("/").rsplit("/", 1)[1]
    for number, given in (
        (somebody.pk, "x-y"),
        (somebody.pk + 1, token),
        (somebody.pk, token[:-1]),
    ):
        assert stranger().post(reverse("door", args=[number, given])).status_code == 404
