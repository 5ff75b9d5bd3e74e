"""Addresses kept from round to round: offered, taken away, and joined to no round."""

import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions
from mainstay.programme.assessment.models import Colleague, StaffGroup
from mainstay.programme.assessment.team.actions import keep_colleagues
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.teams import open_round, words

NURSES, MANAGERS = StaffGroup.NURSES, StaffGroup.MANAGERS
KEPT = {"ash@example.org": NURSES, "birch@example.org": NURSES, "cole@example.org": MANAGERS}


@pytest.fixture
def practice(found):
    return found(Kind.PRACTICE)


@pytest.fixture
def leader(practice, join):
    return join(practice, Role.PRACTICE_LEAD)


@pytest.fixture
def keep(practice, leader):
    return lambda people: keep_colleagues(practice=practice, people=people, by=leader, now=NOW)


@pytest.fixture
def begun(practice, leader):
    return open_round(practice, leader)


def kept() -> dict[str, str]:
    return dict(Colleague.objects.values_list("address", "group"))


def test_the_lead_keeps_those_who_are_asked_if_they_choose_to(begun, leader, browser):
    client, path = browser(leader), reverse("round-ask", args=[begun.pk])
    client.post(path, {"nurses": "ash@example.org"})
    assert kept() == {}
    client.post(path, {"nurses": "birch@example.org", "keep": "on"})
    assert kept() == {"birch@example.org": "nurses"}


def test_the_next_round_offers_them_ticked(keep, begun, leader, browser):
    keep(KEPT)
    client = browser(leader)
    page = client.get(reverse("round", args=[begun.pk])).content.decode()
    for one in KEPT:
        assert f'value="{one}" checked' in page
    assert 'name="keep" type="checkbox" checked' in page
    sent = {"kept_nurses": ["ash@example.org"], "nurses": "dale@example.org"}
    path = reverse("round-ask", args=[begun.pk])
    for told in ("2 people will get a link", "All of them are asked already."):  # pressed twice
        assert told in words(client.post(path, sent, follow=True))
    assert set(begun.asked.values_list("address", flat=True)) == {
        "ash@example.org", "dale@example.org",
    }  # fmt: skip
    page = client.get(reverse("round", args=[begun.pk])).content.decode()
    assert 'value="ash@example.org"' not in page
    assert 'value="birch@example.org" checked' in page
    assert len(kept()) == 3


def test_somebody_ticked_and_typed_elsewhere_is_told(keep, begun, leader, browser):
    keep(KEPT)
    sent = {"kept_nurses": ["ash@example.org"], "managers": "Ash@example.org"}
    answer = browser(leader).post(reverse("round-ask", args=[begun.pk]), sent)
    assert answer.status_code == 422
    assert "Ash@example.org is in another group too" in words(answer)
    sent = {"kept_nurses": ["stranger@example.org"]}
    answer = browser(leader).post(reverse("round-ask", args=[begun.pk]), sent)
    assert "stranger@example.org is not on your list any more" in words(answer)
    assert not begun.asked.exists()


def test_the_page_adds_moves_and_takes_away(practice, keep, leader, browser):
    keep(KEPT)
    client, path = browser(leader), reverse("team", args=[practice.pk])
    assert "Nurses and healthcare assistants: 2" in words(client.get(path))
    wrong = client.post(path, {"managers": "nobody"})
    assert (wrong.status_code, "is not an e-mail address" in words(wrong)) == (422, True)
    told = words(client.post(path, {"managers": "ASH@example.org elm@example.org"}, follow=True))
    assert "2 addresses kept." in told
    assert kept()["ash@example.org"] == MANAGERS
    left = Colleague.objects.get(address="birch@example.org")
    forget = reverse("team-forget", args=[practice.pk, left.pk])
    assert "birch@example.org is not kept" in words(client.post(forget, follow=True))
    assert client.post(forget).status_code == 302  # pressed twice
    assert "birch@example.org" not in kept()


def test_who_is_taken_away_is_still_asked_in_a_round_under_way(
    keep, begun, practice, leader, browser
):
    actions.ask(team_round=begun, people=KEPT, keep=True, by=leader, now=NOW)
    left = Colleague.objects.get(address="ash@example.org")
    browser(leader).post(reverse("team-forget", args=[practice.pk, left.pk]))
    assert begun.asked.filter(address="ash@example.org").exists()


def test_a_colleague_of_another_practice_is_out_of_reach(keep, found, join, leader, browser):
    keep(KEPT)
    far = found(Kind.PRACTICE, "NEWMERE SURGERY", "Z00002")
    other = join(far, Role.PRACTICE_LEAD, "far@example.org")
    left = Colleague.objects.first()
    browser(other).post(reverse("team-forget", args=[far.pk, left.pk]))
    assert len(kept()) == 3


def test_more_than_two_hundred_are_refused_and_nothing_is_half_done(keep, begun, leader):
    keep({f"{number}@example.org": NURSES for number in range(200)})
    with pytest.raises(MainstayError, match="more than 200"):
        actions.ask(
            team_round=begun, people={"new@example.org": NURSES}, keep=True, by=leader, now=NOW
        )
    assert not begun.asked.exists()


def test_the_log_names_nobody(keep, practice, leader, browser):
    keep(KEPT)
    left = Colleague.objects.first()
    browser(leader).post(reverse("team-forget", args=[practice.pk, left.pk]))
    told = [f"{one.subject} {one.details}" for one in Entry.objects.order_by("-number")[:2]]
    assert not [one for one in told if "@" in one]
