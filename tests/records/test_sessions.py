"""Staying signed in: how long, where, and what asks again who is there."""

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from mainstay.accounts import actions
from mainstay.accounts.models import Entry, Invitation
from mainstay.accounts.roles import Role
from mainstay.web.people import visits
from tests.records.conftest import NOW, PASSWORD
from tests.records.test_pages import words

YOU, AGAIN = "/you/", "/sign-in/again/"
INVITED = {"email": "new@example.org", "role": Role.OFFICE_MEMBER.value}


def earlier(client: Client, seconds: float, *names: str) -> None:
    """As if what the session notes had happened long ago."""
    session = client.session
    for name in names:
        session[name] -= seconds
    session.save()


def stale(client: Client) -> Client:
    """As if the person had shown who it is an hour ago."""
    session = client.session
    for one in session["account_authentication_methods"]:
        one["at"] -= 3600
    session.save()
    return client


def test_signing_out_everywhere_keeps_only_the_browser_that_asks(lead, browser):
    here, there = browser(lead), browser(lead)
    said = here.post(reverse("sign-out-elsewhere"), follow=True)
    assert "signed out everywhere else" in words(said)
    assert there.get(YOU).status_code == 302
    assert here.get(YOU).status_code == 200
    assert Entry.objects.filter(event="signed out everywhere else").exists()


def test_a_new_password_ends_the_other_sessions(lead, browser):
    here, there = browser(lead), browser(lead)
    new = "another three words"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), given)
    lead.refresh_from_db()
    assert lead.check_password(new)
    assert (here.get(YOU).status_code, there.get(YOU).status_code) == (200, 302)
    assert Entry.objects.get(event="changed the password of").subject == lead.email


def test_a_membership_that_ends_ends_the_sessions_of_who_had_it(office, lead, join, browser):
    ann = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    client = browser(ann)
    assert client.get(YOU).status_code == 200
    held = ann.memberships.get().pk
    browser(lead).post(reverse("end-membership", args=[held]))
    assert client.get(YOU).status_code == 302


def test_who_leaves_by_themselves_stays_signed_in(office, join, browser):
    ann = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    client = browser(ann)
    said = client.post(reverse("end-membership", args=[ann.memberships.get().pk]), follow=True)
    assert "You belong to no organisation here" in words(said)


def test_the_session_has_a_new_name_after_signing_in(lead):
    client = Client(headers={"host": "localhost"})
    client.get("/programmes/")
    before = client.session.session_key
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("names", "hours", "stays"),
    [
        ((visits.SEEN,), 1.9, True),
        ((visits.SEEN,), 2.1, False),
        ((visits.BEGAN,), 11.9, True),
        ((visits.BEGAN,), 12.1, False),
    ],
)
def test_a_session_ends_by_itself(names, hours, stays, lead, browser):
    client = browser(lead)
    client.get(YOU)
    earlier(client, hours * 3600, *names)
    assert (client.get(YOU).status_code == 200) == stays


def test_a_page_writes_nothing_while_somebody_works(lead, browser, django_assert_num_queries):
    client = browser(lead)
    client.get(YOU)
    seen = client.session[visits.SEEN]
    client.get(YOU)
    assert client.session[visits.SEEN] == seen
    earlier(client, visits.NOTED_EVERY + 1, visits.SEEN)
    client.get(YOU)
    assert client.session[visits.SEEN] >= seen


def test_what_changes_roles_asks_again_and_then_does_what_was_typed(office, lead, browser):
    client = stale(browser(lead))
    people = reverse("people", args=[office.pk])
    assert client.get(people).status_code == 200
    asked = client.post(people, INVITED)
    assert asked["Location"] == f"{AGAIN}?next={people.replace('/', '%2F')}"
    assert not Invitation.objects.filter(email="new@example.org").exists()
    page = client.get(asked["Location"])
    assert "Enter your password again" in words(page)
    done = client.post(AGAIN, {"password": PASSWORD, "next": people}, follow=True)
    assert "An invitation is on its way to new@example.org" in words(done)
    assert Invitation.objects.filter(email="new@example.org").count() == 1


