"""Signing in by an organisation's directory: a real one, small, that runs in the test."""

from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts import actions, policies
from mainstay.accounts.models import Entry, Person
from mainstay.accounts.roles import Kind, Role
from tests.records.openid import CLIENT, OTHER_KEY, SECRET, provider
from tests.records.test_pages import words
from tests.records.test_sessions import INVITED, stale

NOW_OPEN = now()  # an invitation is open for two weeks of the real clock
START = "/sign-in/with/directory/"


@pytest.fixture
def directory(settings):
    with provider() as made:
        made.claims = {"email": "ann@example.org", "email_verified": True, "name": "Ann Other"}
        about = {"server_url": made.address, "oauth_pkce_enabled": True, "fetch_userinfo": False}
        app = {"provider_id": "directory", "name": "Anyshire sign-in", "settings": about}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [{**app, "client_id": CLIENT, "secret": SECRET}]}
        }
        settings.MAINSTAY_DIRECTORY = "Anyshire sign-in"
        settings.ALLOWED_HOSTS = ["localhost"]
        yield made


def there_and_back(client: Client, path: str = START):
    """Press the button, agree at the directory, and come back with its answer."""
    asked = client.post(path)
    assert asked.status_code == 302, words(asked)
    answer = requests.get(asked["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


@pytest.fixture
def client():
    return Client(headers={"host": "localhost"})


@pytest.fixture
def ann(office, join):
    return join(office, Role.OFFICE_MEMBER, "ann@example.org")


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_is_here_comes_in_by_their_address(directory, ann, client):
    assert "Go on" in words(client.get(START))
    there_and_back(client)
    assert client.session["_auth_user_id"] == str(ann.pk)
    assert Person.objects.count() == 1
    assert Entry.objects.filter(event="signed in").get().subject == "ann@example.org"


def test_the_second_time_it_is_the_same_person_whatever_the_address(directory, ann, client):
    there_and_back(client)
    directory.claims["email"] = "ann.newname@example.org"
    again = Client(headers={"host": "localhost"})
    there_and_back(again)
    assert again.session["_auth_user_id"] == str(ann.pk)


def test_who_is_invited_joins_by_it_and_has_no_password(directory, office, client):
    for role in (Role.OFFICE_MEMBER, Role.AUDITOR):
        actions.invite(
            email="Ann@Example.org", organisation=office, role=role, by=None, now=NOW_OPEN
        )
    there_and_back(client)
    person = Person.objects.get()
    assert person.name == "Ann Other"
    assert not person.has_usable_password()
    assert policies.current(person).count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
    ],
)
def test_others_are_told_and_no_account_is_made(change, directory, ann, client):
    directory.wrong = change
    answer = there_and_back(client)
    assert answer.status_code == 403
    assert "You are not invited yet" in words(answer)
    assert not signed_in(client)
    assert Person.objects.count() == 1
    assert Entry.objects.filter(event="failed to sign in").exists()


def test_an_invitation_that_ran_out_or_was_withdrawn_opens_nothing(directory, office, client, lead):
    old, _ = actions.invite(
        email="ann@example.org", organisation=office, role=Role.AUDITOR, by=lead, now=NOW_OPEN
    )
    actions.withdraw_invitation(invitation=old, by=lead, now=NOW_OPEN)
    assert there_and_back(client).status_code == 403
    assert not Person.objects.filter(email="ann@example.org").exists()


def test_a_directory_speaks_for_its_own_domains_only(directory, ann, client, settings):
    settings.MAINSTAY_DIRECTORY_DOMAINS = {"other.example.org"}
    assert there_and_back(client).status_code == 403
    settings.MAINSTAY_DIRECTORY_DOMAINS = {"example.org"}
    there_and_back(client)
    assert signed_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another application"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"sub": None},
    ],
)
def test_a_token_for_something_else_is_not_believed(wrong, directory, ann, client):
    directory.wrong = wrong
    answer = there_and_back(client)
    assert answer.status_code == 403
    assert "That did not work" in words(answer)
    assert not signed_in(client)


