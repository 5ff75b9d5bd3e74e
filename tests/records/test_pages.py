"""Joining, signing in and out, and looking after people, by page."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from mainstay.accounts import actions, policies
from mainstay.accounts.models import Entry, Person
from mainstay.accounts.roles import Role
from tests.records.conftest import NOW, PASSWORD, sign_in


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def invite(browser, lead, office, mailed):
    """Invites by page and gives the link that was mailed."""

    def made(email: str) -> str:
        answer = browser(lead).post(
            reverse("people", args=[office.pk]),
            {"email": email, "role": Role.OFFICE_MEMBER.value},
        )
        assert answer.status_code == 302
        return re.search(r"/invitation/\S+", mailed()[-1].body).group(0)

    return made


def test_from_an_invitation_to_ones_own_page(invite, browser, office, mailed):
    link = invite("ann@example.org")
    assert mailed()[-1].to == ["ann@example.org"]
    client = browser(None)
    assert "invites ann@example.org to be office member" in words(client.get(link))
    answer = client.post(link, {"name": "Ann Other", "password": PASSWORD}, follow=True)
    assert "You are now part of Anyshire Office." in words(answer)
    assert policies.belongs(Person.objects.get(email="ann@example.org"), office)
    again = client.get(link)
    assert "accepted already" in words(again)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "", "password": PASSWORD}, "Enter your name"),
        ({"name": "Ann", "password": ""}, "Enter a password"),
        ({"name": "Ann", "password": "short"}, "at least 12 characters"),
        ({"name": "Ann", "password": "passwordpassword"}, "too common"),
        ({"name": "Ann", "password": "ann@example.org"}, "too similar"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(invite, browser, given, told):
    if told == "too common":
        given = {**given, "password": "qwertyuiop123"}
    link = invite("ann@example.org")
    said = browser(None).post(link, given)
    assert told in words(said)
    assert f'value="{given["name"]}"' in said.content.decode() or not given["name"]
    assert not Person.objects.filter(email="ann@example.org").exists()


def test_a_link_that_was_never_made_is_not_there(browser):
    assert browser(None).get(reverse("invitation", args=["x" * 43])).status_code == 404


def test_signing_in_and_out_is_in_the_log(lead):
    client = Client(headers={"host": "localhost"})
    sign_in = reverse("account_login")
    wrong = client.post(sign_in, {"login": lead.email, "password": "not this one"})
    assert "not correct" in words(wrong)
    right = client.post(sign_in, {"login": lead.email.upper(), "password": PASSWORD}, follow=True)
    assert lead.name in words(right)
    client.post(reverse("account_logout"))
    events = list(Entry.objects.order_by("number").values_list("event", flat=True))
    assert events[-3:] == ["failed to sign in", "signed in", "signed out"]


def test_after_five_wrong_passwords_the_account_waits(lead):
    client = Client(headers={"host": "localhost"})
    for _ in range(6):
        answer = client.post(
            reverse("account_login"), {"login": lead.email, "password": "not this one"}
        )
    assert "Too many failed login attempts" in words(answer)
    right = client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    assert right.status_code == 200


def test_nobody_makes_an_account_for_themselves(browser):
    client = browser(None)
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert "by invitation" in words(client.get(reverse("account_signup")))
    assert not Person.objects.exists()


def test_a_forgotten_password_says_the_same_to_everybody(lead, browser, mailed):
    answers = [
        words(browser(None).post(reverse("account_reset_password"), {"email": one}, follow=True))
        for one in (lead.email, "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    link = re.search(r"/password/reset/\S+", mailed()[0].body).group(0)
    client = browser(None)
    form = client.get(link, follow=True)
    assert "Choose a new password" in words(form)
    fresh = "another three words"
    client.post(form.redirect_chain[-1][0], {"password1": fresh, "password2": fresh})
    lead.refresh_from_db()
    assert lead.check_password(fresh)


def test_a_lead_sees_who_is_there_and_who_is_invited(invite, browser, lead, office):
    invite("ann@example.org")
    said = words(browser(lead).get(reverse("people", args=[office.pk])))
    assert "ann@example.org Office member" in said
    assert "The only lead" in said


def test_a_mistake_is_put_right_at_once(invite, browser, lead, office):
    link = invite("wrong@example.org")
    waiting = office.invitations.get(email="wrong@example.org")
    browser(lead).post(reverse("withdraw", args=[waiting.pk]))
    assert "withdrawn" in words(browser(None).get(link))


def test_the_log_tells_what_was_done_in_sentences(invite, browser, lead, office):
    invite("ann@example.org")
    said = words(browser(lead).get(reverse("log", args=[office.pk])))
    assert "Office lead invited ann@example.org as office member." in said


def test_pages_of_people_are_kept_by_no_browser(lead, office, browser):
    answer = browser(lead).get(reverse("people", args=[office.pk]))
    assert "no-store" in answer["Cache-Control"]


def test_who_was_invited_twice_joins_once(invite, browser, office, lead):
    first, second = invite("ann@example.org"), invite("ann@example.org")
    assert "withdrawn" in words(browser(None).get(first))
    client = browser(None)
    for _ in range(2):
        client.post(second, {"name": "Ann Other", "password": PASSWORD})
    assert office.memberships.filter(person__email="ann@example.org").count() == 1


def test_a_practice_sees_no_other_practices_log(found, join, browser):
    from mainstay.accounts.roles import Kind

    ours, theirs = found(Kind.PRACTICE), found(Kind.PRACTICE, "NEWMERE", "Z00002")
    me = join(ours, Role.PRACTICE_LEAD)
    actions.invite(
        email="x@example.org", organisation=theirs, role=Role.PRACTICE_STAFF, by=None, now=NOW
    )
    assert "x@example.org" not in words(browser(me).get(reverse("log", args=[ours.pk])))


def test_an_address_that_only_takes_a_form_says_so(browser, lead):
    answer = browser(lead).get(reverse("notices-read"))
    assert answer.status_code == 405
    assert "This address only takes a form" in words(answer)


def test_who_is_signed_out_in_a_form_comes_back_to_its_page(browser, office, lead):
    client, form = browser(None), reverse("people", args=[office.pk])
    came_from = {"referer": f"http://localhost{form}"}
    answer = client.post(reverse("notices-read"), headers=came_from)
    assert answer["Location"].endswith(f"?next={form}")
    sign_in(client, lead)
    assert "the form was not saved" in words(client.get(form))