def test_a_wrong_password_there_does_nothing_and_can_be_put_right(office, lead, browser):
    client = stale(browser(lead))
    people = reverse("people", args=[office.pk])
    client.post(people, INVITED)
    wrong = client.post(AGAIN, {"password": "not this one", "next": people})
    assert "Enter your password again" in words(wrong)
    assert not Invitation.objects.filter(email="new@example.org").exists()
    client.post(AGAIN, {"password": PASSWORD, "next": people})
    assert Invitation.objects.filter(email="new@example.org").exists()


def test_what_is_kept_meanwhile_holds_no_cookie(office, lead, browser):
    client = stale(browser(lead))
    client.post(reverse("people", args=[office.pk]), INVITED)
    kept = json.loads(client.session["account_reauthentication_state"]["request"])
    assert "HTTP_COOKIE" not in kept["META"]
    assert "new%40example.org" in kept["POST"]


def test_a_file_that_cannot_be_kept_is_asked_for_again(office, lead, browser):
    client = stale(browser(lead))
    people = reverse("people", args=[office.pk])
    given = {**INVITED, "file": SimpleUploadedFile("a.txt", b"words")}
    referer = f"http://localhost{people}?page=1"
    asked = client.post(people, given, headers={"referer": referer})
    assert asked["Location"] == f"{AGAIN}?next={people.replace('/', '%2F')}"
    said = client.post(AGAIN, {"password": PASSWORD, "next": people}, follow=True)
    assert "Nothing was saved while you signed in again" in words(said)
    assert not Invitation.objects.filter(email="new@example.org").exists()


def test_nobody_is_brought_to_another_site(lead, browser, settings):
    client = stale(browser(lead))
    done = client.post(AGAIN, {"password": PASSWORD, "next": "https://example.org/"})
    assert done["Location"] == resolve_url(settings.LOGIN_REDIRECT_URL)


def test_signing_in_counts_as_showing_who_it_is(office, lead, settings):
    settings.MAINSTAY_SECOND_STEP_NEEDED = False
    client = Client(headers={"host": "localhost"})
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    client.post(reverse("people", args=[office.pk]), INVITED)
    assert Invitation.objects.filter(email="new@example.org").exists()


def test_what_a_policy_refuses_is_not_there_however_fresh(office, join, browser):
    other = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    bystander = join(office, Role.AUDITOR, "bob@example.org").memberships.get()
    assert browser(other).post(reverse("end-membership", args=[bystander.pk])).status_code == 404


def test_wrong_passwords_are_counted_across_addresses_and_browsers(lead):
    for last in range(6):
        client = Client(headers={"host": "localhost"}, REMOTE_ADDR=f"192.0.2.{last}")
        said = client.post(reverse("account_login"), {"login": lead.email, "password": "wrong"})
    assert "Too many failed" in words(said)


def test_one_address_may_not_try_many_accounts_whatever_it_says_of_itself():
    said = None
    for number in range(22):
        headers = {"host": "localhost", "x-forwarded-for": f"192.0.2.{number}"}
        client = Client(headers=headers, REMOTE_ADDR="192.0.2.9")
        given = {"login": f"person-{number}@example.org", "password": "wrong"}
        said = client.post(reverse("account_login"), given)
    assert "Too many" in words(said) or said.status_code == 429


def test_behind_a_gateway_people_are_counted_apart(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(22):
        headers = {"host": "localhost", "x-forwarded-for": f"203.0.113.5, 192.0.2.{number}"}
        client = Client(headers=headers, REMOTE_ADDR="192.0.2.9")
        given = {"login": f"person-{number}@example.org", "password": "wrong"}
        said = client.post(reverse("account_login"), given)
        assert "not correct" in words(said)


def test_a_session_is_kept_on_the_server_and_the_cookie_is_only_its_name(lead, browser):
    client = browser(lead)
    client.get(YOU)
    cookie = client.cookies["sessionid"]
    assert re.fullmatch(r"[a-z0-9]{32}", cookie.value)
    assert Session.objects.filter(pk=cookie.value).exists()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_invitation_after_the_end_of_a_role_works_again(office, lead, join):
    ann = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    actions.end_membership(membership=ann.memberships.get(), by=lead, now=NOW)
    assert join(office, Role.OFFICE_MEMBER, "ann@example.org") == ann