def test_a_token_that_another_signed_is_not_believed(directory, ann, client):
    directory.key = OTHER_KEY
    assert there_and_back(client).status_code == 403
    directory.algorithm = "HS256"
    assert there_and_back(client).status_code == 403
    assert not signed_in(client)


def test_a_directory_by_another_name_is_not_asked(directory, ann, client):
    directory.issuer = "https://elsewhere.example.org"
    answer = client.post(START)
    assert answer.status_code == 403
    assert not directory.asked


def test_an_answer_that_this_browser_did_not_ask_for_is_not_taken(directory, ann, client):
    asked = client.post(START)
    answer = requests.get(asked["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    other = Client(headers={"host": "localhost"})
    assert other.get(f"{parts.path}?{parts.query}").status_code == 403
    assert not signed_in(other)


def test_an_answer_is_taken_once(directory, ann, client):
    asked = client.post(START)
    answer = requests.get(asked["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    client.get(f"{parts.path}?{parts.query}")
    client.post(reverse("account_logout"))
    assert client.get(f"{parts.path}?{parts.query}").status_code == 403
    assert not signed_in(client)


def test_the_directory_is_asked_with_all_that_binds_its_answer(directory, ann, client):
    there_and_back(client)
    asked = directory.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert asked["state"]
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}


@pytest.mark.parametrize(
    ("mode", "amr", "taken"),
    [
        ("if-said", ["pwd"], False),
        ("if-said", ["pwd", "mfa"], True),
        ("if-said", None, False),
        ("always", None, True),
        ("never", ["mfa"], False),
    ],
)
def test_when_its_second_step_counts(mode, amr, taken, directory, ann, client, settings):
    settings.MAINSTAY_DIRECTORY_STEP = mode
    directory.claims["amr"] = amr
    there_and_back(client)
    answer = client.get("/you/")
    assert (answer.status_code == 200) == taken
    if not taken:
        assert answer["Location"] == reverse("mfa_index")


def test_what_matters_asks_the_directory_again(directory, office, join, client):
    lead = join(office, Role.OFFICE_LEAD, "ann@example.org")
    lead.set_unusable_password()
    lead.save()
    directory.claims["amr"] = ["mfa"]
    there_and_back(client)
    stale(client)
    people = reverse("people", args=[office.pk])
    asked = client.post(people, INVITED)["Location"]
    assert asked.startswith(START)
    assert "Nothing was saved while you signed in again" in words(client.get(asked))
    there_and_back(client, asked)
    assert directory.asked[-1]["prompt"] == "login"
    assert client.get(people).status_code == 200
    assert client.post(people, INVITED)["Location"] == people


def test_nobody_joins_a_directory_account_to_another_person(directory, ann, lead, browser):
    assert browser(lead).get(f"{START}?process=connect").status_code == 404


def test_without_a_directory_there_is_no_such_address(client):
    assert client.get(START).status_code == 404
    assert client.post(START).status_code == 404
    assert client.get(f"{START}back/?code=1&state=2").status_code == 404
    assert "Or with a passkey" in words(client.get("/sign-in/"))


def test_other_names_of_directories_are_not_there(directory, client):
    assert client.get("/sign-in/with/elsewhere/").status_code == 404


def test_a_person_who_went_back_is_told(directory, client):
    client.post(START)
    state = next(iter(client.session["socialaccount_states"]))
    said = client.get(f"{START}back/?error=access_denied&state={state}")
    assert "That did not work" in words(said)


def test_a_person_of_a_practice_needs_no_second_step(directory, found, join, client):
    join(found(Kind.PRACTICE), Role.PRACTICE_STAFF, "ann@example.org")
    there_and_back(client)
    assert client.get("/you/").status_code == 200
