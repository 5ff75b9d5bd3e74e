"""A second step at sign-in: who must take one, setting it up, and what opens without it."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.policies import needs_second_step
from mainstay.accounts.roles import Kind, Role
from mainstay.accounts.sessions import reset_second_step
from mainstay.web.second_step import gate
from mainstay.web.second_step.adapter import SecondStep
from tests.records.conftest import EVERY_ROLE, NOW, PASSWORD
from tests.records.test_pages import words

OWN_PRACTICE = {Role.PRACTICE_LEAD, Role.PRACTICE_STAFF}
INDEX = "/you/second-step/"
PERIOD = 30


def code(secret: str, later: int = 0) -> str:
    """What an app shows, some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later))


def password(person) -> Client:
    """Signed in with a password, as far as that goes."""
    client = Client(headers={"host": "localhost"})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set up an app by page; its key and the recovery codes."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    key = re.search(r'class="m-key">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(key)}, follow=True)
    return key, re.findall(r"<code>(\d{4} \d{4})</code>", answer.content.decode())


@pytest.mark.parametrize(("kind", "role"), EVERY_ROLE)
def test_who_sees_more_than_their_own_practice_needs_one(kind, role, found, join):
    me = join(found(kind), role)
    assert needs_second_step(me) == (role not in OWN_PRACTICE)
    answer = password(me).get(reverse("you"))
    assert answer.status_code == (200 if role in OWN_PRACTICE else 302)


def test_until_there_is_one_every_page_leads_there(lead, office):
    client = password(lead)
    for path in ("/you/", f"/organisations/{office.pk}/people/", "/programmes/", "/areas/"):
        assert client.get(path)["Location"] == INDEX
    assert client.post(f"/organisations/{office.pk}/people/")["Location"] == INDEX
    for name in gate.OPEN - {"mfa_view_recovery_codes", "health", "invitation"}:
        assert client.get(reverse(name)).get("Location") != INDEX
    assert "a password alone is not enough" in words(client.get(INDEX))
    client.post(reverse("account_logout"))
    assert client.get("/you/")["Location"].startswith("/sign-in/")


def test_setting_up_an_app_opens_the_pages_and_signing_in_again_wants_its_code(lead):
    client = password(lead)
    client.get("/programmes/")
    key, recovery = set_up(client)
    assert len(recovery) == 10
    assert client.get("/you/").status_code == 200
    told = Entry.objects.get(event="set up a second step:")
    assert (told.subject, told.person) == ("codes of an app", str(lead.pk))
    again = password(lead)
    assert again.get("/you/")["Location"].startswith("/sign-in/")
    wrong = again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That did not work" in words(wrong)
    assert Entry.objects.filter(event="failed to sign in").get().subject.endswith("second step")
    assert again.post(reverse("mfa_authenticate"), {"code": code(key, 1)}).status_code == 302
    assert again.get("/you/").status_code == 200


def test_a_person_is_brought_to_where_they_were_going(lead):
    client = password(lead)
    client.get("/programmes/?page=2")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    key = re.search(r'class="m-key">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(key)}, follow=True)
    assert 'href="/programmes/?page=2">I have kept them' in answer.content.decode()


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_key(lead):
    client = password(lead)
    first = client.get(reverse("mfa_activate_totp")).content.decode()
    said = client.post(reverse("mfa_activate_totp"), {"code": "1"}).content.decode()
    key = re.compile(r'class="m-key">([A-Z2-7 ]+)<')
    assert key.search(first).group(1) == key.search(said).group(1)
    assert "That did not work" in said
    assert not Authenticator.objects.exists()


def test_a_code_is_taken_once_by_all_workers_together(lead):
    client = password(lead)
    key, _ = set_up(client)
    used = code(key, 1)
    first, second = password(lead), password(lead)
    assert first.post(reverse("mfa_authenticate"), {"code": used}).status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": used}).status_code == 200


def test_a_recovery_code_opens_once(lead):
    _, recovery = set_up(password(lead))
    first, second = password(lead), password(lead)
    assert first.post(reverse("mfa_authenticate"), {"code": recovery[0]}).status_code == 302
    assert first.get("/you/").status_code == 200
    assert second.post(reverse("mfa_authenticate"), {"code": recovery[0]}).status_code == 200


def test_codes_cannot_be_guessed_by_trying(lead):
    key, _ = set_up(password(lead))
    client = password(lead)
    for _ in range(6):
        said = client.post(reverse("mfa_authenticate"), {"code": "123456"})
    assert "Too many failed" in words(said)
    assert client.post(reverse("mfa_authenticate"), {"code": code(key, 1)}).status_code == 200


def test_recovery_codes_are_shown_once(lead):
    client = password(lead)
    _, recovery = set_up(client)
    said = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(one in said for one in recovery)


def test_another_session_of_the_same_person_takes_the_step_as_well(lead):
    old, new = password(lead), password(lead)
    key, _ = set_up(new)
    assert old.get("/you/")["Location"] == reverse("mfa_reauthenticate")
    old.post(reverse("mfa_reauthenticate"), {"code": code(key, 1)})
    assert old.get("/you/").status_code == 200


def test_the_last_one_stays_where_it_is_needed(lead):
    client = password(lead)
    set_up(client)
    said = client.post(reverse("mfa_deactivate_totp"))
    assert "needs a second step" in words(said)
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_who_needs_none_may_set_one_up_and_take_it_away(found, join):
    client = password(join(found(Kind.PRACTICE), Role.PRACTICE_STAFF))
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(event="took away a second step:").exists()


def test_the_records_alone_make_no_codes(lead):
    key, recovery = set_up(password(lead))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert key not in kept
    assert SecondStep().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == key
    assert recovery[0].replace(" ", "") not in kept


def test_a_reset_is_logged_and_ends_every_session(lead):
    client = password(lead)
    set_up(client)
    assert reset_second_step(person=lead, now=NOW) == 1
    assert client.get("/you/")["Location"].startswith("/sign-in/")
    assert password(lead).get("/you/")["Location"] == INDEX
    told = Entry.objects.get(event="reset the second step of")
    assert (told.person_name, told.subject) == ("The command line", lead.email)


def test_the_picture_of_the_key_is_part_of_the_page(lead):
    page = password(lead).get(reverse("mfa_activate_totp")).content.decode()
    assert '<svg class="m-qr" role="img"' in page
    assert "<?xml" not in page
    assert "data:image" not in page
    assert " style=" not in page


def test_offered_and_not_required_opens_the_pages(lead, settings):
    settings.MAINSTAY_SECOND_STEP_NEEDED = False
    assert password(lead).get("/you/").status_code == 200


def test_what_is_counted_is_kept_where_all_workers_see_it(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    said = StringIO()
    call_command("createcachetable", dry_run=True, stdout=said)
    assert "already exists" in said.getvalue()
